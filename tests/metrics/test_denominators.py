"""Residents: published where published, estimated between, never joined across the Census."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from data.areas import boroughs
from metrics.denominators import residents_by_year
from tests.metrics.made_up_tables import LONDON, population

SOUTHWARK = "E09000028"
OLD, CENSUS, NEW = "before_census_2021", "census_2021", "since_census_2021"
UNDER_25 = population(
    [
        (SOUTHWARK, "2018-06-30", OLD, 90_000),
        (SOUTHWARK, "2019-06-30", OLD, 91_000),
        (SOUTHWARK, "2020-06-30", OLD, 92_000),
        (SOUTHWARK, "2021-03-21", CENSUS, 80_000),
        (SOUTHWARK, "2024-06-30", NEW, 92_000),
    ],
    age_group="under_25",
)


def at(year, *, table=UNDER_25, area=SOUTHWARK, age_group="under_25"):
    """People, whether estimated, and the mid-year stated."""
    people, estimated, reference = residents_by_year(table, age_group).at([area], np.array([year]))
    return people[0, 0], bool(estimated[0, 0]), int(reference[0])


def test_a_published_mid_year_stands_as_it_is():
    assert at(2019) == (91_000, False, 2019)
    assert at(2024) == (92_000, False, 2024)


def test_between_the_census_and_the_newest_figure_residents_follow_a_straight_line_by_date():
    # 21 March 2021 to 30 June 2024 are 1,197 days; to 30 June 2022 466 have gone by.
    people, estimated, reference = at(2022)
    assert people == round(80_000 + 12_000 * 466 / 1197)
    assert estimated
    assert reference == 2022


def test_the_year_of_the_census_uses_the_new_base_only():
    people, estimated, _ = at(2021)
    assert people == round(80_000 + 12_000 * 101 / 1197)
    assert estimated


def test_after_the_newest_figure_it_is_carried_forward_as_an_estimate_of_its_own_year():
    assert at(2026) == (92_000, True, 2024)


def test_before_the_first_figure_there_is_none():
    assert math.isnan(at(2017)[0])


def test_two_bases_are_never_joined():
    table = UNDER_25[UNDER_25["period_end"] != "2021-03-21"]
    assert math.isnan(at(2022, table=table)[0])


def test_a_place_without_population_has_none():
    assert math.isnan(at(2024, area="E23000032")[0])


def test_a_year_on_both_bases_takes_the_newer():
    table = population(
        [(SOUTHWARK, "2020-06-30", OLD, 300_000), (SOUTHWARK, "2020-06-30", NEW, 310_000)]
    )
    assert at(2020, table=table, age_group="all_ages") == (310_000, False, 2020)


def test_the_police_area_has_the_residents_of_its_32_boroughs_and_not_of_the_city():
    table = population([(area.area_code, "2024-06-30", NEW, 1_000) for area in boroughs()])
    assert at(2024, table=table, area=LONDON, age_group="all_ages")[0] == 32_000


@settings(deadline=None)
@given(st.integers(1000, 10**6), st.integers(1000, 10**6), st.integers(2021, 2024))
def test_an_estimate_lies_between_the_figures_around_it(before, after, year):
    table = population(
        [(SOUTHWARK, "2021-03-21", CENSUS, before), (SOUTHWARK, "2024-06-30", NEW, after)]
    )
    people = at(year, table=table, age_group="all_ages")[0]
    assert min(before, after) <= people <= max(before, after)


def test_no_population_gives_no_residents():
    assert math.isnan(at(2024, table=UNDER_25.iloc[:0])[0])
