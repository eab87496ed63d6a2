"""Saves small models of Keras, Trax's cell (in NumPy) and PyTorch beside it, with the cosines that each library computes itself: python make.py.

`npm test -- interop` runs it with the real libraries and compares; recorded.json holds the cosines for the tests that have no such library.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"

import keras
import numpy as np
import torch
from safetensors.torch import save_file

V, D, H, T = 12, 5, 4, 8
WORDS = ["how", "do", "i", "mend", "a", "kettle", "roof", "what", "mends", "the"]
PAIRS = [["How do I mend a kettle", "what mends the kettle"], ["how", "What is the roof"], ["mend a roof", "mend the roof"]]
FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)


def ids(text, unknown, padding):
    known = {word: k + 2 for k, word in enumerate(WORDS)}
    found = [known.get(word, unknown) for word in text.lower().split()]
    return found + [padding] * (T - len(found))


def cosines(encode, unknown=0, padding=1):
    unit = [encode(np.array([ids(text, unknown, padding) for text in side])) for side in zip(*PAIRS)]
    unit = [np.asarray(v, np.float64) for v in unit]
    unit = [v / np.linalg.norm(v, axis=1, keepdims=True) for v in unit]
    return [float(x) for x in (unit[0] * unit[1]).sum(1)]


def keras_model():
    keras.utils.set_random_seed(7)
    model = keras.Sequential([keras.Input((T,), dtype="int32"), keras.layers.Embedding(V, D), keras.layers.LSTM(H, return_sequences=True), keras.layers.GlobalAveragePooling1D()])
    for layer in model.layers:
        layer.set_weights([w + 0.5 * np.random.standard_normal(w.shape).astype("float32") for w in layer.get_weights()])
    return model


class Torch(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(V, D)
        self.lstm = torch.nn.LSTM(D, H, batch_first=True)

    def forward(self, tokens):
        return self.lstm(self.embedding(tokens))[0].mean(1)


def trax_cell(embedding, weights, bias):
    """Trax's LSTMCell: gates i, g, f, o of the input beside the state."""
    sigmoid = lambda z: 1 / (1 + np.exp(-z))

    def encode(tokens):
        h, c, total = (np.zeros((len(tokens), H)) for _ in range(3))
        for t in range(T):
            i, g, f, o = np.split(np.concatenate([embedding[tokens[:, t]], h], 1) @ weights + bias, 4, axis=1)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            total += h
        return total / T

    return encode


def main():
    recorded = {"words": WORDS, "length": T, "pairs": PAIRS, "cosines": {}}
    model = keras_model()
    weights = model.get_weights()
    np.savez(FOLDER / "keras-order.npz", *weights)
    recorded["cosines"]["keras-order.npz"] = cosines(lambda tokens: model.predict(tokens, verbose=0))
    np.savez_compressed(FOLDER / "keras-names.npz", **{w.path.replace("/", "."): w.numpy() for w in reversed(model.weights)})
    recorded["cosines"]["keras-names.npz"] = recorded["cosines"]["keras-order.npz"]
    # As TextVectorization numbers them: padding 0, unknown 1.
    np.savez(FOLDER / "tensorflow-words.npz", *weights, vocabulary=np.array(["", "[UNK]", *WORDS]))
    recorded["cosines"]["tensorflow-words.npz"] = cosines(lambda tokens: model.predict(tokens, verbose=0), unknown=1, padding=0)
    torch.manual_seed(3)
    network = Torch()
    save_file(network.state_dict(), FOLDER / "torch.safetensors")
    recorded["cosines"]["torch.safetensors"] = cosines(lambda tokens: network(torch.tensor(tokens)).detach())
    draw = np.random.default_rng(5)
    trax = [draw.standard_normal(shape).astype("f4") for shape in [(V, D), (D + H, 4 * H), (4 * H,)]]
    np.savez(FOLDER / "trax.npz", *trax)
    recorded["cosines"]["trax.npz"] = cosines(trax_cell(*[w.astype("f8") for w in trax]))
    (FOLDER / "recorded.json").write_text(json.dumps(recorded, indent=1) + "\n")


main()
