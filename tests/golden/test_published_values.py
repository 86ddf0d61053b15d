"""The tables we ship give the figures the publishers printed.

`published_values.csv` is typed from the publications its last column names. It is never written by
our own code: a golden file that the code under test produced proves nothing.
"""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from metrics.values import metric_values

PUBLISHED = pd.read_csv(Path(__file__).with_name("published_values.csv"), keep_default_na=False)
LONDON = "E23000001"


@pytest.mark.parametrize(
    "row",
    PUBLISHED.to_dict("records"),
    ids=lambda row: " ".join(filter(None, (row["metric_id"], row["period_end"], row["as_of"]))),
)
def test_value_equals_the_published_figure(row):
    end = date.fromisoformat(row["period_end"])
    values = metric_values(
        row["metric_id"],
        area=row["area_code"],
        period_type=row["period_type"],
        start=end,
        end=end,
        as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
    )
    assert values["value"].tolist() == [row["value"]]


def test_january_to_july_2021_are_missing_and_not_zero():
    values = metric_values(
        "knife_crime", area=LONDON, start=date(2021, 1, 1), end=date(2021, 7, 31)
    )
    assert len(values) == 7
    assert values["value"].isna().all()
    assert values["numerator"].isna().all()
    assert values["status"].unique().tolist() == ["x"]


@pytest.mark.parametrize("period_type", ["quarter", "rolling_12_months", "financial_year"])
def test_no_longer_period_spans_the_missing_months(period_type):
    values = metric_values("knife_crime", period_type=period_type)
    into_the_gap = (values["period_start"] <= "2021-07-31") & (values["period_end"] > "2020-12-31")
    assert len(values)
    assert not into_the_gap.any()


def test_the_twelve_months_begin_again_a_year_after_the_gap():
    values = metric_values("knife_crime", area=LONDON, period_type="rolling_12_months")
    after = values[values["period_end"] > "2020-12-31"].iloc[0]
    assert str(after["period_end"].date()) == "2022-07-31"
    assert after["status"] == "b"


def test_boroughs_and_places_not_known_add_up_to_the_whole_but_boroughs_alone_do_not():
    values = metric_values(
        "knife_crime", period_type="financial_year", start=date(2025, 3, 31), end=date(2025, 3, 31)
    )
    boroughs = values[values["area_code"] != LONDON]["value"]
    assert len(boroughs) == 32
    assert 0 < 16156 - boroughs.sum() < 0.05 * 16156


def test_homicide_victims_by_sex_add_up_to_all_victims():
    year = {"period_type": "financial_year", "start": date(2017, 3, 31), "end": date(2017, 3, 31)}
    by_sex = metric_values("homicide", area=LONDON, by=("sex",), **year)
    assert by_sex["value"].sum() == 114


def test_the_rate_of_the_whole_divides_by_the_residents_of_the_32_boroughs():
    end = date(2024, 12, 31)
    rate = {"period_type": "calendar_year", "stated_as": "rate", "start": end, "end": end}
    values = metric_values("knife_crime", **rate)
    whole = values[values["area_code"] == LONDON].iloc[0]
    parts = values[values["area_code"] != LONDON]
    assert whole["denominator"] == parts["denominator"].sum()
    assert whole["unit"] == "offences per 1,000 residents (mid-2024)"
    assert whole["value"] == pytest.approx(1000 * whole["numerator"] / whole["denominator"])
