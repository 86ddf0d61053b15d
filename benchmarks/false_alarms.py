"""How often the charts cry wolf, and how soon they notice a real step.

`python benchmarks/false_alarms.py` fits a pattern (mean, season, dispersion) to every borough's
monthly series of every count held for three unbroken years, draws series without any change from
each, and counts how many newest months are new signals. Then it draws series with a lasting step
for the borough of median size, month by month as a reader would see them. The limits are one false
alarm per borough and month over all measures, and a quarter more or less noticed within six months
in half of the runs.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from data.areas import boroughs
from metrics.alerts import FALSE_ALARMS
from metrics.catalogue import METRICS
from metrics.metric import COUNT
from metrics.monthly_charts import newest_signals
from metrics.rare_events import is_rare
from metrics.season import LEAST_MONTHS, stretches
from metrics.simulation import false_alarm_rate, fit_pattern, months_to_notice
from metrics.values import metric_values

ALARM_LIMIT, MONTHS_LIMIT, TOLERANCE = 1.0, 6, 0.02
SEED, RUNS, STEP_RUNS, YEARS_SEEN = 20260331, 100, 1000, 5
STEP_MEASURE, STEPS, BEFORE, HORIZON = "knife_crime", (1.25, 0.75), 48, 12


def patterns(metric_id):
    """Pattern and length of the newest unbroken stretch of each borough's series, unless rare."""
    values = metric_values(metric_id)
    values = values[values["area_code"].isin([area.area_code for area in boroughs()])]
    grid = values.pivot(index="area_code", columns="period_end", values="numerator")
    for counts in grid.to_numpy(dtype=float, na_value=np.nan):
        runs = stretches(~np.isnan(counts))
        months = counts[slice(*runs[-1])][-12 * YEARS_SEEN :] if runs else counts[:0]
        if months.size >= LEAST_MONTHS and not is_rare(months):
            yield fit_pattern(months), months.size


def offered(metric):
    """Whether the measure is a monthly count of boroughs."""
    return metric.kind == COUNT and "month" in metric.period_types.get("borough", ())


def main():
    began = time.perf_counter()
    found = {m: list(patterns(m)) for m, metric in METRICS.items() if offered(metric)}
    found = {metric_id: fits for metric_id, fits in found.items() if fits}
    generator = np.random.default_rng(SEED)
    rates = {
        metric_id: np.mean(
            [
                false_alarm_rate(newest_signals, pattern, months, RUNS, generator=generator)
                for pattern, months in fits
            ]
        )
        for metric_id, fits in found.items()
    }
    print("expected new signals per borough and month if nothing changes")
    for metric_id, rate in rates.items():
        print(f"  {metric_id:45s} {rate:.3f}")
    total = sum(rates.values())
    print(f"  {'all':45s} {total:.3f}   (limit {ALARM_LIMIT})")
    moved = {m for m in rates if abs(rates[m] - FALSE_ALARMS.get(m, 0)) > TOLERANCE}
    if moved:
        print(f"  to be renewed in metrics/alerts.py: {', '.join(sorted(moved))}")
    fits = sorted((pattern for pattern, _ in found[STEP_MEASURE]), key=lambda fit: fit.mean)
    middle = fits[len(fits) // 2]
    print(f"\n{STEP_MEASURE}, borough of median size: {middle.mean:.0f} a month")
    medians = {}
    for step in STEPS:
        waits = months_to_notice(
            newest_signals,
            middle,
            step,
            before=BEFORE,
            horizon=HORIZON,
            runs=STEP_RUNS,
            generator=generator,
        )
        medians[step] = float(np.median(waits))
        within = np.mean(waits <= MONTHS_LIMIT)
        print(
            f"  step of {step - 1:+.0%}: noticed after {medians[step]:.0f} months in half of the "
            f"runs, within {MONTHS_LIMIT} in {within:.0%}"
        )
    print(f"  (limit {MONTHS_LIMIT} months for {STEPS[0] - 1:+.0%})")
    print(f"\n{time.perf_counter() - began:.0f} s")
    return 0 if not moved and total <= ALARM_LIMIT and medians[STEPS[0]] <= MONTHS_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
