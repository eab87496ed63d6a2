#!/bin/sh
# A verdict as a Slurm job array, one shard a task:
#   sbatch --array=1-8 examples/cluster/slurm.sh verdict.json --losses course-2020,columns,both --seeds 20
# and, when all are done: tripletscope-verdict --out verdict.json --merge verdict.json.[0-9]*
# A task that is requeued makes what is missing.
#SBATCH --job-name=tripletscope
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -eu
out=$1
shift
verdict=${VERDICT:-tripletscope-verdict}
RAYON_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1} "$verdict" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --out "$out.$SLURM_ARRAY_TASK_ID" "$@"
