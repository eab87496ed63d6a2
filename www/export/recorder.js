// What a view draws on its canvases, as vectors: while a draw call runs, each 2d context is watched. It goes on drawing, and keeps its own state; only
// paths and clips are followed here. A canvas on which something is called that has no vector counterpart stays an image.

/** a, b, c, d, e, f as in DOMMatrix. @typedef {[number, number, number, number, number, number]} Matrix */
/** In the coordinates of its matrix. @typedef {{d: string, matrix: Matrix}} Clip */
/** @typedef {{matrix: Matrix, clips: Clip[], alpha: number}} Placed */
/** @typedef {Placed & {kind: "path", d: string, fill?: string, stroke?: string, width?: number, dash?: number[]}} Path */
/** `y` is the baseline. @typedef {{style: string, weight: string, size: number, family: string}} Font
 * @typedef {Placed & {kind: "text", text: string, x: number, y: number, font: Font, align: "start" | "middle" | "end", fill: string}} Text */
/** @typedef {Placed & {kind: "image", source: HTMLCanvasElement, x: number, y: number, width: number, height: number, smooth: boolean}} Image */
/** @typedef {Path | Text | Image} Item */

/** Calls that change what the context itself keeps, or only ask. */
const FORWARDED = new Set(
  "setTransform transform translate rotate scale resetTransform setLineDash getLineDash getTransform measureText getContextAttributes".split(" "),
);
/** @type {Record<string, Text["align"]>} */
const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };

const { getContext } = HTMLCanvasElement.prototype;

/** The canvases that a call draws on, each with what it draws, or with none where that has to stay an image.
 * @param {() => void} draw @returns {Map<HTMLCanvasElement, Item[] | undefined>} */
export function record(draw) {
  /** @type {Map<HTMLCanvasElement, Recorder>} */
  const recorders = new Map();
  const prototype = /** @type {any} */ (HTMLCanvasElement.prototype);
  // WebAssembly asks the canvas for its context, as the views do.
  prototype.getContext = function (/** @type {any[]} */ ...asked) {
    const given = getContext.apply(this, /** @type {any} */ (asked));
    if (!(given instanceof CanvasRenderingContext2D)) return given;
    if (!recorders.has(this)) recorders.set(this, new Recorder(given));
    return recorders.get(this)?.watched;
  };
  try {
    draw();
  } finally {
    prototype.getContext = getContext;
  }
  return new Map([...recorders].map(([canvas, recorder]) => [canvas, recorder.items]));
}

class Recorder {
  /** @type {Item[] | undefined} */ items = [];
  /** @type {CanvasRenderingContext2D} */ watched;
  #context;
  #path = "";
  /** @type {Clip[]} */ #clips = [];
  /** @type {Clip[][]} */ #saved = [];

  /** @param {CanvasRenderingContext2D} context */
  constructor(context) {
    this.#context = context;
    const real = /** @type {any} */ (context);
    /** @type {any} */
    const calls = this.#calls;
    this.watched = new Proxy(context, {
      get: (_, name) => {
        if (typeof real[name] !== "function") return real[name];
        return (/** @type {any[]} */ ...given) => {
          if (calls[name]) calls[name](...given);
          else if (!FORWARDED.has(String(name))) this.items = undefined;
          return real[name](...given);
        };
      },
      set: (_, name, value) => {
        real[name] = value;
        return true;
      },
    });
  }

  /** What a call adds, by its name. */
  #calls = {
    beginPath: () => void (this.#path = ""),
    closePath: () => void (this.#path += "Z"),
    moveTo: (/** @type {number} */ x, /** @type {number} */ y) => void (this.#path += `M${point(x, y)}`),
    lineTo: (/** @type {number} */ x, /** @type {number} */ y) => void (this.#path += `${this.#path ? "L" : "M"}${point(x, y)}`),
    rect: (/** @type {number[]} */ ...box) => void (this.#path += rectangle(...box)),
    arc: (/** @type {[number, number, number, number, number, boolean?]} */ ...arc) => void (this.#path += arcOf(this.#path === "", ...arc)),
    fill: () => this.#fill(this.#path),
    stroke: () => this.#stroke(this.#path),
    fillRect: (/** @type {number[]} */ ...box) => this.#fill(rectangle(...box)),
    strokeRect: (/** @type {number[]} */ ...box) => this.#stroke(rectangle(...box)),
    // The views clear all of a canvas before they draw on it.
    clearRect: () => void (this.items &&= []),
    save: () => void this.#saved.push(this.#clips),
    restore: () => void (this.#clips = this.#saved.pop() ?? []),
    clip: () => void (this.#clips = [...this.#clips, { d: this.#path, matrix: this.#placed().matrix }]),
    fillText: (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => this.#text(text, x, y),
    drawImage: (/** @type {[HTMLCanvasElement, number, number, number, number]} */ ...image) => this.#image(...image),
  };

  /** @returns {Placed} */
  #placed() {
    const { a, b, c, d, e, f } = this.#context.getTransform();
    return { matrix: [a, b, c, d, e, f], clips: this.#clips, alpha: this.#context.globalAlpha };
  }

  /** @param {string} d */
  #fill(d) {
    this.items?.push({ ...this.#placed(), kind: "path", d, fill: String(this.#context.fillStyle) });
  }

  /** @param {string} d */
  #stroke(d) {
    const { strokeStyle, lineWidth: width } = this.#context;
    this.items?.push({ ...this.#placed(), kind: "path", d, stroke: String(strokeStyle), width, dash: this.#context.getLineDash() });
  }

  /** @param {string} text @param {number} x @param {number} y */
  #text(text, x, y) {
    const context = this.#context;
    const above = () => context.measureText(text).fontBoundingBoxAscent;
    const { textBaseline, textAlign, font, fillStyle } = context;
    const own = above();
    context.textBaseline = "alphabetic";
    const baseline = y + above() - own;
    context.textBaseline = textBaseline;
    const align = ANCHORS[textAlign];
    this.items?.push({ ...this.#placed(), kind: "text", text, x, y: baseline, font: fontOf(font), align, fill: String(fillStyle) });
  }

  /** @param {HTMLCanvasElement} source @param {number} x @param {number} y @param {number} width @param {number} height */
  #image(source, x, y, width, height) {
    const smooth = this.#context.imageSmoothingEnabled;
    this.items?.push({ ...this.#placed(), kind: "image", source: copyOf(source), x, y, width, height, smooth });
  }
}

/** @param {HTMLCanvasElement} canvas */
export function copyOf(canvas) {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const context = getContext.call(copy, "2d");
  if (canvas.width > 0 && canvas.height > 0 && context instanceof CanvasRenderingContext2D) context.drawImage(canvas, 0, 0);
  return copy;
}

/** To a thousandth. @param {number} x */
export const short = (x) => String(Math.round(x * 1000) / 1000);
/** @param {number} x @param {number} y */
const point = (x, y) => `${short(x)} ${short(y)}`;

/** @param {number[]} box x, y, width, height */
export const rectangle = (...[x, y, width, height]) => `M${point(x, y)}h${short(width)}v${short(height)}h${short(-width)}Z`;

/** An arc of a circle as a path. @param {boolean} first of its path @param {number} x @param {number} y @param {number} r @param {number} from @param {number} to @param {boolean} [back] */
function arcOf(first, x, y, r, from, to, back = false) {
  const at = (/** @type {number} */ angle) => point(x + r * Math.cos(angle), y + r * Math.sin(angle));
  const start = `${first ? "M" : "L"}${at(from)}`;
  const turn = 2 * Math.PI;
  const piece = (/** @type {boolean} */ large, /** @type {number} */ end) =>
    `A${short(r)} ${short(r)} 0 ${Number(large)} ${Number(!back)} ${at(end)}`;
  if (Math.abs(to - from) >= turn - 1e-9) return `${start}${piece(false, from + Math.PI)}${piece(false, from)}Z`;
  const angle = (((back ? from - to : to - from) % turn) + turn) % turn;
  return start + piece(angle > Math.PI, to);
}

/** @param {string} css a context's font @returns {Font} */
function fontOf(css) {
  const [, before, size, family] = /^(.*?)([0-9.]+)px\s+(.*)$/.exec(css) ?? ["", "", "10", "sans-serif"];
  const style = /italic|oblique/.exec(before)?.[0] ?? "normal";
  return { style, weight: /bold|[0-9]+/.exec(before)?.[0] ?? "normal", size: Number(size), family };
}
