"""Every point of every kind of chart, from the tables."""

from datetime import date

import numpy as np
import pytest

from data.errors import NotHeldError, ParameterError
from metrics.chart_points import chart_points
from metrics.rare_events import months_between
from metrics.signals import signal_points, signals
from metrics.values import metric_values

PUBLISHED_BY = date(2026, 3, 31)
LONDON, SOUTHWARK, BROMLEY = "E23000001", "E09000028", "E09000006"
ROBBERY = "knife_crime_with_injury_robbery"


def test_months_are_those_of_the_monthly_charts():
    points = chart_points("knife_crime", area=SOUTHWARK, as_of=PUBLISHED_BY)
    months = signal_points("knife_crime", area=SOUTHWARK, as_of=PUBLISHED_BY)
    assert set(points["chart"]) == {"XmR"}
    shared = [name for name in months if name not in ("value", "charted")]
    assert points[shared].equals(months[shared])


def test_rare_events_are_points_of_waits_that_ended():
    points = chart_points(ROBBERY, area=BROMLEY, as_of=PUBLISHED_BY)
    rows = metric_values(ROBBERY, area=BROMLEY, start=date(2021, 8, 1), as_of=PUBLISHED_BY)
    counts = rows["value"].to_numpy()
    assert set(points["chart"]) == {"g"}
    assert len(points) == counts.sum() - 1
    assert points["charted"].tolist() == months_between(counts).tolist()
    assert points["value"].min() >= 1
    (newest,) = signals(ROBBERY, area=BROMLEY, as_of=PUBLISHED_BY)
    last = points.iloc[-1]
    for line in ("centre", "lower", "upper"):
        assert last[line] == getattr(newest, line)


def test_a_long_wait_is_a_fall_of_the_events():
    points = chart_points(ROBBERY, as_of=PUBLISHED_BY)
    waits = points[(points["chart"] == "g") & (points["charted"] > points["upper"])]
    assert len(waits)
    assert (waits["direction"] == -1).all()


@pytest.mark.parametrize("metric_id", ["homicide", "knife_homicide", "homicide_recorded"])
def test_a_borough_s_homicides_are_points_of_years_only(metric_id):
    points = chart_points(metric_id, area=SOUTHWARK)
    waits, periods = (points[points["chart"] == chart] for chart in ("g", "u′"))
    assert len(waits) + len(periods) == len(points)
    assert set(waits["period_type"]) == {"calendar_year"}
    assert set(waits["period_end"].dt.strftime("%m-%d")) == {"12-31"}
    assert waits[["value", "charted"]].isna().all(axis=None)
    assert waits["order"].tolist() == list(range(1, len(waits) + 1))
    assert set(periods["period_type"]) == {"rolling_12_months"}
    assert periods["period_end"].dt.month.nunique() == 1
    (newest,) = signals(metric_id, area=SOUTHWARK)
    assert newest.chart == "g"
    assert waits["upper"].iloc[-1] == newest.upper


@pytest.mark.parametrize("metric_id", ["homicide", "knife_homicide"])
def test_the_years_of_the_waits_are_those_the_figures_by_year_tell(metric_id):
    points = chart_points(metric_id, area=SOUTHWARK)
    told = points[points["chart"] == "g"]["period_end"].dt.year.value_counts().to_dict()
    rows = metric_values(metric_id, area=SOUTHWARK, period_type="calendar_year")
    years = rows.groupby(rows["period_end"].dt.year)["numerator"].sum().astype(int).to_dict()
    years[min(year for year, number in years.items() if number)] -= (
        1  # the first of all ends no wait
    )
    assert told == {year: number for year, number in years.items() if number}


def test_all_places_of_such_a_measure_have_points():
    points = chart_points("homicide")
    assert points["area_code"].nunique() == 33
    london = points[points["area_code"] == LONDON]
    assert set(london["period_type"]) == {"month"}


def test_rates_have_points_with_limits_that_follow_their_residents():
    points = chart_points("weapon_possession", area=SOUTHWARK, stated_as="rate")
    people = metric_values("weapon_possession", area=SOUTHWARK, stated_as="rate")
    people = people.set_index("period_end")["denominator"].reindex(points["period_end"])
    assert set(points["chart"]) == {"u′"}
    assert people.nunique() > 1
    width = (points["upper"] - points["centre"]).to_numpy()
    by_size = width * np.sqrt(people.to_numpy(dtype=float))
    assert by_size == pytest.approx(by_size[0])


def test_what_has_no_chart_has_no_points():
    with pytest.raises(ParameterError):
        chart_points("victimisation_all_ages")
    with pytest.raises(NotHeldError):
        chart_points("homicide", area="city-of-london")


def test_rates_of_a_borough_s_homicides_have_points_of_twelve_months_only():
    points = chart_points("homicide", area=SOUTHWARK, stated_as="rate")
    assert set(points["chart"]) == {"u′"}
    assert set(points["period_type"]) == {"rolling_12_months"}
