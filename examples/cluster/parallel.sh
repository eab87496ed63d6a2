#!/bin/sh
# A verdict by GNU parallel, on this machine or, with parallel's own options (PARALLEL="--sshloginfile machines"), on others that share the folder:
#   examples/cluster/parallel.sh 8 verdict.json --losses course-2020,columns,both --seeds 20
# Each shard keeps its runs in a file of its own; started again, it makes what is missing. With --tune all shards share one file of tuning and are started
# twice: each makes its part of the tuning first. VERDICT is the program.
set -eu
shards=$1 out=$2
shift 2
verdict=${VERDICT:-tripletscope-verdict}
case " $* " in
  *" --tune"*) parallel --will-cite --halt never "$verdict" --shard "{}/$shards" --out "$out.{}" "$@" ::: $(seq "$shards") || true ;;
esac
parallel --will-cite --halt soon,fail=1 "$verdict" --shard "{}/$shards" --out "$out.{}" "$@" ::: $(seq "$shards")
"$verdict" --out "$out" --merge $(seq -f "$out.%g" "$shards")
