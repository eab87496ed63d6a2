// What nobody should give an element: each value throws, goes round in circles, or is as large as can be.

/** In the page, for it cannot be sent there: what no property takes (`never`), and what some take as a text and all answer (`odd`).
 * @returns {Record<"never" | "odd", Record<string, () => unknown>>} */
export function hostile() {
  const mine = () => {
    throw new Error("mine");
  };
  const revoked = (/** @type {any} */ target) => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const fields = ["link", "lesson", "kind", "name", "file", "title", "pages", "0", "length", "bytes", "act", "seed"];
  const getters = Object.fromEntries(fields.map((name) => [name, { enumerable: true, get: mine }]));
  const circle = /** @type {any} */ ({});
  Object.assign(circle, { link: circle, lesson: circle, kind: circle, title: circle });
  const list = /** @type {any[]} */ ([]);
  list.push(list);
  const nested = (/** @type {(inner: unknown) => unknown} */ around) => {
    let value = around(0);
    for (let depth = 0; depth < 100_000; depth++) value = around(value);
    return value;
  };
  const shared = () => {
    let value = /** @type {unknown} */ ([0]);
    for (let depth = 0; depth < 60; depth++) value = [value, value];
    return value;
  };
  const long = (/** @type {string} */ text) => text.repeat(10_000_000 / text.length);
  const traps = { get: mine, has: mine, ownKeys: mine, getPrototypeOf: mine, getOwnPropertyDescriptor: mine };
  return {
    never: {
      "a symbol": () => Symbol("a symbol"),
      "a symbol of 10 MB": () => Symbol(long("s")),
      "a function": () => mine,
      "a getter that throws": () => Object.defineProperties({}, getters),
      "a Proxy that throws": () => new Proxy({}, traps),
      "a Proxy that throws what throws": () =>
        new Proxy(
          {},
          {
            get: () => {
              throw revoked({});
            },
            ownKeys: () => {
              throw revoked({});
            },
          },
        ),
      "a revoked Proxy": () => revoked({}),
      "a revoked Proxy of a list": () => revoked([]),
      "a revoked Proxy of a function": () => revoked(mine),
      "a Proxy of a file": () => new Proxy(new File(["a,b"], "a.csv"), traps),
      "a toString that throws": () => ({
        toString: mine,
        toJSON: mine,
        [Symbol.toPrimitive]: mine,
        get size() {
          return mine();
        },
      }),
      "a toString that gives a symbol": () => ({ [Symbol.toPrimitive]: () => Symbol("text"), link: Symbol("link"), size: Symbol("size") }),
      "a circle": () => circle,
      "a list in itself": () => list,
      "a list of symbols": () => [Symbol("one")],
      "a list of 4,000,000,000": () => Object.assign([], { length: 4_000_000_000 }),
      "a list without an end": () =>
        Object.assign([1], {
          *[Symbol.iterator]() {
            for (;;) yield 1;
          },
        }),
      "100,000 objects in each other": () => nested((inner) => ({ link: inner, inner })),
      "100,000 lists in each other": () => nested((inner) => [inner]),
      "a list of 2^60 parts": shared,
      "a BigInt in an object": () => ({ link: 1n, kind: 1n, title: 1n }),
    },
    odd: {
      NaN: () => Number.NaN,
      "-0": () => -0,
      "a BigInt": () => 10n ** 5000n,
      "an object without anything": () => Object.create(null),
      "a text of 10 MB": () => long("a"),
      "10 MB of names": () => long("split wheel "),
      "10 MB of digits": () => long("9"),
      "half a letter": () => "\ud800",
      "zeros and markup": () => "\0<script>&seed=\u202e%00",
      "a list of a million names": () => Array.from({ length: 1_000_000 }, (_, k) => `n${k}`),
      "a date": () => new Date(Number.NaN),
      "numbers in an array": () => new Float64Array(1e6),
      undefined: () => undefined,
      null: () => null,
    },
  };
}
