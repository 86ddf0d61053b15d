"""Charts of a measure for all its places at once."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.errors import ParameterError
from data.periods import add_months
from metrics import control_rules as rules
from metrics.control_limits import ChartSettings
from metrics.monthly_charts import count_charts, newest_signals, share_charts
from metrics.season import seasonally_adjusted
from metrics.spc import xmr_chart

FIRST = date(2021, 8, 31)
PLAIN = ChartSettings(screen_moving_ranges=False)


def rows(area_code, values, first=FIRST):
    ends = [add_months(first, k) for k in range(len(values))]
    return pd.DataFrame(
        {"area_code": area_code, "period_end": pd.to_datetime(ends), "value": values}
    )


def noise(months, seed=1):
    return np.random.default_rng(seed).poisson(40, months).astype(float)


def test_each_place_is_charted_from_its_own_adjusted_months():
    places = {code: noise(50, seed) for seed, code in enumerate(["E09000028", "E09000005"])}
    charts = count_charts(pd.concat(rows(code, v) for code, v in places.items()))
    assert charts.area_codes == ("E09000005", "E09000028")
    for code, values in places.items():
        alone = xmr_chart(seasonally_adjusted(values).values)
        np.testing.assert_allclose(charts.of(code).upper, alone.upper)
        assert (charts.of(code).leading == alone.leading).all()


def test_short_series_are_charted_as_they_are():
    charts = count_charts(rows("E09000028", noise(30)))
    assert not charts.adjusted.any()
    np.testing.assert_array_equal(charts.chart.values, charts.raw)


def test_a_month_without_a_row_is_a_gap():
    values = rows("E09000028", noise(30)).drop(index=10)
    charts = count_charts(values)
    assert len(charts.ends) == 30
    assert np.isnan(charts.raw[0, 10])
    assert charts.table()["value"].isna().sum() == 1


def test_limits_start_afresh_at_a_break():
    values = np.concatenate([noise(24), noise(24) + 200])
    table = count_charts(
        rows("E09000028", values), first_days=[date(2023, 8, 1)], adjust=False
    ).table()
    assert table["segment"].tolist() == [0] * 24 + [1] * 24
    assert table["centre"].nunique() == 2
    assert table.loc[24, "period_end"] == pd.Timestamp(2023, 8, 31)


def test_the_table_names_every_rule_broken_and_the_first():
    values = [70.0, 78, 72, 76, 69, 79, 71, 77, 73, 75, 70, 78] * 2 + [79, 80, 81, 82, 83, 84, 120]
    newest = count_charts(rows("E09000028", values), adjust=False, settings=PLAIN).table().iloc[-1]
    assert newest["rule"] == rules.BEYOND_LIMITS
    assert newest["rules"].split(";")[:2] == [rules.BEYOND_LIMITS, rules.TRENDING]
    assert (newest["direction"], newest["new"]) == (1, 1)


def test_an_ordinary_month_breaks_no_rule():
    table = count_charts(rows("E09000028", [10.0, 12] * 12), adjust=False).table()
    assert (table["rules"] == "").all()
    assert (table["rule"] == "").all()
    assert not table["direction"].any()


def test_the_table_keeps_places_and_months_apart():
    values = pd.concat([rows("E09000028", noise(14)), rows("E09000005", noise(12) + 100)])
    table = count_charts(values, adjust=False).table()
    assert len(table) == 28
    own = table[table["area_code"] == "E09000005"]
    assert own["value"].tolist()[:12] == (noise(12) + 100).tolist()
    assert own["value"].isna().tolist() == [False] * 12 + [True] * 2


def test_shares_are_shown_in_percent_with_limits_that_follow_the_denominator():
    values = rows("E09000028", noise(24)).rename(columns={"value": "numerator"})
    values["denominator"] = [2000, 8000] * 12
    values["numerator"] *= [1, 4] * 12
    charts = share_charts(values, settings=PLAIN)
    assert charts.raw[0, 0] == pytest.approx(values["numerator"][0] / 20)
    width = charts.chart.upper[0] - charts.chart.centre[0]
    assert width[0] == pytest.approx(2 * width[1])
    assert charts.chart.upper.max() <= 100


def test_the_newest_signals_are_those_of_the_charts():
    values = np.vstack([noise(60), noise(60, 2), noise(60, 3)])
    values[1, -1] = 200
    together = count_charts(pd.concat(rows(f"E0900000{k}", v) for k, v in enumerate(values)))
    assert newest_signals(values).tolist() == together.chart.new[:, -1].tolist() == [0, 1, 0]


def test_a_place_that_is_not_charted_is_not_found():
    with pytest.raises(KeyError, match="E09000001"):
        count_charts(rows("E09000028", noise(12))).of("E09000001")


def test_several_rows_for_one_month_are_refused():
    values = rows("E09000028", noise(12))
    with pytest.raises(ParameterError, match="one row per place and month"):
        count_charts(pd.concat([values, values.head(1)]))
