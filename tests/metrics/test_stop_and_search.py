"""How searches are counted: places, months held and absent, and what followed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.search_tables import OUTCOMES, UNKNOWN
from metrics.metric import NO_JUDGEMENT
from metrics.stop_and_search import (
    POSITIVE,
    SEARCHES,
    SECTION_60_SEARCHES,
    WEAPON_SEARCH_ARREST_RATE,
    WEAPON_SEARCH_NO_FURTHER_ACTION_RATE,
    WEAPON_SEARCH_POSITIVE_OUTCOME_RATE,
    WEAPON_SEARCHES,
    outcomes,
    searches,
)
from metrics.values import metric_values
from tests.metrics.made_up_searches import (
    CITY,
    CITY_BOROUGH,
    LONDON,
    MET,
    NOT_KNOWN,
    SOUTHWARK,
    in_boroughs,
    month,
    months,
)

JANUARY, FEBRUARY, MARCH = "2024-01", "2024-02", "2024-03"
DRUGS = {"object": "controlled_drugs", "power": "misuse_of_drugs_section_23"}
FIREARMS = {"object": "firearms", "power": "firearms_section_47"}
SECTION_60 = {"object": "anything_to_threaten_or_harm", "power": "section_60"}
CITYS_SECTION_60 = {"object": "offensive_weapons", "power": "section_60"}
EVERY_METRIC = (
    SEARCHES,
    WEAPON_SEARCHES,
    SECTION_60_SEARCHES,
    WEAPON_SEARCH_ARREST_RATE,
    WEAPON_SEARCH_NO_FURTHER_ACTION_RATE,
    WEAPON_SEARCH_POSITIVE_OUTCOME_RATE,
)


def cell(rows, area, text=JANUARY, column="numerator", **where):
    chosen = rows["area_code"].eq(area) & rows["period_end"].eq(month(text))
    for name, value in where.items():
        chosen &= rows[name] == value
    return rows.loc[chosen, column].item()


def areas_in(rows, text=JANUARY):
    return set(rows.loc[rows["period_end"].eq(month(text)), "area_code"])


def test_a_force_counts_every_search_with_a_place_or_without():
    rows = searches(
        in_boroughs((MET, JANUARY, SOUTHWARK, 5), (MET, JANUARY, NOT_KNOWN, 2)),
        months((MET, JANUARY)),
    )
    assert cell(rows, MET) == 7
    assert cell(rows, SOUTHWARK) == 5


def test_a_borough_counts_the_metropolitan_police_only():
    rows = searches(
        in_boroughs((MET, JANUARY, SOUTHWARK, 5), (CITY, JANUARY, SOUTHWARK, 3)),
        months((MET, JANUARY), (CITY, JANUARY)),
    )
    assert cell(rows, SOUTHWARK) == 5
    assert (cell(rows, CITY), cell(rows, LONDON)) == (3, 8)


def test_the_city_of_london_counts_both_forces():
    rows = searches(
        in_boroughs((MET, JANUARY, CITY_BOROUGH, 5), (CITY, JANUARY, CITY_BOROUGH, 3)),
        months((MET, JANUARY), (CITY, JANUARY)),
    )
    assert cell(rows, CITY_BOROUGH) == 8


def test_london_has_only_months_of_which_both_forces_are_held():
    held = [(MET, JANUARY), (MET, FEBRUARY), (MET, MARCH), (CITY, JANUARY), (CITY, MARCH)]
    rows = searches(in_boroughs((MET, FEBRUARY, SOUTHWARK, 5)), months(*held))
    assert cell(rows, LONDON, FEBRUARY, "status") == "x"
    assert np.isnan(cell(rows, LONDON, FEBRUARY))
    assert cell(rows, MET, FEBRUARY) == 5


def test_london_is_not_stated_before_the_second_force_is_held():
    held = [(MET, JANUARY), (MET, FEBRUARY), (CITY, FEBRUARY)]
    rows = searches(in_boroughs((MET, JANUARY, SOUTHWARK, 5)), months(*held))
    assert LONDON not in areas_in(rows, JANUARY)
    assert LONDON in areas_in(rows, FEBRUARY)


def test_a_month_held_without_a_search_is_zero():
    rows = searches(
        in_boroughs((MET, JANUARY, SOUTHWARK, 5)), months((MET, JANUARY), (MET, FEBRUARY))
    )
    assert cell(rows, SOUTHWARK, FEBRUARY) == 0
    assert cell(rows, "E09000022", JANUARY) == 0


def test_a_month_without_a_file_is_missing_and_not_zero():
    held = months((MET, JANUARY), (MET, MARCH), absent=[(MET, FEBRUARY)])
    rows = searches(in_boroughs((MET, JANUARY, SOUTHWARK, 5)), held)
    assert np.isnan(cell(rows, SOUTHWARK, FEBRUARY))
    assert cell(rows, SOUTHWARK, FEBRUARY, "status") == "x"


def test_a_month_cut_short_is_withheld():
    held = months((MET, JANUARY), (MET, FEBRUARY), short=[(MET, FEBRUARY)])
    rows = searches(in_boroughs((MET, FEBRUARY, SOUTHWARK, 5)), held)
    assert np.isnan(cell(rows, MET, FEBRUARY))
    assert cell(rows, MET, FEBRUARY, "status") == "u"


def test_a_month_loaded_twice_is_stated_as_published_and_marked():
    held = months((MET, JANUARY), twice=[(MET, JANUARY)])
    rows = searches(in_boroughs((MET, JANUARY, SOUTHWARK, 5)), held)
    assert (cell(rows, MET), cell(rows, MET, column="status")) == (5, "u")


def test_boroughs_are_withheld_where_most_searches_have_no_place_and_the_force_is_not():
    held = months((MET, JANUARY), unplaced=[(MET, JANUARY)])
    rows = searches(in_boroughs((MET, JANUARY, SOUTHWARK, 5)), held)
    assert np.isnan(cell(rows, SOUTHWARK))
    assert cell(rows, SOUTHWARK, column="status") == "u"
    assert (cell(rows, MET), cell(rows, MET, column="status")) == (5, "")


def test_section_60_stands_apart_from_weapons_whatever_the_object_is_called():
    table = in_boroughs(
        (MET, JANUARY, SOUTHWARK, 1),
        (MET, JANUARY, SOUTHWARK, 2, FIREARMS),
        (MET, JANUARY, SOUTHWARK, 4, SECTION_60),
        (MET, JANUARY, SOUTHWARK, 8, CITYS_SECTION_60),
        (MET, JANUARY, SOUTHWARK, 16, DRUGS),
    )
    held = months((MET, JANUARY))
    of_interest = (SEARCHES, WEAPON_SEARCHES, SECTION_60_SEARCHES)
    counted = [cell(metric.compute(table, held), SOUTHWARK) for metric in of_interest]
    assert counted == [31, 3, 12]


def test_broken_down_every_object_has_a_zero_in_every_month_held():
    table = in_boroughs((MET, JANUARY, SOUTHWARK, 5), (MET, FEBRUARY, SOUTHWARK, 2, FIREARMS))
    rows = searches(table, months((MET, JANUARY), (MET, FEBRUARY)), by=["object"])
    assert cell(rows, SOUTHWARK, JANUARY, object="offensive_weapons") == 5
    assert cell(rows, SOUTHWARK, JANUARY, object="firearms") == 0


def test_outcomes_are_shares_of_weapon_searches_with_a_known_outcome():
    table = in_boroughs(
        (MET, JANUARY, SOUTHWARK, 10, {"outcome": "arrest"}),
        (MET, JANUARY, SOUTHWARK, 5, {"outcome": "community_resolution"}),
        (MET, JANUARY, SOUTHWARK, 25, {"outcome": "no_further_action"}),
        (MET, JANUARY, SOUTHWARK, 7, {"outcome": UNKNOWN}),
        (MET, JANUARY, SOUTHWARK, 99, {**CITYS_SECTION_60, "outcome": "arrest"}),
    )
    held = months((MET, JANUARY))
    found = {
        metric.metric_id: cell(metric.compute(table, held), MET)
        for metric in EVERY_METRIC
        if metric.kind == "share"
    }
    assert found == {
        "weapon_search_arrest_rate": 10,
        "weapon_search_no_further_action_rate": 25,
        "weapon_search_positive_outcome_rate": 15,
    }
    rows = WEAPON_SEARCH_ARREST_RATE.compute(table, held)
    assert cell(rows, MET, column="denominator") == 40


def test_positive_is_every_known_outcome_but_no_further_action():
    assert {*POSITIVE, "no_further_action", UNKNOWN} == set(OUTCOMES)
    assert len(POSITIVE) == len(OUTCOMES) - 2


def test_outcomes_by_object_add_up_to_those_of_all_weapons():
    table = in_boroughs(
        (MET, JANUARY, SOUTHWARK, 10),
        (MET, JANUARY, SOUTHWARK, 3, FIREARMS),
        (MET, JANUARY, SOUTHWARK, 4, {**FIREARMS, "outcome": "no_further_action"}),
    )
    held = months((MET, JANUARY))
    whole = outcomes(table, held, wanted=("arrest",))
    parts = outcomes(table, held, by=["object"], wanted=("arrest",))
    for column in ("numerator", "denominator"):
        assert parts.loc[parts["area_code"] == MET, column].sum() == cell(whole, MET, column=column)
    assert cell(parts, MET, object="firearms", column="denominator") == 7


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([MET, CITY]),
            st.sampled_from([JANUARY, FEBRUARY]),
            st.sampled_from([SOUTHWARK, CITY_BOROUGH, NOT_KNOWN]),
            st.integers(0, 50),
            st.sampled_from([{}, DRUGS, FIREARMS, SECTION_60]),
        ),
        min_size=1,
    )
)
def test_nothing_is_lost_or_counted_twice(cells):
    table = in_boroughs(*cells)
    held = months(*((force, text) for force in (MET, CITY) for text in (JANUARY, FEBRUARY)))
    rows = searches(table, held)
    for text in (JANUARY, FEBRUARY):
        expected = sum(number for _, when, _, number, _ in cells if when == text)
        assert cell(rows, LONDON, text) == expected
        assert cell(rows, MET, text) + cell(rows, CITY, text) == expected
    by_object = searches(table, held, by=["object"])
    assert by_object["numerator"].sum() == rows["numerator"].sum()


def test_nothing_published_by_a_day_gives_no_rows():
    empty = in_boroughs((MET, JANUARY, SOUTHWARK, 5)).iloc[:0]
    assert searches(empty, months((MET, JANUARY)).iloc[:0]).empty


@pytest.mark.parametrize("metric", EVERY_METRIC, ids=lambda metric: metric.metric_id)
def test_searches_are_not_judged_and_no_find_rate_is_given(metric):
    assert metric.direction == NO_JUDGEMENT
    assert "found" not in metric.unit
    assert metric.kind != "share" or any("cannot be told" in words for words in metric.caveats)


def test_no_year_spans_a_month_that_is_absent_or_cut_short():
    years = metric_values("searches", area=MET, period_type="rolling_12_months")
    ends = years["period_end"].dt.strftime("%Y-%m").tolist()
    assert ends == [
        *("2018-12", "2019-01", "2019-02"),
        "2023-12",
        *(f"2024-0{number}" for number in range(1, 9)),
    ]


def test_december_2022_is_withheld_and_august_2022_is_shown_and_marked():
    values = metric_values("searches", area=MET).set_index("period_end")
    december, august = pd.Timestamp("2022-12-31"), pd.Timestamp("2022-08-31")
    assert np.isnan(values.loc[december, "value"])
    assert values.loc[december, "status"] == "u"
    assert (values.loc[august, "value"], values.loc[august, "status"]) == (17_286, "u")


def test_a_rate_of_few_known_outcomes_is_withheld():
    values = metric_values("weapon_search_arrest_rate", area="E09000027")
    few = values["denominator"] < WEAPON_SEARCH_ARREST_RATE.minimum
    assert few.any()
    assert values.loc[few, "value"].isna().all()
    assert set(values.loc[few, "status"]) <= {"u", "z"}


def test_arrests_and_the_other_positive_outcomes_and_none_make_a_hundred():
    shares = [
        metric_values(f"weapon_search_{name}_rate", area=MET, period_type="quarter")["value"]
        for name in ("no_further_action", "positive_outcome")
    ]
    assert (sum(shares) - 100).abs().max() < 1e-9
