#!/bin/sh
# The grid of docs/verdict.md: losses × asymmetries or files × four sizes of the batch × 20 paired seeds, each loss at its best of five rates, the built-in questions in batches of 32 of six.
# Files of pairs in batches of 32 are trained on with D = H = 64 too.
#   examples/cluster/experiment.sh grid.json pairs.csv vectors.npz
# What the file holds is not made again, so the same command goes on where it stopped. VERDICT is the program; SEEDS, TUNE_SEEDS, BATCHES, STEPS, FILE_STEPS,
# RATES and VECTOR_RATES make it smaller.
set -eu
out=$1
shift
verdict=${VERDICT:-tripletscope-verdict}
# Rows, columns and what joins them; all four sides; sides exchanged at random; the softmaxes; the same sides alone, left and right; PyTorch's distance swap.
losses=course-2020,columns,forum,both,harder,four,course-2020+swap,softmax-rows,softmax-columns,softmax-averaged,softmax-four
losses=$losses,mean~mean_left_0.25_0.5~hardest_left_0.25_0.5~mean_right_0.25_0.5~hardest_right_0.25_0.5
losses=$losses,mean~mean_distance-swap_0.25_1~hardest_distance-swap_0.25_1
# The share of rows from 1 (rows alone) to 0 (columns alone), in batches of 16 and 64.
shares=
for share in 0.9,0.1 0.7,0.3 0.3,0.7 0.1,0.9; do
  rows=${share%,*} columns=${share#*,}
  shares=$shares,mean~mean_rows_0.25_$rows~hardest_rows_0.25_$rows~mean_columns_0.25_$columns~hardest_columns_0.25_$columns
done
# make STEPS RATES SETTINGS [--data FILE | --asymmetry X]: for each of $batches
make() {
  steps=$1 rates=$2 settings=$3
  shift 3
  for batch in ${BATCHES:-$batches}; do
    case $batch$settings in
      16 | 64) further=$shares ;;
      *) further= ;;
    esac
    "$verdict" --losses "$losses$further" --seeds "${SEEDS:-20}" --steps "$steps" --settings "batchSize=$batch$settings" \
      --tune "$rates" --tune-seeds "${TUNE_SEEDS:-5}" --only-tuned --packed --out "$out" "$@" > /dev/null
  done
}
rates=${RATES:-0.003,0.006,0.012,0.025,0.05}
batches="16 64 256"
make "${STEPS:-300}" "$rates" ""
# In batches of 32 the built-in questions are the page's reference results, at the best of six rates.
batches=32
make "${STEPS:-300}" "${RATES:-0.01,0.02,0.03,0.04,0.06,0.08}" ""
batches="16 32 64 256"
for set in answers languages synonyms; do make "${STEPS:-300}" "$rates" "&data.set=$set" --asymmetry 0.5; done
for file in "$@"; do
  case $file in
    *.npz | *.safetensors) make "${STEPS:-300}" "${VECTOR_RATES:-0.0003,0.001,0.003,0.006,0.012}" "" --data "$file" ;;
    *)
      make "${FILE_STEPS:-800}" "$rates" "" --data "$file"
      batches=32
      make "${FILE_STEPS:-800}" "$rates" "&model.embeddingDim=64&model.hiddenDim=64" --data "$file"
      batches="16 32 64 256"
      ;;
  esac
done
"$verdict" --packed --out "$out" --merge "$out"
