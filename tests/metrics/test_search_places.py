"""Searches without a place, and months that are not whole, are told and not hidden."""

import pytest

from data.errors import NotHeldError
from data.store import read_table
from metrics.search_places import (
    CUT_SHORT,
    LOADED_TWICE,
    NO_PLACES,
    unusual_months,
    without_place,
)
from metrics.values import metric_values
from tests.metrics.made_up_searches import CITY, MET, SOUTHWARK, month, months


def of(rows, area, text):
    return rows[(rows["area_code"] == area) & (rows["period_end"] == month(text))].iloc[0]


def test_the_share_is_searches_without_coordinates_in_all_of_the_force():
    table = months((MET, "2024-01"), (MET, "2024-02"), (CITY, "2024-01"))
    table.loc[table["measure"] == "searches", "counts"] = 20
    row = of(without_place(table), MET, "2024-01")
    assert (row["numerator"], row["denominator"], row["status"]) == (1, 20, "")


def test_a_month_without_a_file_or_cut_short_has_no_share_and_not_zero():
    table = months(
        (MET, "2024-01"),
        (MET, "2024-02"),
        (MET, "2024-04"),
        (CITY, "2024-01"),
        absent=[(MET, "2024-03")],
        short=[(MET, "2024-02")],
    )
    rows = without_place(table)
    assert of(rows, MET, "2024-02")[["numerator", "denominator"]].isna().all()
    assert of(rows, MET, "2024-02")["status"] == "u"
    assert of(rows, MET, "2024-03")[["numerator", "denominator"]].isna().all()
    assert of(rows, MET, "2024-03")["status"] == "x"


def test_the_embedded_months_are_those_of_the_publishers_table():
    table = read_table("search_months")
    rows = metric_values("search_place_unknown", area=MET, period_type="month")
    shown = rows.dropna(subset=["value"]).set_index("period_end")
    held = table[(table["force_code"] == MET) & (table["measure"] == "without_coordinates")]
    held = held.set_index("period_end")["counts"]
    assert shown["numerator"].tolist() == held[shown.index].tolist()
    assert shown["value"].between(0, 100).all()


def test_a_month_cut_short_is_said_to_be_withheld_and_one_loaded_twice_to_be_shown():
    found = unusual_months(read_table("search_months"), MET)
    assert [(one.kind, f"{one.period_end:%Y-%m}") for one in found] == [
        (LOADED_TWICE, "2022-08"),
        (CUT_SHORT, "2022-12"),
    ]
    assert "2,347 of the force's 17,286 searches" in found[0].sentence
    assert "shown as published" in found[0].sentence
    assert "withheld" in found[1].sentence


def test_a_borough_is_also_withheld_where_most_searches_have_no_place():
    kinds = {one.kind for one in unusual_months(read_table("search_months"), SOUTHWARK)}
    assert kinds == {CUT_SHORT, LOADED_TWICE, NO_PLACES}


def test_a_table_without_such_months_has_none_to_tell():
    assert unusual_months(months((MET, "2024-01"), (CITY, "2024-01")), MET) == []


def test_london_counts_both_forces_in_months_that_both_are_held():
    rows = metric_values("search_place_unknown", period_type="month").dropna(subset=["value"])
    found = rows.pivot(index="period_end", columns="area_code", values="numerator")
    both = found.dropna()
    assert (both["E12000007"] == both[MET] + both[CITY]).all()
    assert len(both) == found["E12000007"].notna().sum() > 0


def test_no_share_is_given_for_a_borough_since_such_searches_belong_to_none():
    with pytest.raises(NotHeldError, match="such searches belong to no borough"):
        metric_values("search_place_unknown", area="southwark")
