#!/usr/bin/env bash
# Time to quality: trains once for each seed, draws 1,000 samples by DDIM in 50 steps and prints bits/dim and the
# Fréchet distance (benchmarks/frechet.py) of each.
#
#   benchmarks/quality.sh PYTHON DATA OUT [OPTION ...]     OPTIONS are train's: --minutes 10 --channels 16,32,64
#   SEEDS="0 1 2"  by environment
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${1:?which Python has torch and numpy?} data=${2:?which data?} out=${3:?which folder for the runs?}
shift 3
mkdir -p "$out"
samples=()
for seed in ${SEEDS:-0 1 2}; do
  run=$out/seed-$seed
  "$here/../kakusan" train --data "$data" --run "$run" --seed "$seed" "$@" 2>"$run.log" | grep -E 'steps|bits/dim' | sed "s/^/seed $seed: /"
  "$here/../kakusan" sample --run "$run" --count 1000 --steps 50 --out "$run.npy" 2>>"$run.log" >/dev/null
  samples+=("$run.npy")
done
"$python" "$here/frechet.py" "$data" "${samples[@]}"
