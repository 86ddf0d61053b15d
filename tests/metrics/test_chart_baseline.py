"""Limits frozen on a named period: drawn from its months alone, and refused where they mislead."""

from datetime import date

import numpy as np
import pytest

from data.errors import ParameterError
from metrics.catalogue import get_metric
from metrics.chart_points import chart_points
from metrics.control_limits import ChartSettings, counted_months
from metrics.measure_charts import measure_charts
from metrics.signals import signals

PUBLISHED_BY = date(2026, 3, 31)
SOUTHWARK, LONDON, KINGSTON = "E09000028", "E23000001", "E09000021"
BASELINE = (date(2022, 1, 1), date(2024, 12, 31))
ROBBERY = "knife_crime_with_injury_robbery"


def frozen(metric_id="knife_crime", area=SOUTHWARK, baseline=BASELINE, **options):
    (found,) = signals(metric_id, area=area, baseline=baseline, as_of=PUBLISHED_BY, **options)
    return found


def test_of_the_segment_with_the_baseline_only_its_months_count():
    ends = [date(2024, month, 28) for month in range(1, 7)]
    segments = np.array([0, 0, 1, 1, 1, 1])
    settings = ChartSettings(baseline=(date(2024, 4, 1), date(2024, 5, 31)))
    counted = counted_months(ends, segments, settings)
    assert counted.tolist() == [True, True, False, True, True, False]
    assert counted_months(ends, segments, ChartSettings()).all()


def test_centre_and_limits_come_from_the_months_of_the_baseline():
    points = chart_points("knife_crime", area=SOUTHWARK, baseline=BASELINE, as_of=PUBLISHED_BY)
    ends = points["period_end"]
    own = points[(ends >= "2022-01-01") & (ends <= "2024-12-31")]["charted"]
    assert len(own) == 36
    ranges = own.diff().abs().dropna()
    screened = ranges[ranges <= 3.267 * ranges.mean()]
    newest, found = points.iloc[-1], frozen()
    assert newest["centre"] == pytest.approx(own.mean())
    assert newest["upper"] == pytest.approx(own.mean() + 2.66 * screened.mean())
    assert (found.centre, found.upper) == (newest["centre"], newest["upper"])
    assert (found.baseline_first, found.baseline_last) == BASELINE
    assert found.proposed_rebase is None


@pytest.mark.parametrize(("area", "months"), [("croydon", "10"), (LONDON, "seven")])
def test_the_verdict_names_the_period(area, months):
    said = f"has been below its 2022 to 2024 level for {months} months: more than chance."
    assert frozen(area=area).verdict.endswith(said)


def test_without_a_baseline_nothing_changes():
    (usual,) = signals("knife_crime", area=SOUTHWARK, as_of=PUBLISHED_BY)
    assert (usual.baseline_first, usual.baseline_last) == (None, None)
    assert usual.centre != frozen().centre


def test_shares_and_rates_take_one_too():
    share = frozen("knife_crime_positive_outcome_rate", LONDON, (BASELINE[0], date(2023, 12, 31)))
    rate = frozen("knife_crime", LONDON, stated_as="rate")
    assert "its 2022 to 2023 level" in share.verdict
    assert (share.chart, rate.chart) == ("p′", "u′")
    assert "its 2022 to 2024 level" in rate.verdict


def test_an_old_baseline_lengthens_the_chart():
    since = (date(2012, 1, 1), date(2014, 12, 31))
    made = measure_charts(
        get_metric("weapon_possession"),
        area=LONDON,
        as_of=PUBLISHED_BY,
        settings=ChartSettings(baseline=since),
    )
    assert made.charts.ends[0] == date(2012, 1, 31)


def test_a_place_with_few_events_says_that_its_limits_are_not_frozen():
    found = frozen(ROBBERY, KINGSTON)
    assert found.chart == "g"
    assert found.note == "Judged by the waits between events, whose limits are not frozen."
    assert found.baseline_first is None


@pytest.mark.parametrize(
    ("metric_id", "baseline", "said"),
    [
        ("knife_crime", (date(2020, 1, 1), date(2022, 12, 31)), "1 August 2021, within it"),
        ("knife_crime", (date(2018, 1, 1), date(2019, 12, 31)), "1 August 2021, after it"),
        ("knife_crime", (date(2024, 1, 1), date(2024, 11, 30)), "has 11 months; limits need 12"),
        ("knife_crime", (date(2024, 1, 1), date(2027, 1, 31)), "is charted to February 2026"),
        ("weapon_possession", (date(2009, 5, 1), date(2010, 5, 31)), "no place has more than 2"),
        ("knife_homicide", BASELINE, "judged over years, which take no baseline"),
        (None, BASELINE, "A baseline is of one measure"),
    ],
)
def test_a_baseline_that_cannot_serve_is_refused_with_the_reason(metric_id, baseline, said):
    with pytest.raises(ParameterError, match=said):
        signals(metric_id, area=SOUTHWARK, baseline=baseline, as_of=PUBLISHED_BY)


def test_limits_that_start_afresh_later_cannot_be_frozen_earlier():
    with pytest.raises(ParameterError, match="you ask for limits afresh from there"):
        frozen(rebase=[date(2025, 6, 1)])


def test_twelve_months_give_limits_that_are_called_provisional():
    found = frozen(baseline=(date(2024, 1, 1), date(2024, 12, 31)))
    assert found.trial
