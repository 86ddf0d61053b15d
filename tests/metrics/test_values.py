"""The one door: places, periods and past dates, on made-up tables and on the ones we ship."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import TableMissingError
from data.store import FOLDER_VARIABLE, Edition
from data.tables import TABLES
from data.vintages import FullVintage, fold
from data.writing import replace_table
from metrics.catalogue import METRICS
from metrics.evaluate import RELIABLE_EVENTS
from metrics.values import metric_values
from tests.metrics.made_up_tables import BOROUGHS, LONDON, knife_crime

LAMBETH, SOUTHWARK = BOROUGHS
FIRST, SECOND = date(2024, 5, 1), date(2024, 6, 1)


@pytest.fixture
def two_files(tmp_path, monkeypatch):
    """A folder in which a second file changed March 2024 and added May."""
    publish(tmp_path, {FIRST: [10, 11, 12, 13], SECOND: [10, 11, 15, 13, 14]})
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return tmp_path


def publish(folder, numbers_by_day):
    """Put the files of some days, with the same numbers in each borough, in the place of others."""
    contract = TABLES["borough_knife_crime"]
    files = [
        FullVintage(vintage=day, source_id="mps_monthly_crime", rows=full(numbers))
        for day, numbers in numbers_by_day.items()
    ]
    rows = fold(contract.schema.empty_table().to_pandas(date_as_object=False), files, contract)
    editions = [
        Edition(source_id="mps_monthly_crime", vintage=f"{day}", vintage_basis="printed", files=())
        for day in numbers_by_day
    ]
    replace_table(folder, contract, rows, editions=editions, build_version="test")


def full(numbers):
    """Every area's rows as a publisher's file has them, the same numbers in each borough."""
    rows = knife_crime(dict.fromkeys(BOROUGHS, numbers), first="2024-01-31")
    rows = rows.assign(area_type="borough", period_type="month")
    return rows[[name for name in TABLES["borough_knife_crime"].names if name != "vintage"]]


def numbers(**asked):
    return metric_values("knife_crime", **asked)["value"].tolist()


@pytest.mark.parametrize("area", [SOUTHWARK, LONDON])
def test_a_rate_may_still_be_revised_where_its_count_may(area):
    asked = {"area": area, "period_type": "rolling_12_months", "as_of": date(2026, 3, 31)}
    counts = metric_values("knife_crime", **asked)
    rates = metric_values("victimisation_all_ages", **asked)
    assert (counts["provisional"] == (counts["status"] == "p")).all()
    newest = rates.iloc[-1]
    assert (newest["status"], newest["provisional"]) == ("e", True)
    moving = counts.loc[counts["provisional"], "period_end"]
    assert rates.loc[rates["provisional"], "period_end"].tolist() == moving.tolist()


@pytest.mark.usefixtures("two_files")
def test_the_newest_file_counts_and_the_whole_is_the_sum():
    assert numbers(area=SOUTHWARK) == [10, 11, 15, 13, 14]
    assert numbers(area=LONDON) == [20, 22, 30, 26, 28]


@pytest.mark.usefixtures("two_files")
def test_as_of_a_past_day_gives_what_had_been_published_by_then():
    assert numbers(area=SOUTHWARK, as_of=date(2024, 5, 31)) == [10, 11, 12, 13]
    assert numbers(area=SOUTHWARK, as_of=FIRST) == [10, 11, 12, 13]
    assert numbers(area=SOUTHWARK, as_of=SECOND) == [10, 11, 15, 13, 14]


@pytest.mark.usefixtures("two_files")
def test_before_the_first_file_there_is_nothing():
    assert metric_values("knife_crime", area=SOUTHWARK, as_of=date(2024, 4, 30)).empty


@pytest.mark.usefixtures("two_files")
def test_a_revised_figure_says_so_and_from_which_file():
    march = metric_values("knife_crime", area=SOUTHWARK).iloc[2]
    assert march["status"] == "r"
    assert march["vintage"] == pd.Timestamp(SECOND)


@pytest.mark.usefixtures("two_files")
def test_only_periods_that_end_between_the_days_are_given():
    assert numbers(area=SOUTHWARK, start=date(2024, 3, 1), end=date(2024, 4, 30)) == [15, 13]


@pytest.mark.usefixtures("two_files")
def test_places_answer_to_their_names_and_several_come_in_the_order_of_their_codes():
    values = metric_values("knife_crime", area=("southwark", "Lambeth"), end=date(2024, 1, 31))
    assert values["area_code"].tolist() == [LAMBETH, SOUTHWARK]


@pytest.mark.usefixtures("two_files")
def test_a_table_that_is_not_there_is_named():
    with pytest.raises(TableMissingError, match="homicide_victims"):
        metric_values("homicide")


@pytest.mark.usefixtures("two_files")
def test_changing_an_answer_does_not_change_the_next():
    values = metric_values("knife_crime", area="all")
    values["value"] = -1
    values.loc[:, "status"] = "x"
    assert numbers(area=LAMBETH) == [10, 11, 15, 13, 14]


def test_what_is_kept_of_a_place_goes_when_another_file_is_published(two_files):
    for area in (SOUTHWARK, LONDON, (LAMBETH, SOUTHWARK)):
        metric_values("knife_crime", area=area)
    publish(two_files, {FIRST: [10, 11, 12, 13], SECOND: [10, 11, 15, 13, 99]})
    assert numbers(area=SOUTHWARK) == [10, 11, 15, 13, 99]
    assert numbers(area=LONDON)[-1] == 198
    assert numbers(area=(LAMBETH, SOUTHWARK)) == 2 * [10, 11, 15, 13, 99]


NO_FILE_HELD = {
    *(name for name in METRICS if name.startswith("knife_sentencing_")),
    "knife_crime_concern_adults",
}
EVERY_ANSWER = [
    (metric.metric_id, period_type, stated_as)
    for metric in METRICS.values()
    if metric.metric_id not in NO_FILE_HELD
    for period_type in metric.offered_period_types
    for stated_as in metric.stated_as
]


@pytest.mark.usefixtures("examples_loaded")
@pytest.mark.parametrize(("metric_id", "period_type", "stated_as"), EVERY_ANSWER)
def test_every_answer_keeps_the_promises_of_a_value(metric_id, period_type, stated_as):
    by = tuple(METRICS[metric_id].no_total)
    values = metric_values(metric_id, period_type=period_type, stated_as=stated_as, by=by)
    held = values["value"].notna()
    assert held.any()
    assert (values["status"][~held].isin(["x", "u", "z", "c"])).all()
    assert not values["status"][held].isin(["x", "z", "c"]).any()
    # Shown and marked are months of searches that were loaded twice, and rates from few events.
    of_searches = "search_months" in METRICS[metric_id].inputs
    few = values["numerator"].lt(RELIABLE_EVENTS).fillna(False) & (stated_as == "rate")
    assert of_searches or (few[held] == (values["status"][held] == "u")).all()
    assert (values["status"][held & few] == "u").all()
    assert not values.duplicated(["area_code", "period_end", *by]).any()
    bounded = held & values["lower"].notna()
    assert (values["lower"] <= values["value"])[bounded].all()
    assert (values["value"] <= values["upper"])[bounded].all()
    ordered = values.sort_values(["area_code", "period_end", *by], kind="stable")
    assert values.index.equals(ordered.index)


MONTHLY = [
    metric.metric_id
    for metric in METRICS.values()
    if metric.base_period == "month"
    and metric.kind == "count"
    and "calendar_year" in metric.offered_period_types
    and not metric.no_total
]
ROLLING = [
    metric.metric_id
    for metric in METRICS.values()
    if {"rolling_12_months", "financial_year"} <= set(metric.offered_period_types)
]


@pytest.mark.parametrize("metric_id", MONTHLY)
def test_the_months_of_a_year_add_up_to_the_year_in_every_place(metric_id):
    months = metric_values(metric_id)
    years = metric_values(metric_id, period_type="calendar_year")
    year = months["period_end"].dt.year
    complete = months["value"].groupby([months["area_code"], year]).agg(["sum", "count"])
    expected = complete[complete["count"] == 12]["sum"]
    of_places = years[years["area_code"].isin(months["area_code"])]
    found = of_places.set_index(["area_code", of_places["period_end"].dt.year])["value"]
    assert found.sort_index().tolist() == expected.sort_index().tolist()


@pytest.mark.usefixtures("examples_loaded")
@pytest.mark.parametrize("metric_id", ROLLING)
def test_the_twelve_months_to_march_are_the_financial_year_in_every_place(metric_id):
    by = tuple(METRICS[metric_id].no_total)
    rolling = metric_values(metric_id, period_type="rolling_12_months", by=by)
    years = metric_values(metric_id, period_type="financial_year", by=by)
    to_march = rolling[rolling["period_end"].dt.month == 3].reset_index(drop=True)
    columns = ["area_code", "period_end", "value", "lower", "upper", "numerator", "denominator"]
    pd.testing.assert_frame_equal(to_march[columns], years[columns])


@settings(deadline=None, max_examples=30)
@given(
    st.dates(date(2021, 1, 1), date(2026, 12, 31)),
    st.dates(date(2021, 1, 1), date(2026, 12, 31)),
)
def test_a_later_day_knows_every_period_an_earlier_one_knew(one, other):
    earlier, later = sorted([one, other])
    known = [
        metric_values("knife_crime", area=LONDON, as_of=day).dropna(subset=["value"])
        for day in (earlier, later)
    ]
    assert set(known[0]["period_end"]) <= set(known[1]["period_end"])
    assert (known[0]["vintage"] <= pd.Timestamp(earlier)).all()


def test_neighbourhoods_have_counts_by_ward():
    wards = metric_values("knife_crime", area=("E05011095", "E05011096"), end=date(2021, 8, 31))
    assert wards["area_name"].tolist() == ["Borough & Bankside", "Camberwell Green"]
    assert wards["unit"].unique().tolist() == ["offences"]


def test_a_ward_and_its_borough_can_be_asked_for_together():
    values = metric_values(
        "knife_crime", area=("southwark", "E05011095"), period_type="calendar_year"
    )
    assert values["area_code"].unique().tolist() == ["E05011095", SOUTHWARK]


def test_the_offence_groups_of_a_force_add_up_to_all_its_knife_offences():
    year = {"period_type": "financial_year", "area": LONDON}
    groups = metric_values("knife_offences_by_force", by=("offence_group",), **year)
    parts = groups[groups["offence_group"] != "all_knife"].groupby("period_end")["value"].sum()
    whole = metric_values("knife_offences_by_force", **year).set_index("period_end")["value"]
    assert parts.tolist() == whole.tolist()


def test_rows_broken_down_are_ordered_by_period_and_then_by_group():
    values = metric_values("homicide", by=("sex",), period_type="financial_year")
    assert values["sex"].head(4).tolist() == ["female", "male", "unknown", "female"]
    assert values.columns.tolist().index("sex") == values.columns.tolist().index("value") - 1


def test_what_a_reader_does_to_the_values_stays_with_the_reader():
    for area in ("all", "E09000028"):
        rows = metric_values("knife_crime", area=area, period_type="month")
        before = rows["value"].sum()
        rows["value"] = 0.0
        rows.loc[0, "status"] = "x"
        again = metric_values("knife_crime", area=area, period_type="month")
        assert again["value"].sum() == before > 0
        assert again["status"].iloc[0] != "x"
