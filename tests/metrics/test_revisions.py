"""How figures moved between the publishers' files that were read."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.errors import ParameterError
from metrics import revisions as module
from metrics.revisions import (
    newest_with_band,
    revisions,
    triangle,
    typical_revisions,
    vintage_changes,
)
from metrics.values import metric_values

LONDON = "E23000001"
OUTCOMES = "knife_crime_positive_outcome_rate"


def rows_of(table, month):
    return table[table["period_end"] == pd.Timestamp(month)]


def row_of(table, month):
    return rows_of(table, month).iloc[0]


def test_positive_outcomes_of_july_2025_fell_from_288_to_222():
    july = row_of(revisions(OUTCOMES, area=LONDON), "2025-07-31")
    assert (july["first_numerator"], july["newest_numerator"]) == (288, 222)
    assert july["first_published"] == pd.Timestamp("2025-08-21")
    assert july["newest_published"] == pd.Timestamp("2026-03-18")
    assert july["revision"] == pytest.approx(july["newest_value"] - july["first_value"])
    assert july["status"] == "p"


def test_a_month_that_one_file_covers_has_no_revision():
    february = row_of(revisions(OUTCOMES, area=LONDON), "2026-02-28")
    assert february["vintages"] == 1
    assert np.isnan(february["revision"])


def test_the_triangle_has_a_line_for_each_file_that_covers_a_month():
    july = rows_of(triangle("knife_crime", area=LONDON), "2025-07-31")
    assert july["lag_months"].tolist() == [1, 8]
    assert july["published"].dt.strftime("%Y-%m-%d").tolist() == ["2025-08-21", "2026-03-18"]


def test_older_months_that_a_file_left_alone_are_not_taken_for_looked_at():
    table = triangle("knife_crime", area=LONDON)
    assert len(rows_of(table, "2022-01-31")) == 1


def test_typical_revisions_say_how_few_files_they_rest_on():
    table = typical_revisions(OUTCOMES, area=LONDON)
    newest = table.iloc[0]
    assert (newest["lag_from"], newest["pairs"], newest["steps"]) == (0, 3, 1)
    assert newest["basis"] == "range of pairs"
    assert newest["unit"] == "points"
    assert newest["lower"] <= newest["median"] <= newest["upper"] < 0


def test_boroughs_together_give_a_band_that_nine_in_ten_kept_to():
    table = typical_revisions("knife_crime")
    assert (table["pairs"] >= module.LEAST_PAIRS).all()
    assert set(table["basis"]) == {"90% of pairs"}
    assert set(table["unit"]) == {"percent"}


def test_the_band_is_taken_from_the_pairs_by_their_quantiles():
    pairs = pd.DataFrame(
        {
            "revision": np.arange(101.0),
            "period_end": pd.Timestamp("2025-07-31"),
            "published": pd.Timestamp("2025-08-21"),
            "published_newest": pd.Timestamp("2026-03-18"),
        }
    )
    spread = module._spread(pairs)
    assert (spread["median"], spread["lower"], spread["upper"]) == (50, 5, 95)
    assert (spread["pairs"], spread["periods"], spread["steps"]) == (101, 1, 1)
    assert (spread["fell"], spread["rose"]) == (0, 100)
    few = module._spread(pairs.head(2))
    assert few["basis"] == ""
    assert np.isnan(few["lower"])


def test_newest_months_carry_the_revision_of_their_age():
    band = newest_with_band(OUTCOMES, area=LONDON)
    assert len(band) == 12
    typical = typical_revisions(OUTCOMES, area=LONDON)
    newest = band.iloc[-1]
    assert newest["lag_months"] == 1
    assert newest["revision_lower"] == pytest.approx(newest["value"] + typical["lower"].iloc[0])
    assert newest["revision_upper"] < newest["value"]
    assert (newest["stands"], newest["fell"], newest["rose"]) == ("above", newest["pairs"], 0)


@pytest.mark.parametrize("area", ["southwark", LONDON])
@pytest.mark.parametrize("metric_id", [OUTCOMES, "knife_crime", "weapon_possession"])
def test_a_band_says_where_the_figure_stands_in_it(metric_id, area):
    band = newest_with_band(metric_id, area=area)
    known = band[band["revision_lower"].notna()]
    assert len(known)
    for row in known.to_dict("records"):
        low, high, value = (row[name] for name in ("revision_lower", "revision_upper", "value"))
        side = "above" if value > high else "below" if value < low else "inside"
        if value > 0:
            assert row["stands"] == side
        assert row["fell"] + row["rose"] <= row["pairs"]


def test_counts_carry_their_revision_in_percent():
    band = newest_with_band("knife_crime", area="southwark")
    lower = typical_revisions("knife_crime")["lower"].iloc[0]
    newest = band.iloc[-1]
    assert newest["revision_lower"] == pytest.approx(newest["value"] * (1 + lower / 100))


def test_a_measure_of_which_one_file_was_read_has_no_revisions():
    assert typical_revisions("searches", area=LONDON).empty
    assert newest_with_band("searches", area=LONDON)["revision_lower"].isna().all()


def test_a_measure_without_loaded_figures_has_an_empty_triangle():
    assert triangle("repeat_victimisation").empty


def test_what_was_published_later_can_be_left_out():
    july = row_of(revisions(OUTCOMES, area=LONDON, as_of=date(2025, 12, 31)), "2025-07-31")
    assert (july["vintages"], july["newest_numerator"]) == (1, 288)


def test_each_file_says_how_many_months_it_added_and_how_many_it_changed():
    cells = triangle(OUTCOMES, area=LONDON, as_of=date(2026, 3, 31))
    first, newest = vintage_changes(cells).to_dict("records")
    assert (first["added"], first["restated"], first["changed"]) == (
        len(cells) - newest["added"] - newest["restated"],
        0,
        0,
    )
    assert pd.isna(first["largest_period"])
    again = revisions(OUTCOMES, area=LONDON, as_of=date(2026, 3, 31))
    moved = again["revision"].fillna(0)
    assert newest["changed"] == (moved != 0).sum()
    assert newest["largest"] == pytest.approx(moved.min())
    assert newest["largest_period"] == pd.Timestamp("2025-07-31")


def test_what_a_reader_does_to_the_triangle_stays_with_the_reader():
    for area in ("all", LONDON):
        table = triangle("knife_crime", area=area)
        before = table["value"].sum()
        table["value"] = 0.0
        table.loc[0, "area_name"] = "Nowhere"
        again = triangle("knife_crime", area=area)
        assert again["value"].sum() == before > 0
        assert again["area_name"].iloc[0] != "Nowhere"


@pytest.mark.parametrize(
    ("rate", "count"),
    [
        ("victimisation_all_ages", "knife_crime"),
        ("victimisation_under_25", "knife_injury_victims_under_25"),
    ],
)
def test_a_measure_stated_over_12_months_only_is_followed_by_these(rate, count):
    cells = triangle(rate, area="southwark", as_of=date(2026, 3, 31))
    assert cells["published"].nunique() > 1
    for row in (cells.iloc[0], cells.iloc[-1]):
        day = row["published"].date()
        months = metric_values(count, area="southwark", as_of=day).set_index("period_end")["value"]
        ends = pd.date_range(end=row["period_end"], periods=12, freq="ME")
        assert row["numerator"] == months[ends].sum()
    typical = typical_revisions(rate, area="southwark", as_of=date(2026, 3, 31))
    assert len(typical)
    assert set(typical["unit"]) == {"percent"}


def test_a_measure_without_a_total_is_refused_with_what_can_be_asked():
    said = "has none over ethnicity_basis.*values search_ethnicity_words --by ethnicity_basis"
    with pytest.raises(ParameterError, match=said):
        triangle("search_ethnicity_words")


def test_a_borough_whose_months_are_withheld_is_refused_with_what_can_be_asked():
    said = "followed by month, and Southwark is not shown so. Ask for E23000001; .*--as-of DAY"
    with pytest.raises(ParameterError, match=said):
        triangle("knife_homicide", area="southwark")
