#!/usr/bin/env python3
"""The Fréchet distance of samples to the training images, on 64 features of a small classifier of MNIST digits.

Learns the classifier from the training images (about a minute on two cores, the same weights each time on one
machine), then prints one JSON object: its accuracy on the test images, the distance of the test images (what real
images score), and that of each file of samples, an array [N, 1, 28, 28] of uint8 as `kakusan sample --out x.npy`
writes it.  Figures of different machines differ a little, since their classifiers do: compare within one.

  benchmarks/frechet.py ../shared/data/mnist samples.npy ...         needs torch and numpy
"""
import gzip
import json
import sys

import numpy as np
import torch
from torch import nn


def idx(path, offset):
    with gzip.open(path) as file:
        return np.frombuffer(file.read(), np.uint8, offset=offset)


def images(folder, name):
    return torch.from_numpy(idx(f"{folder}/{name}-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28).copy())


def scaled(pixels):
    return pixels.float() / 127.5 - 1


def classifier():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, 2, 1), nn.ReLU(),
        nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU(),
        nn.Flatten(), nn.Linear(32 * 49, 64), nn.ReLU(),
        nn.Linear(64, 10))


def learned(x, labels):
    torch.manual_seed(0)
    net = classifier()
    adam = torch.optim.Adam(net.parameters(), 1e-3)
    for _ in range(8):
        for rows in torch.randperm(len(x)).split(64):
            adam.zero_grad()
            nn.functional.cross_entropy(net(scaled(x[rows])), labels[rows]).backward()
            adam.step()
    return net.eval()


@torch.no_grad()
def moments(net, x):
    features = torch.cat([net[:7](scaled(part)) for part in x.split(500)]).double()
    return features.mean(0), torch.cov(features.T)


def distance(a, b):
    """|m_a - m_b|^2 + tr(S_a + S_b - 2 (S_a S_b)^(1/2)) (Dowson, Landau 1982)."""
    values, vectors = torch.linalg.eigh(a[1])
    root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
    cross = torch.linalg.eigvalsh(root @ b[1] @ root).clamp_min(0).sqrt().sum()
    return float((a[0] - b[0]).square().sum() + a[1].trace() + b[1].trace() - 2 * cross)


folder, *files = sys.argv[1:]
train, test = images(folder, "train"), images(folder, "t10k")
net = learned(train, torch.from_numpy(idx(f"{folder}/train-labels-idx1-ubyte.gz", 8).astype(np.int64)))
with torch.no_grad():
    right = net(scaled(test)).argmax(1).numpy() == idx(f"{folder}/t10k-labels-idx1-ubyte.gz", 8)
reference = moments(net, train)
report = {"accuracy": float(right.mean()), "testImages": distance(reference, moments(net, test))}
for file in files:
    report[file] = distance(reference, moments(net, torch.from_numpy(np.load(file))))
print(json.dumps(report, indent=2))
