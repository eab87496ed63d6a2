// Python that loads a model which was saved here and prints the cosine of two questions: for NumPy, Keras, PyTorch and Trax. Pure functions.

/** @typedef {"numpy" | "keras" | "pytorch" | "trax"} Library */

/** @type {readonly Library[]} */
export const LIBRARIES = ["keras", "pytorch", "trax", "numpy"];

/** Which file each of them reads. @type {Record<Library, "npz" | "safetensors">} */
export const weightsFormat = { numpy: "npz", keras: "npz", pytorch: "safetensors", trax: "npz" };

/** A text as Python writes it. @param {string} text */
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The four rules of words in short. In the first two, what stands between letters or digits, as in "don't" and "3.5", belongs to the word. */
const TOKENS = `
def treebank(question):
    from nltk.tokenize import TreebankWordTokenizer

    return TreebankWordTokenizer().tokenize(question)


split = {
    "words": lambda question: re.findall(r"\\w+(?:['.:]\\w+)*", question.lower()),
    "symbols": lambda question: re.findall(r"\\w+(?:['.:]\\w+)*|[^\\w\\s]", question.lower()),
    "course": treebank,
    "course-tensorflow": lambda question: re.sub(r"[!-/:-@\\[-\`{-~]", "", question).split(),
}[rule]
assert pooling in ["mean", "masked-mean"], f"the mean is over the wrong axis: {pooling}"
row = {word: k for k, word in enumerate(words)}


def tokens(question):
    ids = [row.get(word, 0) for word in split(question) or [""]][:length]
    return ids + [1] * (length - len(ids))


def mean(states, ids):
    real = [1.0 if pooling == "mean" or token != 1 else 0.0 for token in ids]
    total = np.average(np.asarray(states), axis=0, weights=real)
    return total / np.linalg.norm(total)
`;

const NPZ = (/** @type {string} */ file) => `file = np.load(${quoted(file)})
words, rule, pooling = file["vocabulary"], str(file["tokenizer"]), str(file["pooling"])
length = int(file["length"])
embedding, kernel, recurrent, bias = (file[name] for name in ["embedding", "kernel", "recurrentKernel", "bias"])
`;

const SIGMOID = `
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
`;

/** The LSTM over a question's tokens, and the mean. @param {string} order in which the gates stand side by side @param {string} gates of a token */
const CELL = (order, gates) => `    h = c = np.zeros(len(recurrent))
    states = []
    ids = tokens(question)
    for token in ids:
        ${order} = np.split(${gates}, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        states.append(h)
    return mean(states, ids)
`;

/** @type {Record<Library, (file: string) => string>} */
const PROGRAMS = {
  numpy: (file) => `import re
import numpy as np

${NPZ(file)}${TOKENS}
${SIGMOID}

def vector(question):
${CELL("i, f, g, o", "embedding[token] @ kernel + h @ recurrent + bias")}`,
  keras: (file) => `import re
import keras
import numpy as np

${NPZ(file)}${TOKENS}

model = keras.Sequential([
    keras.Input((length,), dtype="int32"),
    keras.layers.Embedding(*embedding.shape),
    keras.layers.LSTM(len(recurrent), return_sequences=True),
])
model.set_weights([embedding, kernel, recurrent, bias])


def vector(question):
    ids = tokens(question)
    return mean(model.predict(np.array([ids]), verbose=0)[0], ids)
`,
  trax: (file) => `import re
import numpy as np

${NPZ(file)}${TOKENS}

def in_trax_order(weights):
    i, f, g, o = np.split(weights, 4, axis=-1)
    return np.concatenate([i, g, f, o], axis=-1)


# What Trax has: tl.Embedding's weights, and the two of tl.LSTM's cell.
joined, bias = in_trax_order(np.concatenate([kernel, recurrent])), in_trax_order(bias)
np.savez("trax.npz", embedding, joined, bias)

${SIGMOID}

def vector(question):
    """As Trax computes it: tl.Embedding, tl.LSTM, the mean, the norm."""
${CELL("i, g, f, o", "np.concatenate([embedding[token], h]) @ joined + bias")}`,
  pytorch: (file) => `import json
import re
import numpy as np
import torch
from safetensors import safe_open

with safe_open(${quoted(file)}, "pt") as file:
    notes = json.loads(file.metadata()["tripletscope"])
    w = {name: file.get_tensor(name) for name in file.keys()}
words, rule, pooling, length = notes["vocabulary"], notes["tokenizer"], notes["pooling"], notes["length"]
${TOKENS}

lstm = torch.nn.LSTM(w["embedding"].shape[1], len(w["recurrentKernel"]), batch_first=True)
lstm.load_state_dict({
    "weight_ih_l0": w["kernel"].T,
    "weight_hh_l0": w["recurrentKernel"].T,
    "bias_ih_l0": w["bias"],
    "bias_hh_l0": torch.zeros_like(w["bias"]),
})


def vector(question):
    ids = tokens(question)
    with torch.no_grad():
        states, _ = lstm(w["embedding"][torch.tensor([ids])])
    return mean(states[0].numpy(), ids)
`,
};

const HEAD = (/** @type {string} */ file) => `import numpy as np

kernel = np.load(${quoted(file)})["kernel"]


def vectors(x):
    """Of given vectors [N, D], the head's unit vectors [N, H]."""
    y = x / np.linalg.norm(x, axis=1, keepdims=True) @ kernel
    return y / np.linalg.norm(y, axis=1, keepdims=True)
`;

/**
 * The program for a library, to be run where the file lies, or the one for a linear head.
 * @param {Library | "head"} library
 * @param {string} file
 * @param {string} question1
 * @param {string} question2
 */
export const weightsCode = (library, file, question1, question2) =>
  library === "head"
    ? HEAD(file)
    : `${PROGRAMS[library](file)}

print(float(vector(${quoted(question1)}) @ vector(${quoted(question2)})))
`;
