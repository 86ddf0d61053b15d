"""Disparity: who is compared with whom, in whose numbers, and when nothing is said."""

import math
import shutil

import pandas as pd
import pytest

from data.areas import boroughs
from data.errors import ParameterError, TableMissingError
from data.store import EMBEDDED, FOLDER_VARIABLE
from data.tables import TABLES
from data.writing import replace_table
from metrics.metric import NO_JUDGEMENT
from metrics.search_disparity import DEFAULTS, SEARCH_DISPARITY, search_disparity
from metrics.values import metric_values
from tests.metrics.made_up_searches import (
    LONDON,
    MET,
    NOT_KNOWN,
    SOUTHWARK,
    months,
    of_people,
    of_persons,
    residents,
)

JANUARY = "2024-01"
BLACK, WHITE = 1_188_370 - 233, 4_731_172 - 5_955
HELD = months((MET, JANUARY), ("E23000034", JANUARY))
LAMBETH, CITY_BOROUGH = "E09000022", "E09000001"
PEOPLE = residents(
    {
        (SOUTHWARK, "white"): 100_000,
        (SOUTHWARK, "black"): 40_000,
        (SOUTHWARK, "mixed"): 10_000,
        (LAMBETH, "white"): 50_000,
        (LAMBETH, "black"): 30_000,
        (CITY_BOROUGH, "white"): 6_000,
        (CITY_BOROUGH, "black"): 200,
    }
)


def group(name, **others):
    return {"ethnicity": name, **others}


SEARCHED = of_people(
    (MET, JANUARY, SOUTHWARK, 200, group("white")),
    (MET, JANUARY, SOUTHWARK, 160, group("black")),
    (MET, JANUARY, SOUTHWARK, 20, group("mixed")),
    (MET, JANUARY, SOUTHWARK, 40, group("unknown")),
    (MET, JANUARY, NOT_KNOWN, 10, group("black")),
    (MET, JANUARY, SOUTHWARK, 150, group("black", ethnicity_basis="officer_defined")),
    (MET, JANUARY, SOUTHWARK, 100, group("white", ethnicity_basis="officer_defined")),
    (MET, JANUARY, SOUTHWARK, 170, group("other", ethnicity_basis="officer_defined")),
)


def line(rows, area, **where):
    chosen = rows["area_code"] == area
    for name, value in where.items():
        chosen &= rows[name] == value
    return rows[chosen].iloc[0]


def compared(by=(), table=SEARCHED, **where):
    rows = search_disparity(table, HELD, PEOPLE, by=by)
    return line(rows, where.pop("area", SOUTHWARK), **where)


def test_a_group_is_compared_with_white_people_of_the_same_place():
    row = compared()
    assert (row["numerator"], row["denominator"]) == (160, 200)
    assert (row["residents"], row["other_residents"]) == (40_000, 100_000)


def test_everyone_includes_the_group_itself_and_those_of_unknown_ethnicity():
    row = compared(["comparator"], comparator="everyone")
    assert (row["numerator"], row["denominator"]) == (160, 200 + 160 + 20 + 40)
    assert row["other_residents"] == 150_000


def test_searches_with_no_known_ethnicity_are_counted_beside():
    assert compared()["unknown"] == 40


def test_what_officers_saw_is_not_mixed_with_what_people_said():
    row = compared(["ethnicity_basis"], ethnicity_basis="officer_defined")
    assert (row["numerator"], row["denominator"]) == (150, 100)


def test_a_force_counts_searches_without_a_place_and_all_its_boroughs_residents():
    row = compared(area=MET)
    assert row["numerator"] == 170
    assert row["residents"] == 40_000 + 30_000
    assert compared(area=LONDON)["residents"] == 40_000 + 30_000 + 200


def test_white_people_are_not_compared_with_white_people():
    rows = search_disparity(SEARCHED, HELD, PEOPLE, by=["ethnicity", "comparator"])
    pairs = set(zip(rows["ethnicity"], rows["comparator"], strict=True))
    assert ("white", "white") not in pairs
    assert ("white", "everyone") in pairs


def test_officers_groups_that_the_census_lacks_are_not_compared():
    rows = search_disparity(SEARCHED, HELD, PEOPLE, by=["ethnicity", "ethnicity_basis"])
    by_officers = rows[rows["ethnicity_basis"] == "officer_defined"]
    assert set(by_officers["ethnicity"]) == {"asian", "black"}


def test_objects_are_told_apart_and_section_60_stands_apart_from_weapons():
    weapons, knives_60 = {"object": "firearms"}, {"object": "offensive_weapons"}
    table = of_people(
        (MET, JANUARY, SOUTHWARK, 1, group("black", **weapons)),
        (MET, JANUARY, SOUTHWARK, 2, group("black", **knives_60, section_60="yes")),
        (MET, JANUARY, SOUTHWARK, 4, group("black", object="fireworks")),
        (MET, JANUARY, SOUTHWARK, 8, group("black", object="stolen_goods")),
    )
    rows = search_disparity(table, HELD, PEOPLE, by=["object"])
    southwark = rows[rows["area_code"] == SOUTHWARK].set_index("object")["numerator"]
    assert southwark.to_dict() == {
        "all": 15,
        "weapons": 1,
        "section_60": 2,
        "controlled_drugs": 0,
        "stolen_goods": 8,
        "other": 4,
    }


def test_a_place_without_residents_of_a_group_has_none_and_not_zero():
    assert math.isnan(compared(["ethnicity"], ethnicity="asian")["residents"])


YOUNG, OLD = {"age_group": "10_to_17"}, {"age_group": "over_34"}
PERSONS = of_persons(
    (MET, JANUARY, MET, 5, group("black", **YOUNG)),
    (MET, JANUARY, MET, 7, group("white", **YOUNG)),
    (MET, JANUARY, MET, 11, group("white", **OLD)),
    (MET, JANUARY, MET, 13, group("unknown", **YOUNG)),
    (MET, JANUARY, MET, 17, group("black", age_group="unknown")),
    (MET, JANUARY, MET, 19, group("black", **YOUNG, sex="female")),
    (MET, JANUARY, MET, 23, group("black", **YOUNG, search_type="vehicle")),
    (MET, JANUARY, MET, 29, group("black", age_group="18_to_24")),
)


def people_by_age(*ages):
    cells = {(SOUTHWARK, "white"): 50_000, (SOUTHWARK, "black"): 8_000}
    return pd.concat(
        [residents(cells, age_group=age, sex=sex) for age in ages for sex in ("female", "male")],
        ignore_index=True,
    )


def by_age(*ages, by=("age", "sex"), **where):
    rows = search_disparity(SEARCHED, HELD, PEOPLE, PERSONS, people_by_age(*ages), by=by)
    return rows if not where else line(rows, MET, **where)


def test_white_people_of_the_same_age_and_sex_are_compared():
    row = by_age("10_to_17", "over_34", age="10_to_17", sex="male")
    assert (row["numerator"], row["denominator"], row["unknown"]) == (5, 7, 13)
    assert (row["residents"], row["other_residents"]) == (8_000, 50_000)


def test_everyone_is_of_all_ages_and_both_sexes():
    by = ("age", "sex", "comparator")
    row = by_age("10_to_17", "over_34", by=by, age="10_to_17", sex="male", comparator="everyone")
    assert row["denominator"] == 5 + 7 + 11 + 13 + 17 + 19 + 29
    assert row["other_residents"] == 4 * 58_000


def test_all_ages_count_people_of_unknown_age():
    row = by_age("10_to_17", age="all_ages", sex="male")
    assert row["numerator"] == 5 + 17 + 29


def test_where_the_census_file_splits_otherwise_ages_10_to_24_stand_together():
    rows = by_age("10_to_24", "over_34", by=("age",))
    assert set(rows["age"]) == {"all_ages", "10_to_24", "over_34"}
    assert line(rows, MET, age="10_to_24")["numerator"] == 5 + 19 + 29


def test_searches_by_age_are_of_whole_forces_only():
    assert set(by_age("10_to_17")["area_code"]) == {MET, "E23000034", LONDON}


def test_the_ratio_is_the_quotient_of_the_two_rates_with_its_interval():
    """By hand, residents as ONS printed them for London, less the City's."""
    year = metric_values("search_disparity", area=MET, period_type="financial_year").iloc[-1]
    ratio = (year["numerator"] / BLACK) / (year["denominator"] / WHITE)
    spread = 1.959964 * math.sqrt(1 / year["numerator"] + 1 / year["denominator"])
    assert year["value"] == pytest.approx(ratio)
    assert year["lower"] == pytest.approx(ratio * math.exp(-spread), rel=1e-6)
    assert year["upper"] == pytest.approx(ratio * math.exp(spread), rel=1e-6)


def test_the_unit_of_a_ratio_that_is_not_broken_down_names_both_groups():
    asked = {"area": "southwark", "period_type": "rolling_12_months"}
    units = [
        set(metric_values("search_disparity", **asked, by=by)["unit"])
        for by in ((), ("ethnicity",))
    ]
    assert units == [
        {"times the rate of White people, for Black people"},
        {"times the rate of the group compared with"},
    ]


def test_bounds_enclose_the_ratio_and_have_no_interval():
    by = ["ethnicity", "comparator", "bound"]
    rows = metric_values("search_disparity", area=MET, period_type="financial_year", by=by)
    wide = rows.pivot(index=["period_end", "ethnicity", "comparator"], columns="bound")["value"]
    assert (wide["lowest"] <= wide["as_recorded"]).all()
    assert (wide["as_recorded"] <= wide["highest"]).all()
    assert rows.loc[rows["bound"] != "as_recorded", ["lower", "upper"]].isna().all(axis=None)


def test_below_100_searches_of_the_group_neither_ratio_nor_bound_is_stated():
    rows = metric_values("search_disparity", area=SOUTHWARK, by=["ethnicity", "bound", "object"])
    few = rows["numerator"] < 100
    assert few.any()
    assert rows.loc[few, ["value", "lower", "upper"]].isna().all(axis=None)
    assert set(rows.loc[few, "status"]) == {"u"}
    many = rows["numerator"] >= 100
    assert rows.loc[many & (rows["denominator"] > 0), "value"].notna().all()


def test_nothing_is_said_of_the_city_where_few_live():
    for area in (CITY_BOROUGH, "E23000034"):
        values = metric_values("search_disparity", area=area, period_type="quarter")
        assert values["value"].isna().all()
        assert set(values["status"]) == {"u"}


@pytest.mark.parametrize("dimension", ["age", "sex"])
def test_by_age_and_sex_the_missing_census_table_is_named_with_how_to_load_it(dimension):
    with pytest.raises(TableMissingError, match=r"not loaded in .*RM032"):
        metric_values("search_disparity", area=MET, by=[dimension])


def test_a_borough_is_never_broken_down_by_age_or_sex():
    with pytest.raises(ParameterError, match="one personal attribute only"):
        metric_values("search_disparity", area=SOUTHWARK, by=["ethnicity", "age"])


def test_the_words_say_that_a_ratio_is_no_proof_and_residents_are_not_those_present():
    words = " ".join(SEARCH_DISPARITY.caveats)
    assert "no proof of discrimination, nor of its absence" in words
    assert "Residents are not the people present" in words
    assert SEARCH_DISPARITY.direction == NO_JUDGEMENT
    assert dict(DEFAULTS).keys() == SEARCH_DISPARITY.dimensions.keys()


def test_the_share_of_unknown_ethnicity_counts_people_and_not_vehicles_or_both_bases():
    values = metric_values("search_ethnicity_unknown", area=MET, period_type="calendar_year")
    assert values["value"].round(1).tolist() == [15.5, 31.0]
    by_officers = metric_values(
        "search_ethnicity_unknown",
        area=MET,
        period_type="calendar_year",
        by=["ethnicity_basis"],
    )
    both = by_officers.pivot(index="period_end", columns="ethnicity_basis", values="denominator")
    assert (both["officer_defined"] == both["self_defined"]).all()
    assert both["self_defined"].tolist() == values["denominator"].tolist()


def test_once_a_census_table_is_loaded_ages_and_sexes_are_stated(tmp_path, monkeypatch):
    shutil.copytree(EMBEDDED, tmp_path / "tables")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "tables"))
    contract = TABLES["residents_by_age_sex_ethnicity"]
    people = pd.concat([made_up_census(ethnicity) for ethnicity in ("black", "white")])
    replace_table(
        tmp_path / "tables", contract, people[contract.names], editions=[], build_version="1"
    )
    rows = metric_values(
        "search_disparity", area=MET, period_type="calendar_year", by=["age", "sex"]
    )
    men = rows[(rows["sex"] == "male") & (rows["age"] == "18_to_24")]
    assert men["value"].tolist() == pytest.approx((men["numerator"] / men["denominator"]).tolist())
    assert (men["lower"] < men["value"]).all()


def made_up_census(ethnicity):
    """As many people of an ethnic group of each age and sex in every borough; made up."""
    cells = [
        (borough.area_code, age, sex)
        for borough in boroughs()
        for age in ("under_10", "10_to_17", "18_to_24", "25_to_34", "over_34")
        for sex in ("female", "male")
    ]
    frame = pd.DataFrame(cells, columns=["area_code", "age_group", "sex"])
    return frame.assign(
        area_type="borough",
        period_type="census_day",
        period_end=pd.Timestamp("2021-03-21").as_unit("s"),
        ethnicity=ethnicity,
        residents=pd.array([10_000] * len(frame), dtype="Int64"),
        status="",
        source_id="census_age_sex_ethnicity",
        vintage=pd.Timestamp("2021-04-30").as_unit("s"),
    )
