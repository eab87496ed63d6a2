// How NumPy and TensorFlow spell the few things that a loss is made of, its negatives aside. Data only; `code.js` puts them together.

/**
 * @typedef {object} Dialect
 * @property {string[]} imports
 * @property {(a: string, b: string) => string} product of a and bᵀ, [B, H] both
 * @property {string} positives of s
 * @property {string} others where s is not a positive
 * @property {string} transposed s
 * @property {(x: string) => string} hinge
 * @property {(x: string, y: string) => string} larger
 * @property {string} average of x and y, where −∞ means none
 * @property {(m: string, otherwise: string) => string} among m where it is no positive, else something
 * @property {string} column p as [B, 1]
 * @property {string} nothing −∞
 * @property {(list: string[]) => string} joined matrices beside one another
 * @property {(scale: string) => string[]} crossEntropy the body of a function of m [B, ·], whose diagonal holds the positives: one cost for each line
 * @property {Record<"mean" | "sum", string>} reductions of cost
 * @property {(base64: string, size: number) => string[]} vectors makes v of [2, B, H] out of bytes
 * @property {string} run prints the loss of v
 */

const decoded = (/** @type {string} */ base64, /** @type {number} */ size) =>
  `np.frombuffer(base64.b64decode("${base64}"), dtype="<f4").reshape(2, ${size}, -1)`;

/** @type {Dialect} */
const numpy = {
  imports: ["import numpy as np"],
  product: (a, b) => `${a} @ ${b}.T`,
  among: (m, otherwise) => `np.where(others, ${m}, ${otherwise})`,
  column: "p[:, None]",
  nothing: "-np.inf",
  joined: (list) => `np.concatenate([${list.join(", ")}], axis=1)`,
  positives: "np.diag(s)",
  others: "~np.eye(len(s), dtype=bool)",
  transposed: "s.T",
  hinge: (x) => `np.maximum(0.0, ${x})`,
  larger: (x, y) => `np.maximum(${x}, ${y})`,
  average: "np.where(np.isinf(x) | np.isinf(y), np.maximum(x, y), (x + y) / 2)",
  crossEntropy: (scale) => [`x = ${scale} * m`, "top = x.max(axis=1)", "return top + np.log(np.exp(x - top[:, None]).sum(axis=1)) - np.diag(x)"],
  reductions: { mean: "cost.mean()", sum: "cost.sum()" },
  vectors: (base64, size) => ["import base64", "", `v = ${decoded(base64, size)}`],
  run: "print(loss(v[0], v[1]))",
};

/** @type {Dialect} */
const tensorflow = {
  imports: ["import tensorflow as tf"],
  product: (a, b) => `tf.matmul(${a}, ${b}, transpose_b=True)`,
  among: (m, otherwise) => `tf.where(others, ${m}, ${otherwise})`,
  column: "p[:, None]",
  nothing: 'float("-inf")',
  joined: (list) => `tf.concat([${list.join(", ")}], axis=1)`,
  positives: "tf.linalg.diag_part(s)",
  others: "tf.eye(tf.shape(s)[0]) < 0.5",
  transposed: "tf.transpose(s)",
  hinge: (x) => `tf.nn.relu(${x})`,
  larger: (x, y) => `tf.maximum(${x}, ${y})`,
  average: "tf.where(tf.math.is_inf(x) | tf.math.is_inf(y), tf.maximum(x, y), (x + y) / 2)",
  crossEntropy: (scale) => [`x = ${scale} * m`, "return tf.reduce_logsumexp(x, axis=1) - tf.linalg.diag_part(x)"],
  reductions: { mean: "tf.reduce_mean(cost)", sum: "tf.reduce_sum(cost)" },
  vectors: (base64, size) => ["import base64", "import numpy as np", "", `v = ${decoded(base64, size)}`],
  run: "print(float(loss(tf.constant(v[0]), tf.constant(v[1]))))",
};

export const dialects = { numpy, tensorflow };
