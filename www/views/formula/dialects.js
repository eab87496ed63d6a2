// How NumPy, TensorFlow, PyTorch, JAX and Keras spell the few things that a loss is made of. Data only; `code.js` puts them together.

/**
 * What negatives are made of.
 * @typedef {object} Words
 * @property {(condition: string, x: string, y: string) => string} where
 * @property {(x: string) => string} max of each line
 * @property {(x: string) => string} sum of each line
 * @property {string} count of an anchor's candidates in m
 * @property {string} nothing −∞
 */

/**
 * @typedef {object} Own
 * @property {string[]} imports
 * @property {Frame} frame
 * @property {(a: string, b: string) => string} product of a and bᵀ, [B, H] both
 * @property {string} positives of s
 * @property {string} [rows] the matrix of the rows' candidates, where it is another one than s
 * @property {string} others where s is not a positive
 * @property {string} transposed s
 * @property {(x: string) => string} hinge
 * @property {(x: string, y: string) => string} larger
 * @property {string} average of x and y, where −∞ means none
 * @property {string} column p as [B, 1]
 * @property {(list: string[]) => string} joined matrices beside one another
 * @property {(scale: string) => string[]} crossEntropy the body of a function of m [B, ·], whose diagonal holds the positives: one cost for each line
 * @property {Record<"mean" | "sum", string>} reductions of cost
 * @property {(base64: string, size: number) => string[]} vectors makes v of [2, B, H] out of bytes
 * @property {string} run prints the loss of v
 */

/** @typedef {Own & Words} Dialect */
/** How a function or class is laid out, and how its body ends.
 * @typedef {object} Frame
 * @property {(note: string) => string[]} head
 * @property {number} depth of the body
 * @property {string[]} [first] lines of the body
 */

/** @type {Frame} */
const asFunction = { head: (note) => ["def loss(v1, v2):", `    """${note}"""`], depth: 1 };
/** A class that is called with v1 and v2. @param {string} base @param {string} method @returns {Frame} */
const asClass = (base, method) => ({
  head: (note) => [`class PairLoss${base}:`, `    """${note}"""`, "", `    def ${method}(self, v1, v2):`],
  depth: 2,
});

const decoded = (/** @type {string} */ base64, /** @type {number} */ size) =>
  `np.frombuffer(base64.b64decode("${base64}"), dtype="<f4").reshape(2, ${size}, -1)`;

/** @type {Dialect} */
const numpy = {
  imports: ["import numpy as np"],
  frame: asFunction,
  where: (condition, x, y) => `np.where(${condition}, ${x}, ${y})`,
  max: (x) => `${x}.max(axis=1)`,
  sum: (x) => `${x}.sum(axis=1)`,
  count: "(len(m) - 1)",
  product: (a, b) => `${a} @ ${b}.T`,
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
  frame: asFunction,
  where: (condition, x, y) => `tf.where(${condition}, ${x}, ${y})`,
  max: (x) => `tf.reduce_max(${x}, axis=1)`,
  sum: (x) => `tf.reduce_sum(${x}, axis=1)`,
  count: "tf.cast(tf.shape(m)[0] - 1, m.dtype)",
  product: (a, b) => `tf.matmul(${a}, ${b}, transpose_b=True)`,
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

/** @type {Dialect} */
const pytorch = {
  imports: ["import torch"],
  frame: asClass("(torch.nn.Module)", "forward"),
  where: (condition, x, y) => `torch.where(${condition}, ${x}, ${y})`,
  max: (x) => `${x}.max(dim=1).values`,
  sum: (x) => `${x}.sum(dim=1)`,
  count: "(len(m) - 1)",
  product: (a, b) => `${a} @ ${b}.T`,
  column: "p[:, None]",
  nothing: 'float("-inf")',
  joined: (list) => `torch.cat([${list.join(", ")}], dim=1)`,
  positives: "s.diagonal()",
  others: "~torch.eye(len(s), dtype=torch.bool, device=s.device)",
  transposed: "s.T",
  hinge: (x) => `torch.relu(${x})`,
  larger: (x, y) => `torch.maximum(${x}, ${y})`,
  average: "torch.where(torch.isinf(x) | torch.isinf(y), torch.maximum(x, y), (x + y) / 2)",
  crossEntropy: (scale) => [`x = ${scale} * m`, "return torch.logsumexp(x, dim=1) - x.diagonal()"],
  reductions: { mean: "cost.mean()", sum: "cost.sum()" },
  vectors: (base64, size) => ["import base64", "import numpy as np", "", `v = torch.tensor(${decoded(base64, size)})`],
  run: "print(float(PairLoss()(v[0], v[1])))",
};

/** A text of NumPy as JAX reads it. @param {string} text */
const inJax = (text) => text.replaceAll("np.", "jnp.");

/** @type {Dialect} */
const jax = {
  ...numpy,
  imports: ["import jax", "import jax.numpy as jnp"],
  frame: asClass("", "__call__"),
  where: (condition, x, y) => `jnp.where(${condition}, ${x}, ${y})`,
  nothing: inJax(numpy.nothing),
  joined: (list) => `jnp.concatenate([${list.join(", ")}], axis=1)`,
  positives: inJax(numpy.positives),
  others: inJax(numpy.others),
  hinge: (x) => `jax.nn.relu(${x})`,
  larger: (x, y) => `jnp.maximum(${x}, ${y})`,
  average: inJax(numpy.average),
  crossEntropy: (scale) => [`x = ${scale} * m`, "return jax.nn.logsumexp(x, axis=1) - jnp.diag(x)"],
  vectors: (base64, size) => ["import base64", "import numpy as np", "", `v = jnp.asarray(${decoded(base64, size)})`],
  run: "print(float(PairLoss()(v[0], v[1])))",
};

/** A loss of Keras gets labels, which it ignores, and one output: v1 beside v2. @type {Dialect} */
const keras = {
  imports: ["import keras", "from keras import ops"],
  frame: {
    head: (note) => [
      "class PairLoss(keras.losses.Loss):",
      `    """${note}`,
      "",
      "    The model's output is v1 beside v2, [B, 2H]: keras.layers.Concatenate()([v1, v2]). Labels are ignored.",
      '    """',
      "",
      "    def call(self, y_true, y_pred):",
    ],
    depth: 2,
    first: ["v1, v2 = ops.split(y_pred, 2, axis=1)"],
  },
  where: (condition, x, y) => `ops.where(${condition}, ${x}, ${y})`,
  max: (x) => `ops.max(${x}, axis=1)`,
  sum: (x) => `ops.sum(${x}, axis=1)`,
  count: "ops.cast(ops.shape(m)[0] - 1, m.dtype)",
  product: (a, b) => `ops.matmul(${a}, ops.transpose(${b}))`,
  column: "p[:, None]",
  nothing: 'float("-inf")',
  joined: (list) => `ops.concatenate([${list.join(", ")}], axis=1)`,
  positives: "ops.diagonal(s)",
  others: 'ops.logical_not(ops.eye(ops.shape(s)[0], dtype="bool"))',
  transposed: "ops.transpose(s)",
  hinge: (x) => `ops.relu(${x})`,
  larger: (x, y) => `ops.maximum(${x}, ${y})`,
  average: "ops.where(ops.isinf(x) | ops.isinf(y), ops.maximum(x, y), (x + y) / 2)",
  crossEntropy: (scale) => [`x = ${scale} * m`, "return ops.logsumexp(x, axis=1) - ops.diagonal(x)"],
  reductions: { mean: "ops.mean(cost)", sum: "ops.sum(cost)" },
  vectors: (base64, size) => ["import base64", "import numpy as np", "", `v = ${decoded(base64, size)}`],
  run: "print(float(PairLoss()(v[0], np.concatenate(v, axis=1))))",
};

export const dialects = { numpy, tensorflow, pytorch, jax, keras };
