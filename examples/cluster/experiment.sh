#!/bin/sh
# The whole experiment of docs/verdict.md: losses × asymmetries or files × three sizes of the batch × 20 paired seeds, each loss at its best of five rates.
#   examples/cluster/experiment.sh experiment.json pairs.csv more.csv
# What the file holds is not made again, so the same command goes on where it stopped. VERDICT is the program; SEEDS, STEPS, BATCHES, RATES and TUNE_SEEDS make it smaller.
set -eu
out=$1
shift
verdict=${VERDICT:-tripletscope-verdict}
seeds=${SEEDS:-20} steps=${STEPS:-300} rates=${RATES:-0.003,0.006,0.012,0.025,0.05} tune_seeds=${TUNE_SEEDS:-5}
# Rows, columns and what joins them; left, right and all four sides; then the share of rows from 1 (rows alone) to 0 (columns alone).
losses=course-2020,columns,forum,both,harder,four,course-2020+swap,softmax-rows,softmax-columns,softmax-averaged,softmax-four
for share in 0.9,0.1 0.7,0.3 0.3,0.7 0.1,0.9; do
  rows=${share%,*} columns=${share#*,}
  losses=$losses,mean~mean_rows_0.25_$rows~hardest_rows_0.25_$rows~mean_columns_0.25_$columns~hardest_columns_0.25_$columns
done
for batch in ${BATCHES:-16 64 256}; do
  make() {
    "$verdict" --losses "$losses" --seeds "$seeds" --steps "$steps" --settings "batchSize=$batch" \
      --tune "$rates" --tune-seeds "$tune_seeds" --out "$out" "$@" > /dev/null
  }
  make
  for file in "$@"; do make --data "$file"; done
done
"$verdict" --out "$out" --merge "$out"
