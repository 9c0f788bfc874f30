#!/usr/bin/env python3
"""Times the training step of `kakusan bench --preset images --batch-size 64` in PyTorch.

Eager, float32, fused AdamW; a step is noise, forward, loss, backward, clip, AdamW and average, as in Kakusan.
The network is diffusers' own UNet2DModel.  Set up with:  python3 -m venv peer && peer/bin/pip install torch diffusers
"""
import argparse
import json
import statistics
import time

import torch
from diffusers import UNet2DModel

args = argparse.ArgumentParser(description=__doc__)
args.add_argument("--threads", type=int, default=2)
args.add_argument("--batch-size", type=int, default=64)
args.add_argument("--measure", type=int, default=30)
args.add_argument("--warm-up", type=int, default=5)
args = args.parse_args()

torch.set_num_threads(args.threads)
torch.manual_seed(0)
net = UNet2DModel(
    sample_size=28,
    in_channels=1,
    out_channels=1,
    block_out_channels=(32, 64, 64),
    layers_per_block=1,
    down_block_types=("DownBlock2D", "DownBlock2D", "AttnDownBlock2D"),
    up_block_types=("AttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
    norm_num_groups=8,
    attention_head_dim=32,
)
parameters = list(net.parameters())
assert sum(p.numel() for p in parameters) == 1_112_801
average = [p.detach().clone() for p in parameters]
adamw = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.0, fused=True)
data = torch.rand(8000, 1, 28, 28) * 2 - 1
alpha_bar = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000), 0)


def step():
    x0 = data[torch.randint(0, 8000, (args.batch_size,))]
    t = torch.randint(0, 1000, (args.batch_size,))
    eps = torch.randn_like(x0)
    signal = alpha_bar[t].sqrt().view(-1, 1, 1, 1)
    noise = (1 - alpha_bar[t]).sqrt().view(-1, 1, 1, 1)
    out = net(signal * x0 + noise * eps, t).sample
    loss = (out - (signal * eps - noise * x0)).square().mean()
    adamw.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    adamw.step()
    with torch.no_grad():
        torch._foreach_lerp_(average, [p.detach() for p in parameters], 0.001)
    return loss.item()


millis = []
for i in range(args.warm_up + args.measure):
    begin = time.perf_counter()
    step()
    if i >= args.warm_up:
        millis.append((time.perf_counter() - begin) * 1e3)
print(json.dumps({"millisPerStep": statistics.median(millis), "torch": torch.__version__}))
