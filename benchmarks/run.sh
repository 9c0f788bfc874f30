#!/usr/bin/env bash
# Kakusan beside PyTorch on the same networks: alternates the two, prints each case's ratio and its spread.
#
#   benchmarks/run.sh PYTHON [CASE ...]      PYTHON has torch, diffusers, safetensors: see pytorch_peer.py
#
# CASES, all by default, each a network's step or its sampling:
#   digits pictures points points-small digits-sampling pictures-sampling
# or own, own-sampling: a network of yours, by the options of `kakusan bench`
# Settings, by environment:
#   PAIRS    rounds of A B (5)            THREADS   of both (2)
#   MODES    of PyTorch (eager; all: "eager channels-last compile eager+bf16 channels-last+bf16 compile+bf16")
#   PRECISION  of Kakusan (float32)       DEVICE    of both (cpu; gpu:0 becomes cuda:0)
#   NETWORK  of the cases own and own-sampling, such as "--preset images --channels 48,96 --data builtin:digits"
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${1:?which Python has torch and diffusers?}
shift
cases=("$@")
[ ${#cases[@]} -gt 0 ] || cases=(digits pictures points points-small digits-sampling pictures-sampling)
pairs=${PAIRS:-5} threads=${THREADS:-2} precision=${PRECISION:-float32} device=${DEVICE:-cpu}
read -r -a modes <<<"${MODES:-eager}"
# Both allocate alike. Threads wait as suits each: PyTorch's as it comes, Kakusan's as its launcher says.
export MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=1073741824
unset OMP_WAIT_POLICY GOMP_SPINCOUNT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Colour images of 32x32, for a shape: what they show does not matter to the time.
pictures() {
  "$python" - "$work/pictures" <<'PY'
import sys, pathlib, numpy as np
from PIL import Image
folder = pathlib.Path(sys.argv[1]); folder.mkdir()
draws = np.random.default_rng(0)
for i in range(64):
    Image.fromarray(draws.integers(0, 256, (32, 32, 3), dtype=np.uint8)).save(folder / f"{i}.png")
PY
}

ours() { "$here/../kakusan" bench "${network[@]}" --optimizer adamw --threads "$threads" --precision "$precision" --device "$device" --json "$@" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }; }
theirs() { "$python" "$here/pytorch_peer.py" "$work/$name" --threads "$threads" --device "${device/gpu/cuda}" "$@"; }

for name in "${cases[@]}"; do
  sample=() key=millisPerStep measure=30 warm=5
  case $name in
    digits*)       network=(--preset images --channels 32,64,64 --batch-size 64 --data builtin:digits) ;;
    pictures*)     [ -d "$work/pictures" ] || pictures
                   network=(--preset images --channels 64,128,128 --layers-per-block 2 --batch-size 32 --data "$work/pictures") measure=5 warm=1 ;;
    points)        network=(--preset points --batch-size 1024 --data builtin:swiss-roll) measure=600 warm=300 ;;
    points-small)  network=(--preset points --batch-size 32 --data builtin:swiss-roll) measure=2000 warm=1500 ;;
    own*)          read -r -a network <<<"${NETWORK:?the options of a network}" ;;
    *)             echo "no case $name" >&2; exit 2 ;;
  esac
  case $name in
    digits-sampling)   sample=(--sample 256) key=samplingMillisPerImageAndStep measure=0 warm=0 ;;
    own-sampling)      sample=(--sample 128) key=samplingMillisPerImageAndStep measure=0 warm=0 ;;
    pictures-sampling) sample=(--sample 64) key=samplingMillisPerImageAndStep measure=0 warm=0 ;;
  esac
  lengths=(--measure "$measure" --warm-up "$warm")
  precision=float32 ours --measure 1 --warm-up 0 --peer "$work/$name" >/dev/null  # what both say is compared in float32
  for mode in "${modes[@]}"; do
    for _ in $(seq "$pairs"); do
      ours "${lengths[@]}" "${sample[@]}" >"$work/a.json"
      theirs "${lengths[@]}" "${sample[@]}" --mode "$mode" >"$work/b.json"
      "$python" -c '
import json, sys
a, b = (json.load(open(sys.argv[1] + f)) for f in ("/a.json", "/b.json"))
k = sys.argv[2]
print(a[k], b[k], a["peakResidentMiB"], b["peakResidentMiB"], b["difference"])' "$work" "$key" >>"$work/$name.$mode"
    done
    "$python" -c '
import statistics, sys
rows = [list(map(float, line.split())) for line in open(sys.argv[1])]
ratio = sorted(a / b for a, b, *_ in rows)
median = lambda column: statistics.median(r[column] for r in rows)
print(f"{sys.argv[2]:18} {sys.argv[4]:9} against {sys.argv[3]:19} {median(0):9.3f} / {median(1):9.3f} ms   ratio {statistics.median(ratio):.3f}"
      f" ({ratio[0]:.3f} to {ratio[-1]:.3f})   peak {median(2):.0f} / {median(3):.0f} MiB   outputs differ by {rows[0][4]:.0e}")' \
      "$work/$name.$mode" "$name" "$mode" "$precision"
  done
done
