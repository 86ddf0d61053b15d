"""How long London's control charts and funnels take, and how that grows with the series.

`python benchmarks/signals.py` charts 13 measures of 33 places over 60 months in a fresh process:
seasonal adjustment, limits, rules, one table for each measure, a verdict for each place and a
funnel for each measure. Then 10 and 100 times as many series. The limit is 3 seconds for London,
imports included.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COLD_LIMIT_SECONDS = 3.0
TIMES = (1, 10, 100)

MEASURE = """
import json, sys, time

start, begun = time.perf_counter(), time.process_time()

import numpy as np
import pandas as pd

from metrics.funnel import funnel, funnel_places
from metrics.metric import LOWER_IS_BETTER
from metrics.monthly_charts import count_charts
from metrics.simulation import Pattern, simulated
from metrics.verdicts import Subject, verdict

imported = time.perf_counter()
MEASURES, PLACES, MONTHS = 13 * int(sys.argv[1]), 33, 60
codes = [f"E{place:08d}" for place in range(PLACES)]
ends = pd.date_range("2021-03-31", periods=MONTHS, freq="ME")
keys = {"area_code": np.repeat(codes, MONTHS), "period_end": np.tile(ends, PLACES)}
residents = np.linspace(150_000, 400_000, PLACES)
generator = np.random.default_rng(1)
made_up = time.perf_counter()
drawn = [
    simulated(Pattern(mean=40, dispersion=0.02), MONTHS, PLACES, generator=generator)
    for _ in range(MEASURES)
]
drawing = time.perf_counter() - made_up
rows = signals = 0
for counts in drawn:
    charts = count_charts(pd.DataFrame(keys | {"value": counts.ravel()}))
    rows += len(charts.table())
    for code in codes:
        subject = Subject(title="Knife crime", place=code, direction=LOWER_IS_BETTER)
        signals += verdict(charts.of(code), charts.ends, subject).kind == "signal"
    years = counts[:, -12:].sum(axis=1)
    funnel_places(funnel(years, residents), years, residents)
print(json.dumps({
    "series": MEASURES * PLACES,
    "rows": rows,
    "signals": signals,
    "imports": imported - start,
    "all": time.perf_counter() - start - drawing,
    "processor": time.process_time() - begun - drawing,
}))
"""


def measure(times):
    """One fresh process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", MEASURE, str(times)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def main():
    measure(1)
    found = [measure(times) for times in TIMES]
    for result in found:
        print(
            f"{result['series']:7,} series, {result['rows']:9,} points: {result['all']:6.2f} s, "
            f"of which imports {result['imports']:.2f} s; processor {result['processor']:.2f} s; "
            f"{result['signals']:,} newest months with a signal"
        )
    print(f"(limit {COLD_LIMIT_SECONDS} s for the first line)")
    return 0 if found[0]["all"] <= COLD_LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
