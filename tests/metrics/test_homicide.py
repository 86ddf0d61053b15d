"""Homicide counts victims; an attribute never reaches a borough."""

import pandas as pd
import pytest

from metrics.homicide import victims, young_victims

LONDON, CAMDEN = "E23000001", "E09000007"
KNIFE, OTHER = "knife_or_sharp_instrument", "other"


@pytest.fixture
def whole():
    rows = [
        ("20_to_24", "male", KNIFE, 2),
        ("25_to_34", "female", KNIFE, 1),
        ("13_to_19", "male", OTHER, 1),
        ("unknown", "male", KNIFE, 1),
    ]
    table = pd.DataFrame(rows, columns=["age_group", "sex", "method", "victims"])
    return dressed(table).assign(area_code=LONDON, domestic_abuse="no", ethnicity="white")


@pytest.fixture
def boroughs():
    table = pd.DataFrame([(KNIFE, 1), (OTHER, 2)], columns=["method", "victims"])
    return dressed(table).assign(area_code=CAMDEN)


def dressed(table):
    return table.astype({"victims": "Int64"}).assign(
        period_end=pd.Timestamp("2024-01-31"), status="", vintage=pd.Timestamp("2024-04-30")
    )


def total(rows, area_code):
    return rows.loc[rows["area_code"] == area_code, "numerator"].sum()


def test_all_methods_are_homicides(whole, boroughs):
    rows = victims(whole, boroughs)
    assert (total(rows, LONDON), total(rows, CAMDEN)) == (5, 3)


def test_only_knives_are_knife_homicides_and_the_others_count_zero(whole, boroughs):
    rows = victims(whole, boroughs, knife=True)
    assert (total(rows, LONDON), total(rows, CAMDEN)) == (4, 1)
    assert len(rows) == 6


def test_a_borough_has_no_attribute_at_all(whole, boroughs):
    rows = victims(whole, boroughs)
    attributes = rows.loc[rows["area_code"] == CAMDEN, ["age_group", "sex", "ethnicity", "method"]]
    assert attributes.isna().all(axis=None)


def test_victims_under_25_are_those_known_to_be(whole):
    assert young_victims(whole)["numerator"].tolist() == [2, 0, 0, 0]
