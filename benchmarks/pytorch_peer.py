#!/usr/bin/env python3
"""Kakusan's training step and DDIM in PyTorch, on the network that `kakusan bench --peer FOLDER` wrote.

Builds the network of FOLDER/config.json (a U-Net is diffusers' own UNet2DModel), loads its weights, checks that both say
the same of FOLDER/probe.safetensors (within 1e-4 of the largest in float32), then times whole steps (noise, forward,
loss, backward, clip, fused AdamW, average) or, with --sample, DDIM.  Prints one JSON object.

  python3 -m venv peer && peer/bin/pip install torch diffusers safetensors numpy
  peer/bin/python benchmarks/pytorch_peer.py FOLDER --mode eager --threads 2

Modes: eager; channels-last; compile (torch.compile, needs a C++ compiler); and each with +bf16 (autocast).
"""
import argparse
import json
import math
import resource
import statistics
import time
from contextlib import nullcontext
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder", type=Path)
parser.add_argument("--mode", default="eager")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--device", default="cpu")
parser.add_argument("--measure", type=int, default=30)
parser.add_argument("--warm-up", type=int, default=5)
parser.add_argument("--sample", type=int, default=0, metavar="N", help="time DDIM of N images instead")
args = parser.parse_args()

torch.set_num_threads(args.threads)
torch.manual_seed(0)
device = torch.device(args.device)
config = json.loads((args.folder / "config.json").read_text())
example = config["example"]


class Mlp(nn.Module):
    """z_i = layers.i h + time.i e(t), SiLU between (Kakusan's MlpSpec)."""

    def __init__(self, widths, features):
        super().__init__()
        pairs = list(zip(widths, widths[1:]))
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairs)
        self.time = nn.ModuleList(nn.Linear(features, b, bias=False) for _, b in pairs)
        half = features // 2
        self.register_buffer("rates", torch.exp(-math.log(10000) * torch.arange(half) / half), persistent=False)

    def forward(self, x, t):
        angles = t.float()[:, None] * self.rates
        e = torch.cat([angles.cos(), angles.sin()], 1)
        h = x.flatten(1)
        for i, (layer, time) in enumerate(zip(self.layers, self.time)):
            h = layer(h) + time(e)
            if i < len(self.layers) - 1:
                h = nn.functional.silu(h)
        return h.view_as(x)


def network():
    if config["network"] == "unet":
        from diffusers import UNet2DModel

        unet = UNet2DModel(**config["arguments"])
        return unet, lambda x, t: unet(x, t, return_dict=False)[0]
    mlp = Mlp(config["widths"], config["timeFeatures"])
    return mlp, mlp


module, predict = network()
module.load_state_dict(load_file(args.folder / "weights.safetensors"))
module.to(device)
probe = load_file(args.folder / "probe.safetensors", device=args.device)
with torch.no_grad():
    said = predict(probe["x"], probe["t"] - 1)
difference = float((said - probe["output"]).abs().max() / probe["output"].abs().max())

mode, _, narrow = args.mode.partition("+")
layout = torch.channels_last if mode == "channels-last" else torch.contiguous_format
if len(example) == 3:
    module.to(memory_format=layout)
if mode == "compile":
    predict = torch.compile(predict)
elif mode not in ("eager", "channels-last"):
    parser.error(f"no mode {args.mode}")
cast = (lambda: torch.autocast(device.type, torch.bfloat16)) if narrow == "bf16" else nullcontext

batch, total = config["batchSize"], config["timesteps"]
parameters = list(module.parameters())
average = [p.detach().clone() for p in parameters]
adamw = torch.optim.AdamW(
    parameters, lr=config["learningRate"], betas=(config["beta1"], config["beta2"]),
    eps=config["epsilon"], weight_decay=config["weightDecay"], fused=True)
data = torch.rand(8000, *example, device=device) * 2 - 1
phase = ((torch.arange(total + 1) / total + 0.008) / 1.008 * math.pi / 2).cos().square()
betas = (1 - phase[1:] / phase[:-1]).clamp_max(0.999)
alpha_bar = torch.cumprod(1 - betas, 0).to(device)
ones = [1] * len(example)


def step():
    x0 = data[torch.randint(0, len(data), (batch,), device=device)]
    t = torch.randint(0, total, (batch,), device=device)
    eps = torch.randn_like(x0)
    signal = alpha_bar[t].sqrt().view(-1, *ones)
    noise = (1 - alpha_bar[t]).sqrt().view(-1, *ones)
    xt = signal * x0 + noise * eps
    if len(example) == 3:
        xt = xt.contiguous(memory_format=layout)
    with cast():
        out = predict(xt, t)
    loss = (out.float() - (signal * eps - noise * x0)).square().mean()
    adamw.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, config["clipNorm"])
    adamw.step()
    with torch.no_grad():
        torch._foreach_lerp_(average, [p.detach() for p in parameters], 1 - config["ema"])
    return loss


@torch.no_grad()
def sample(count, steps=5, size=64):
    """DDIM of v, x_0 clipped to [-1, 1]; times and batches as Kakusan's bench takes them."""
    times = [round(total * k / steps) - 1 for k in range(steps, 0, -1)]
    for first in range(0, count, size):
        n = min(size, count - first)
        x = torch.randn(n, *example, device=device)
        if len(example) == 3:
            x = x.contiguous(memory_format=layout)
        for i, t in enumerate(times):
            with cast():
                v = predict(x, torch.full((n,), t, device=device))
            a, s = alpha_bar[t].sqrt(), (1 - alpha_bar[t]).sqrt()
            x0 = (a * x - s * v.float()).clamp(-1, 1)
            eps = (x - a * x0) / s
            last = i + 1 == len(times)
            before = torch.ones(()) if last else alpha_bar[times[i + 1]]
            x = before.sqrt() * x0 + (1 - before).sqrt() * eps
    return x.float().mean().item()


def timed(work):
    begin = time.perf_counter()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return (time.perf_counter() - begin) * 1e3


report = {"mode": args.mode, "torch": torch.__version__, "difference": difference}
if difference > 1e-4:
    raise SystemExit(f"the networks differ by {difference:.1e} of the largest output; more than 1e-4 is another network")
if args.sample:
    rounds = [timed(lambda: sample(args.sample)) for _ in range(4)]
    report["samplingMillisPerImageAndStep"] = min(rounds[1:]) / args.sample / 5
else:
    # as in Kakusan, the loss is read (and the device waited for) every tenth step
    millis = [timed(lambda: step().item() if i % 10 == 0 else step()) for i in range(args.warm_up + args.measure)]
    report["millisPerStep"] = statistics.median(millis[args.warm_up:])
report["peakResidentMiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(report))
