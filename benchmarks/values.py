"""How long the numbers take: the whole catalogue read in a fresh process, then again.

`python benchmarks/values.py` reads every measure that is loaded for all boroughs and police forces,
by every period type, as count and as rate. Cold is a fresh process with its imports; warm is the
same read again, per measure. The limits are 2 seconds and 5 milliseconds, with the machine to
yourself: beside other work the clock says anything and processor time itself grows by half.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COLD_LIMIT_SECONDS, WARM_LIMIT_MILLISECONDS = 2.0, 5.0
ROUNDS = 5

MEASURE = """
import time

start = time.perf_counter()
begun = time.process_time()

import json
from data.errors import TableMissingError
from data.store import editions
from metrics.catalogue import METRICS
from metrics.values import metric_values

imported = time.perf_counter()
held = [metric for metric in METRICS.values() if all(map(editions, metric.inputs))]


def read(metric):
    return sum(
        len(
            metric_values(
                metric.metric_id,
                period_type=period_type,
                stated_as=stated_as,
                by=tuple(metric.no_total),
            )
        )
        for period_type in metric.offered_period_types
        for stated_as in metric.stated_as
    )


rows, loaded, first = 0, [], {}
for metric in held:
    before = time.process_time()
    try:
        rows += read(metric)
    except TableMissingError:  # the table is there, the one question the measure needs is not
        continue
    loaded.append(metric)
    first[metric.metric_id] = 1000 * (time.process_time() - before)
cold = time.perf_counter()
processor = time.process_time() - begun
warm = {}
for metric in loaded:
    before = time.perf_counter()
    read(metric)
    warm[metric.metric_id] = 1000 * (time.perf_counter() - before)
before = time.perf_counter()
for _ in range(100):
    metric_values("knife_crime", area="E09000028", period_type="rolling_12_months")
print(json.dumps({
    "rows": rows,
    "imports": imported - start,
    "cold": cold - start,
    "processor": processor,
    "warm": warm,
    "first": first,
    "one_area": 10 * (time.perf_counter() - before),
}))
"""


def measure():
    """One fresh process, its bytecode cached as in any installation that has run before."""
    command = [sys.executable, "-c", MEASURE]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def main():
    """Measure, print, and end with exit code 1 beyond a limit."""
    measure()
    rounds = [measure() for _ in range(ROUNDS)]
    cold = statistics.median(r["cold"] for r in rounds)
    imports = statistics.median(r["imports"] for r in rounds)
    processor = statistics.median(r["processor"] for r in rounds)
    warm = {name: statistics.median(r["warm"][name] for r in rounds) for name in rounds[0]["warm"]}
    slowest = max(warm, key=warm.get)
    print(f"{rounds[0]['rows']:,} rows of {len(warm)} measures, median of {ROUNDS} processes")
    print(f"cold, imports included  {cold:6.2f} s   (limit {COLD_LIMIT_SECONDS} s)")
    print(f"  of which imports      {imports:6.2f} s")
    print(f"  processor time        {processor:6.2f} s   (grows on a busy machine too)")
    print(f"warm, slowest measure   {warm[slowest]:6.2f} ms  (limit {WARM_LIMIT_MILLISECONDS} ms)")
    print(f"  which is              {slowest}")
    one_area = statistics.median(r["one_area"] for r in rounds)
    print(f"warm, one borough       {one_area:6.2f} ms")
    within = cold <= COLD_LIMIT_SECONDS and warm[slowest] <= WARM_LIMIT_MILLISECONDS
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
