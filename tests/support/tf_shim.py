"""Stands in for TensorFlow, which is too large to install for a test: the operations that the generated code uses, over NumPy.

Each is its namesake's definition for the arguments that occur; any other operation is an AttributeError and fails the test.
"""

import sys
import types

import numpy as np

tf = types.ModuleType("tensorflow")
tf.nn = types.SimpleNamespace(relu=lambda x: np.maximum(x, 0))
tf.math = types.SimpleNamespace(is_inf=np.isinf)
tf.linalg = types.SimpleNamespace(diag_part=np.diag)
tf.constant = np.asarray
tf.transpose = np.transpose
tf.shape = np.shape
tf.where = np.where
tf.maximum = np.maximum


def matmul(a, b, transpose_b=False):
    return a @ (b.T if transpose_b else b)


def concat(values, axis):
    return np.concatenate(values, axis=axis)


def cast(x, dtype):
    return np.asarray(x).astype(dtype)


def eye(num_rows, num_columns=None):
    return np.eye(num_rows, num_columns, dtype=np.float32)


def reduce_sum(x, axis=None):
    return np.sum(x, axis=axis)


def reduce_mean(x, axis=None):
    return np.mean(x, axis=axis)


def reduce_max(x, axis=None):
    return np.max(x, axis=axis)


def reduce_logsumexp(x, axis):
    top = np.max(x, axis=axis, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=axis)) + np.squeeze(top, axis=axis)


for operation in (matmul, concat, cast, eye, reduce_sum, reduce_mean, reduce_max, reduce_logsumexp):
    setattr(tf, operation.__name__, operation)
sys.modules["tensorflow"] = tf
