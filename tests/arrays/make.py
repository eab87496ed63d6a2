"""Makes the small files beside it with NumPy and safetensors, and says in expected.json what each holds: python make.py."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

HERE = Path(__file__).parent
NUMBERS = np.array([[0, 1, 2], [3, 4.5, 100]])
expected = {}


def says(name, array):
    return {"shape": list(array.shape), "values": [float(x) for x in np.asarray(array, np.float32).ravel()]}


def npy(name, array, version=None):
    with open(HERE / name, "wb") as file:
        np.lib.format.write_array(file, array, version, allow_pickle=True)


for descr in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2", "<u4", ">u8", "|b1"]:
    name = f"{'big-' if descr[0] == '>' else ''}{descr[1:]}.npy"
    npy(name, NUMBERS.astype(descr))
    expected[name] = {"0": says(name, NUMBERS.astype(descr))}
for major in (2, 3):
    npy(f"version-{major}.npy", NUMBERS.astype("<f4"), (major, 0))
    expected[f"version-{major}.npy"] = {"0": says("", NUMBERS)}
for rank, array in {"columns-first": NUMBERS, "columns-first-4d": np.arange(24.0).reshape(2, 3, 1, 4)}.items():
    npy(f"{rank}.npy", np.asfortranarray(array, "<f4"))
    expected[f"{rank}.npy"] = {"0": says("", array)}
for name, array in {"scalar": np.array(2.5), "none": np.zeros((0, 3)), "line": np.arange(5)}.items():
    npy(f"{name}.npy", array)
    expected[f"{name}.npy"] = {"0": says("", array)}
two = {"v1": NUMBERS.astype("<f4"), "y": np.array([0, 1], bool), "words": np.array(["wie", "größer", ""])}
for name, save in {"stored.npz": np.savez, "deflated.npz": np.savez_compressed}.items():
    save(HERE / name, **two)
    expected[name] = {key: {"shape": list(array.shape), "texts": array.tolist()} if array.dtype.kind == "U" else says("", array) for key, array in two.items()}
tensors = {"half": NUMBERS.astype("f2"), "double": NUMBERS, "count": np.array([3, -4], "i8")}
save_file(tensors, HERE / "tensors.safetensors", {"made": "here"})
expected["tensors.safetensors"] = {key: says("", array) for key, array in tensors.items()}
for name, array in {"object": np.array([None, 1]), "complex": np.array([1j]), "record": np.zeros(2, [("a", "<f4")]), "text": np.array(["a"])}.items():
    npy(f"refused-{name}.npy", array)
json.dump(expected, open(HERE / "expected.json", "w"), ensure_ascii=False)
