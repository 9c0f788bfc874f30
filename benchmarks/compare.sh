#!/usr/bin/env bash
# Alternates a training step of Kakusan with PyTorch's and prints the ratio of each pair.
#   benchmarks/compare.sh PYTHON [PAIRS [BATCH]]      PYTHON has torch and diffusers: see pytorch_step.py
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${1:?which Python has torch and diffusers?}
pairs=${2:-4}
batch=${3:-64}
# Both allocate alike. Threads wait as suits each: PyTorch's as it comes, Kakusan's as its launcher says.
export MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=1073741824
unset OMP_WAIT_POLICY GOMP_SPINCOUNT
millis() { "$python" -c 'import json, sys; print(json.load(sys.stdin)["millisPerStep"])'; }

printf '%10s %10s %8s\n' 'kakusan ms' 'pytorch ms' ratio
for _ in $(seq "$pairs"); do
  ours=$("$here/../kakusan" bench --preset images --batch-size "$batch" --threads 2 --json 2>/dev/null | millis)
  theirs=$("$python" "$here/pytorch_step.py" --batch-size "$batch" --threads 2 | millis)
  "$python" -c "print(f'{$ours:10.1f} {$theirs:10.1f} {$ours / $theirs:8.3f}')"
done
