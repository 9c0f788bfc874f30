"""Writes what diffusers' UNet2DModel answers, for UNetGoldenTest.

    python unet_golden.py > ../resources/dev/kakusan/djl/unet-golden.txt

The weights follow a law that both sides can compute: element i of weight k (in the order of
UNetSpec.parameters(), which is the order of a walk from input to output) is

    sin(0.37 i + k) / sqrt(elements / first extent)     with two or more axes
    1 + sin(0.37 i + k) / 2                             the weight of a normalisation
    sin(0.37 i + k) / 2                                 a bias

and element i of the data is sin(0.11 i). Made with torch 2.13.0 and diffusers 0.42.0.
"""

import numpy as np
import torch
from diffusers import UNet2DModel

# name: example, channels, layers, attention by level, attention in the middle, head dim, groups,
# output factor, times
NETWORKS = {
    "two-levels": ([1, 8, 8], [8, 16], 1, [0, 1], 1, 8, 4, 1, [1, 1000]),
    "one-level": ([1, 4, 4], [8], 2, [0], 1, 4, 2, 1, [7, 33]),
    "three-levels-two-layers": ([3, 8, 8], [8, 16, 24], 2, [1, 0, 1], 1, 4, 4, 1, [250, 2]),
    "no-middle-attention": ([3, 4, 4], [8, 16], 1, [1, 1], 0, 8, 8, 2, [999, 500]),
    "four-levels-not-square": ([2, 8, 16], [4, 8, 8, 12], 1, [0, 0, 0, 0], 0, 4, 2, 2, [1, 77]),
}


def network(example, channels, layers, attention, middle, head_dim, groups, factor):
    down = ["AttnDownBlock2D" if a else "DownBlock2D" for a in attention]
    up = ["AttnUpBlock2D" if a else "UpBlock2D" for a in reversed(attention)]
    return UNet2DModel(
        sample_size=example[1:],
        in_channels=example[0],
        out_channels=example[0] * factor,
        block_out_channels=channels,
        layers_per_block=layers,
        down_block_types=down,
        up_block_types=up,
        norm_num_groups=groups,
        attention_head_dim=head_dim,
        add_attention=bool(middle),
        norm_eps=1e-5,
    )


def walk(net):
    """The names of the weights from input to output."""

    def key(name):
        order = ["conv_in", "time_embedding", "down_blocks", "mid_block", "up_blocks",
                 "conv_norm_out", "conv_out"]
        parts = name.split(".")
        inner = ["norm1", "conv1", "time_emb_proj", "norm2", "conv2", "conv_shortcut",
                 "group_norm", "to_q", "to_k", "to_v", "to_out"]
        kinds = ["weight", "bias"]
        place = [order.index(parts[0])]
        if parts[0] == "time_embedding":
            place += [int(parts[1][-1])]
        elif len(parts) > 2:
            numbers = [p for p in parts[1:] if p.isdigit()]
            if parts[0] == "mid_block":
                # resnets.0, attentions.0, resnets.1
                place += [2 * int(numbers[0]) + (parts[1] == "attentions")]
            elif "samplers" in name:
                place += [int(numbers[0]), 1_000]
            else:
                place += [int(numbers[0]), 2 * int(numbers[1]) + ("attentions" in name)]
            place += [inner.index(p) for p in parts if p in inner]
        return place + [kinds.index(parts[-1])]

    return sorted(net.state_dict(), key=key)


def fill(net):
    state = net.state_dict()
    for k, name in enumerate(walk(net)):
        shape = state[name].shape
        values = np.sin(0.37 * np.arange(state[name].numel()) + k)
        if len(shape) > 1:
            values = values / np.sqrt(values.size / shape[0])
        elif name.endswith(".weight"):
            values = 1 + values / 2
        else:
            values = values / 2
        state[name] = torch.from_numpy(values.astype(np.float32)).reshape(shape)
    net.load_state_dict(state)


def answer(example, channels, layers, attention, middle, head_dim, groups, factor, times):
    net = network(example, channels, layers, attention, middle, head_dim, groups, factor).eval()
    fill(net)
    size = len(times) * int(np.prod(example))
    x = torch.from_numpy(np.sin(0.11 * np.arange(size)).astype(np.float32))
    with torch.no_grad():
        return net(x.reshape([len(times)] + example), torch.tensor(times) - 1).sample


if __name__ == "__main__":
    for name, description in NETWORKS.items():
        numbers = answer(*description).flatten().tolist()
        print(name, *(f"{number:.9g}" for number in numbers))
