"""Opens a model that Kakusan trained in diffusers, and draws samples from it.

    python open_in_diffusers.py RUN [--weights averaged|model] [--to FOLDER] [--samples GRID.png]

RUN is a run's folder; its newest checkpoint is taken. With --to the model is saved as diffusers saves its own
(config.json and diffusion_pytorch_model.safetensors). Needs torch, diffusers, safetensors and numpy.

Three things to know:
  - diffusers counts time from 0, Kakusan from 1: give the network t - 1;
  - the images lie in [-1, 1], pixel k of L levels being 2 k / (L - 1) - 1;
  - what the output means is the plan's "objective"; x0_of() below turns it into the predicted image.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DModel
from safetensors.torch import load_file


def newest_checkpoint(run):
    manifests = sorted(Path(run, "checkpoints").glob("step-*/manifest.json"))
    if not manifests:
        raise SystemExit(f"{run} holds no checkpoint")
    return manifests[-1].parent


def config_of(manifest):
    """The arguments of UNet2DModel for a run's plan and the shape of its data."""
    plan, shape = manifest["plan"], manifest["data"]["shape"]
    if plan["network"] != "unet":
        raise SystemExit(f"a network of kind {plan['network']} has no counterpart in diffusers")
    channels = [int(c) for c in plan["channels"].split(",")]
    levels = range(len(channels))
    named = {"none": [], "last": [len(channels) - 1], "all": list(levels)}
    text = plan["attention"]
    attends = named[text] if text in named else [int(level) for level in text.split(",")]
    return dict(
        sample_size=shape[1:],
        in_channels=shape[0],
        out_channels=shape[0] * (2 if plan["variance"] == "learned" else 1),
        block_out_channels=channels,
        layers_per_block=int(plan["layers-per-block"]),
        down_block_types=["AttnDownBlock2D" if i in attends else "DownBlock2D" for i in levels],
        up_block_types=["AttnUpBlock2D" if i in attends else "UpBlock2D" for i in reversed(levels)],
        add_attention=plan["middle-attention"] == "true",
        attention_head_dim=int(plan["head-dim"]),
        norm_num_groups=int(plan["groups"]),
        norm_eps=1e-5,
    )


def open_model(run, weights="averaged"):
    """The network and the manifest of its checkpoint."""
    folder = newest_checkpoint(run)
    manifest = json.loads((folder / "manifest.json").read_text())
    network = UNet2DModel(**config_of(manifest)).eval()
    network.load_state_dict(load_file(folder / f"{weights}.safetensors"))  # strict: every name, every shape
    return network, manifest


def alpha_bar(plan):
    """The schedule's products for t = 0..T, in double precision."""
    steps = int(plan["timesteps"])
    if plan["schedule"] == "linear":
        first, last = (min(1000 / steps * b, 0.999) for b in (1e-4, 0.02))
        betas = np.linspace(first, last, steps) if steps > 1 else np.array([last])
    elif plan["schedule"] == "cosine":
        signal = lambda time: math.cos((time + 0.008) / 1.008 * math.pi / 2) ** 2
        betas = np.array([min(1 - signal((i + 1) / steps) / signal(i / steps), 0.999) for i in range(steps)])
    else:
        betas = np.array([float(b) for b in plan["schedule"].split(",")])
    return np.concatenate([[1.0], np.cumprod(1 - betas)])


def x0_of(output, x, t, bar, objective):
    """The predicted image that an output stands for."""
    signal, noise = math.sqrt(bar[t]), math.sqrt(1 - bar[t])
    if objective == "epsilon":
        return (x - noise * output) / signal
    if objective == "v":
        return signal * x - noise * output
    if objective in ("posterior-mean", "two-sample"):
        beta = 1 - bar[t] / bar[t - 1]
        of_x0 = math.sqrt(bar[t - 1]) * beta / (1 - bar[t])
        of_xt = math.sqrt(1 - beta) * (1 - bar[t - 1]) / (1 - bar[t])
        return (output - of_xt * x) / of_x0
    return output


@torch.no_grad()
def ddim(network, manifest, count, steps=50, seed=0):
    """Samples in [-1, 1] by DDIM without noise, predicted images clipped."""
    plan, bar = manifest["plan"], alpha_bar(manifest["plan"])
    total = len(bar) - 1
    steps = min(steps, total)
    times = [math.floor(total * k / steps + 0.5) for k in range(steps, -1, -1)]
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn([count] + manifest["data"]["shape"], generator=generator)
    for t, before in zip(times, times[1:]):
        output = network(x, torch.full([count], t - 1)).sample[:, : x.shape[1]]  # the rest is a learned variance
        x0 = x0_of(output, x, t, bar, plan["objective"]).clamp(-1, 1)
        noise = (x - math.sqrt(bar[t]) * x0) / math.sqrt(1 - bar[t])
        x = math.sqrt(bar[before]) * x0 + math.sqrt(1 - bar[before]) * noise
    return x


def save_grid(samples, file):
    from PIL import Image

    n, channels, height, width = samples.shape
    columns = math.ceil(math.sqrt(n))
    grid = np.zeros([math.ceil(n / columns) * height, columns * width, channels], np.uint8)
    pixels = ((samples + 1) * 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
    for i, one in enumerate(pixels):
        y, x = i // columns * height, i % columns * width
        grid[y : y + height, x : x + width] = one
    Image.fromarray(grid.squeeze(-1) if channels == 1 else grid).save(file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("--weights", choices=["averaged", "model"], default="averaged")
    parser.add_argument("--to", metavar="FOLDER")
    parser.add_argument("--samples", metavar="GRID.png")
    arguments = parser.parse_args()
    network, manifest = open_model(arguments.run, arguments.weights)
    size = sum(p.numel() for p in network.parameters())
    print(f"step {manifest['step']}: {size:,} weights, examples of shape {manifest['data']['shape']}")
    if arguments.to:
        network.save_pretrained(arguments.to)
        print(f"saved to {arguments.to}")
    if arguments.samples:
        save_grid(ddim(network, manifest, 64), arguments.samples)
        print(f"samples in {arguments.samples}")
