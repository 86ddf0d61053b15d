"""How long London's control charts and funnels take, and how that grows with the series.

`python benchmarks/signals.py` takes, in a fresh process, what `knife-crime signals` gives for every
measure that has control charts and every place that has it: values read, seasonal adjustment,
limits, rules and a verdict; then a funnel of the newest twelve months for each measure that has a
rate. The limit is 3 seconds, imports included. Then the same monthly series are charted 1, 10 and
100 times over, with a table, a verdict for each series and a funnel, to see how it grows.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COLD_LIMIT_SECONDS = 3.0
TIMES = (1, 10, 100)
ROUNDS = 3

MEASURED = """
import time

start, begun = time.perf_counter(), time.process_time()

import json
from data.areas import boroughs
from metrics.funnel import funnel, funnel_places
from metrics.measure_charts import charted_measures
from metrics.signals import signals
from metrics.values import metric_values

imported = time.perf_counter()
found = signals()
codes = [area.area_code for area in boroughs()]
funnels = 0
for metric in charted_measures():
    kinds = metric.period_types.get("borough", ())
    if "rate" in metric.stated_as and "rolling_12_months" in kinds:
        rows = metric_values(
            metric.metric_id, period_type="rolling_12_months", stated_as="rate"
        ).dropna(subset=["numerator", "denominator"])
        rows = rows[(rows["period_end"] == rows["period_end"].max())]
        rows = rows[rows["area_code"].isin(codes)]
        events, people = (rows[n].to_numpy(dtype=float) for n in ("numerator", "denominator"))
        funnel_places(funnel(events, people), events, people)
        funnels += 1
print(json.dumps({
    "measures": len({one.metric_id for one in found}),
    "series": len(found),
    "funnels": funnels,
    "signals": sum(one.kind == "signal" for one in found),
    "imports": imported - start,
    "all": time.perf_counter() - start,
    "processor": time.process_time() - begun,
}))
"""

GROWN = """
import json, sys, time

import numpy as np
import pandas as pd

from metrics.funnel import funnel, funnel_places
from metrics.measure_charts import charted_measures, measure_charts
from metrics.metric import COUNT
from metrics.monthly_charts import count_charts
from metrics.verdicts import Subject, verdict

times = int(sys.argv[1])
held = []
for metric in charted_measures():
    made = measure_charts(metric)
    if made is not None and metric.kind == COUNT:
        rows = made.values[["area_code", "period_end", "value"]]
        since = rows["period_end"].max() - pd.DateOffset(months=60)
        held.append((metric, made.first_days, rows[rows["period_end"] > since]))
start, begun = time.perf_counter(), time.process_time()
series = points = 0
for metric, first_days, rows in held:
    many = pd.concat(
        [rows.assign(area_code=f"{k:03d}" + rows["area_code"]) for k in range(times)]
    )
    charts = count_charts(many, first_days=first_days)
    points += len(charts.table())
    for code in charts.area_codes:
        subject = Subject(title=metric.short_title, place=code, direction=metric.direction)
        verdict(charts.of(code), charts.ends, subject)
    years = np.nansum(charts.raw[:, -12:], axis=1)
    funnel_places(funnel(years, np.full(years.size, 3e5)), years, np.full(years.size, 3e5))
    series += len(charts.area_codes)
print(json.dumps({
    "series": series,
    "points": points,
    "all": time.perf_counter() - start,
    "processor": time.process_time() - begun,
}))
"""


def measured(program, *arguments):
    """One fresh process, its bytecode cached as in any installation that has run before."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def main():
    """Measure, print, and end with exit code 1 beyond a limit."""
    measured(MEASURED)
    rounds = [measured(MEASURED) for _ in range(ROUNDS)]
    london = min(rounds, key=lambda found: found["all"])
    print(
        f"{london['measures']} measures, {london['series']} series, {london['funnels']} funnels: "
        f"{london['all']:.2f} s (limit {COLD_LIMIT_SECONDS} s), of which imports "
        f"{london['imports']:.2f} s; processor {london['processor']:.2f} s; "
        f"{london['signals']} newest months with a signal"
    )
    print("monthly counts alone, charts, tables, verdicts and funnels, without reading:")
    for times in TIMES:
        found = measured(GROWN, times)
        print(
            f"{found['series']:7,} series, {found['points']:9,} points: {found['all']:6.2f} s; "
            f"processor {found['processor']:.2f} s"
        )
    return 0 if london["all"] <= COLD_LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
