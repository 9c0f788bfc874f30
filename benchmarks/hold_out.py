#!/usr/bin/env python3
"""Splits the training images of a folder in MNIST's format: the last N become the test images of another folder.

Settings are chosen on what this holds out; the real test images stay unseen.

  benchmarks/hold_out.py ../shared/data/mnist validation 1000          needs numpy
"""
import gzip
import struct
import sys
from pathlib import Path

import numpy as np

source, target, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
target.mkdir(parents=True)
for kind, offset in (("images-idx3", 16), ("labels-idx1", 8)):
    raw = gzip.decompress((source / f"train-{kind}-ubyte.gz").read_bytes())
    shape = struct.unpack(f">{(offset - 4) // 4}I", raw[4:offset])
    array = np.frombuffer(raw, np.uint8, offset=offset).reshape(shape)
    for name, part in (("train", array[:-count]), ("t10k", array[-count:])):
        header = struct.pack(f">HBB{part.ndim}I", 0, 8, part.ndim, *part.shape)
        (target / f"{name}-{kind}-ubyte.gz").write_bytes(gzip.compress(header + part.tobytes()))
