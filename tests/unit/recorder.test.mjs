// Drawing that is watched while it is done: what becomes of paths, clips and texts, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";

class FakeContext {
  globalAlpha = 1;
  fillStyle = "#000000";
  strokeStyle = "#ff0000";
  lineWidth = 2;
  getTransform = () => ({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 });
  getLineDash = () => [];
  save() {}
  restore() {}
  beginPath() {}
  rect() {}
  clip() {}
  fill() {}
  stroke() {}
  moveTo() {}
  lineTo() {}
  fillRect() {}
  clearRect() {}
  putImageData() {}
}
class FakeCanvas {
  #context = new FakeContext();
  getContext() {
    return this.#context;
  }
}
Object.assign(globalThis, { HTMLCanvasElement: FakeCanvas, CanvasRenderingContext2D: FakeContext });
const { record } = await import("../../www/export/recorder.js");

/** @param {(context: any) => void} draw @returns {any[] | undefined} */
function itemsOf(draw) {
  const canvas = new FakeCanvas();
  return record(() => draw(canvas.getContext())).get(/** @type {any} */ (canvas));
}

test("A clip holds until what was saved is restored", () => {
  const items = itemsOf((context) => {
    context.save();
    context.beginPath();
    context.rect(0, 0, 10, 10);
    context.clip();
    context.fillRect(1, 1, 2, 2);
    context.restore();
    context.fillRect(3, 3, 2, 2);
  });
  assert.deepEqual(
    items?.map(({ d, clips }) => [d, clips.map((/** @type {{d: string}} */ clip) => clip.d)]),
    [
      ["M1 1h2v2h-2Z", ["M0 0h10v10h-10Z"]],
      ["M3 3h2v2h-2Z", []],
    ],
  );
});

test("A canvas that is cleared begins again, and one with pixels of its own stays an image", () => {
  const drawn = itemsOf((context) => {
    context.fillRect(0, 0, 1, 1);
    context.clearRect(0, 0, 9, 9);
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(4, 4);
    context.stroke();
  });
  assert.deepEqual(
    drawn?.map(({ kind, d, stroke, width }) => [kind, d, stroke, width]),
    [["path", "M0 0L4 4", "#ff0000", 2]],
  );
  assert.equal(
    itemsOf((context) => context.putImageData()),
    undefined,
  );
});
