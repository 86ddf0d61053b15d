"""How often the charts cry wolf, and how soon they notice a real step.

`python benchmarks/false_alarms.py` takes every chart that a borough has of every measure, fits to
its figures what they are like (mean, season and dispersion of counts, excess variation of shares),
draws series without any change from that, with the same months missing, and counts how many newest
points are new signals by the chart of that place. Then it draws series with a lasting step for
the borough of median size, month by month as a reader would see them. The limits are one false
alarm per borough and month over all measures, and a quarter more or less noticed within six months
in half of the runs.
"""

import sys
import time
import zlib
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from data.areas import METROPOLITAN_POLICE, boroughs
from metrics.alerts import FALSE_ALARMS
from metrics.control_limits import segments_by_date
from metrics.measure_charts import charted_measures, measure_charts
from metrics.metric import COUNT
from metrics.monthly_charts import newest_share_signals, newest_signals
from metrics.rare_verdicts import wait_signal
from metrics.season import LEAST_MONTHS, stretches
from metrics.series_signals import kind_of_chart, since_limits_began
from metrics.share_simulation import fit_share, simulated_shares
from metrics.signal import WAITS, subject_of
from metrics.simulation import fit_level, fit_pattern, months_to_notice, simulated
from metrics.waits_by_year import borough_months, waits_by_year
from metrics.year_periods import YearPeriods
from metrics.year_verdicts import judged_by_years

ALARM_LIMIT, MONTHS_LIMIT, TOLERANCE = 1.0, 6, 0.02
SEED, RUNS, STEP_RUNS = 20260331, 100, 1000
STEP_MEASURE, STEPS, BEFORE, HORIZON = "knife_crime", (1.25, 0.75), 48, 12
LEAST_HELD = 12


def counts_rate(counts, segments, generator):
    """Of a chart of counts by month, with the gaps it has."""
    held = ~np.isnan(counts)
    first, end = stretches(held)[-1]
    whole = end - first >= LEAST_MONTHS
    pattern = fit_pattern(counts[first:end]) if whole else fit_level(counts)
    series = simulated(pattern, counts.size, RUNS, generator=generator)
    return np.mean(newest_signals(np.where(held, series, np.nan), segments) != 0)


def shares_rate(counts, totals, segments, generator):
    """Of a chart of shares by month, with the denominators it has."""
    series = simulated_shares(fit_share(counts, totals), totals, RUNS, generator=generator)
    return np.mean(newest_share_signals(series, totals, segments) != 0)


def waits_rate(counts, ends, subject, generator):
    """Of a chart of waits between rare events."""
    series = simulated(fit_level(counts), counts.size, RUNS, generator=generator)
    series = np.where(np.isnan(counts), np.nan, series)
    return np.mean([wait_signal(months, ends, subject).verdict.new for months in series])


def years_rate(months, subject, generator):
    """Of the waits and the 12-month periods that judge a borough's homicides together."""
    series = simulated(fit_level(months.counts), months.counts.size, RUNS, generator=generator)
    return np.mean([_is_new_by_years(counts, months, subject) for counts in series])


def _is_new_by_years(counts, months, subject):
    years = counts.reshape(-1, 12).sum(axis=1)
    periods = YearPeriods(
        area_code=months.area_code,
        ends=tuple(date(months.first + k, 12, 31) for k in range(years.size)),
        counts=years,
        segments=np.zeros(years.size, dtype=np.int64),
        people=None,
        per=1,
        unit="",
    )
    _, found = judged_by_years(waits_by_year(counts, months.first), periods, subject)
    return found.verdict.new


def by_month(metric, generator):
    """The chart and its rate of false alarms for each borough of a measure."""
    made = measure_charts(metric)
    charts, kind = made.charts, kind_of_chart(made)
    segments = segments_by_date(charts.ends, made.first_days)
    for position, code in enumerate(charts.area_codes):
        counts = charts.counts[position]
        begun = np.flatnonzero(~np.isnan(counts))
        if code not in served() or begun.size < LEAST_HELD:
            continue
        if made.is_rare(position):
            ends, months = since_limits_began(made, position)
            if np.nansum(months) > 1:
                yield WAITS, waits_rate(months, ends, subject_of(metric, code), generator)
        elif metric.kind == COUNT:
            since = slice(begun[0], None)
            yield kind, counts_rate(counts[since], segments[since], generator)
        elif 0 < np.nansum(counts) < np.nansum(charts.totals[position]):
            yield kind, shares_rate(counts, charts.totals[position], segments, generator)


def by_year(metric, generator):
    """The same for boroughs whose months are not shown: by whichever chart, the rate is of both."""
    rates = [
        years_rate(months, subject_of(metric, months.area_code), generator)
        for months in borough_months(metric)
    ]
    yield from ((WAITS, rate) for rate in rates)


def measured():
    """Rates of false alarms by measure and chart, one for each borough that has it."""
    found = defaultdict(list)
    for metric in charted_measures():
        generator = np.random.default_rng([SEED, zlib.crc32(metric.metric_id.encode())])
        monthly = "month" in metric.period_types.get("borough", ())
        for chart, rate in (by_month if monthly else by_year)(metric, generator):
            found[metric.metric_id, chart].append(rate)
    return found


def served():
    """Codes of the boroughs that the Metropolitan Police serve."""
    return {area.area_code for area in boroughs() if area.parent_code == METROPOLITAN_POLICE}


def steps():
    """Months until a lasting step is noticed in the borough of median size, by step."""
    made = measure_charts(next(m for m in charted_measures() if m.metric_id == STEP_MEASURE))
    own = served()
    fits = []
    for code, counts in zip(made.charts.area_codes, made.charts.counts, strict=True):
        first, end = stretches(~np.isnan(counts))[-1]
        if code in own:
            fits.append(fit_pattern(counts[first:end]))
    middle = sorted(fits, key=lambda fit: fit.mean)[len(fits) // 2]
    print(f"\n{STEP_MEASURE}, borough of median size: {middle.mean:.0f} a month")
    generator = np.random.default_rng([SEED, 1])
    options = {"before": BEFORE, "horizon": HORIZON, "runs": STEP_RUNS, "generator": generator}
    return {step: months_to_notice(newest_signals, middle, step, **options) for step in STEPS}


def main():
    """Measure, print, and end with exit code 1 beyond a limit."""
    began = time.perf_counter()
    found = measured()
    print("expected new signals per series and month if nothing changes, and boroughs charted so")
    for (metric_id, chart), rates in found.items():
        print(f"  {metric_id:45s} {chart:3s} {np.mean(rates):.3f} {len(rates):4d}")
    total = sum(map(sum, found.values())) / len(served())
    moved = {
        key
        for key, rates in found.items()
        if abs(np.mean(rates) - FALSE_ALARMS.get(key, 0)) > TOLERANCE
    }
    print(f"  {'all, per borough and month':45s}     {total:.3f}      (limit {ALARM_LIMIT})")
    if moved or set(FALSE_ALARMS) - set(found):
        print(f"  to be renewed in metrics/alerts.py: {sorted(moved)}")
    medians = {}
    for step, waits in steps().items():
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
