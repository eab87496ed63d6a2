// The code to copy of a batch with K further texts: v3 [K, H] stands beside v1 and v2, and r = [s | v1·v3ᵀ] holds the candidates of the rows.

/** @import {Dialect} from "./dialects.js" */
/** @typedef {"numpy" | "tensorflow" | "pytorch" | "jax" | "keras"} Language */

/** What differs where a matrix need not be square. @type {Record<Language, {others: string, width: (m: string) => string, count: string}>} */
const RECTANGULAR = {
  numpy: { others: "~np.eye(len(r), r.shape[1], dtype=bool)", width: (m) => `${m}.shape[1]`, count: "(m.shape[1] - 1)" },
  tensorflow: {
    others: "tf.eye(tf.shape(r)[0], tf.shape(r)[1]) < 0.5",
    width: (m) => `tf.shape(${m})[1]`,
    count: "tf.cast(tf.shape(m)[1] - 1, m.dtype)",
  },
  pytorch: { others: "~torch.eye(*r.shape, dtype=torch.bool, device=r.device)", width: (m) => `${m}.shape[1]`, count: "(m.shape[1] - 1)" },
  jax: { others: "~jnp.eye(len(r), r.shape[1], dtype=bool)", width: (m) => `${m}.shape[1]`, count: "(m.shape[1] - 1)" },
  keras: {
    others: 'ops.logical_not(ops.eye(ops.shape(r)[0], ops.shape(r)[1], dtype="bool"))',
    width: (m) => `ops.shape(${m})[1]`,
    count: "ops.cast(ops.shape(m)[1] - 1, m.dtype)",
  },
};

/** A loss of Keras gets one output: all vectors one below the other. @type {Dialect["frame"]} */
const inKeras = {
  head: (note) => [
    "class PairLoss(keras.losses.Loss):",
    `    """${note}`,
    "",
    "    The model's output is v1, v2 and v3 one below the other, [2B + K, H]; `further` is K. Labels are ignored.",
    '    """',
    "",
    "    def __init__(self, further):",
    "        super().__init__()",
    "        self.further = further",
    "",
    "    def call(self, y_true, y_pred):",
  ],
  depth: 2,
  first: ["b = (ops.shape(y_pred)[0] - self.further) // 2", "v1, v2, v3 = y_pred[:b], y_pred[b : 2 * b], y_pred[2 * b :]"],
};

/** The same language, with v3. @param {Dialect} dialect @param {Language} language @param {number} count K @returns {Dialect} */
export function withFurther(dialect, language, count) {
  const { others, width, count: candidates } = RECTANGULAR[language];
  const { frame, where, run } = dialect;
  const named = { ...frame, head: (/** @type {string} */ note) => frame.head(note).map((line) => line.replace("v2):", "v2, v3):")) };
  // Of the line that is looked at.
  const fitting = (/** @type {string} */ condition, /** @type {string} */ x) =>
    condition.replace("others", `others[:, : ${width(/^[ac]$/.test(x) ? x : "m")}]`);
  return {
    ...dialect,
    ...{ others, count: candidates, rows: "r", frame: language === "keras" ? inKeras : named },
    where: (condition, x, y) => where(fitting(condition, x), x, y),
    run:
      language === "keras"
        ? `print(float(PairLoss(${count})(v[0], np.concatenate([v[0], v[1], w[0]]))))`
        : run.replace("v[1]", language === "tensorflow" ? "v[1]), tf.constant(w[0]" : "v[1], w[0]"),
  };
}

/** The lines that make w of [1, K, H]. @param {Dialect} dialect @param {string} bytes @param {number} count K */
export const furtherVectors = ({ vectors }, bytes, count) =>
  vectors(bytes, count)
    .slice(-1)
    .map((line) => line.replace("v = ", "w = ").replace("reshape(2,", "reshape(1,"));
