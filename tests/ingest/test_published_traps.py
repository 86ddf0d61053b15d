"""Traps of the publishers' files, looked for in the tables and words that come with the project."""

import re
from pathlib import Path

import pandas as pd
import pytest

from data.areas import CITY_OF_LONDON
from data.breaks import NOT_COMPARABLE, all_breaks, breaks_of
from data.errors import NotHeldError
from data.search_tables import SELF_DEFINED
from data.store import FOLDER_VARIABLE, read_table
from ingest.build import Build
from ingest.registry import SOURCES
from metrics.catalogue import get_metric
from metrics.values import metric_values
from tests.ingest.made_files import write_csv
from tests.ingest.test_mps_recorded_crime import made_up_rows

MET = "E23000001"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def offences():
    """Offences of the borough series, a column for each subtype."""
    rows = read_table("borough_knife_crime")
    rows = rows[rows["counted"] == "offences"]
    cells = ["area_code", "period_end", "source_id"]
    return rows.pivot_table(index=cells, columns="offence_subtype", values="events", observed=True)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("knife_crime_with_injury", "knife_crime"),
        ("knife_crime_with_injury_robbery", "knife_crime_with_injury"),
        ("knife_injury_victims_1_24_non_domestic", "knife_injury_victims_1_24"),
    ],
)
def test_one_subtype_lies_inside_the_other_in_every_borough_and_month(offences, part, whole):
    assert (offences[part] <= offences[whole]).all()
    assert (offences[part] < offences[whole]).any()


def test_knife_crime_is_the_subtype_of_that_name_and_no_sum_of_subtypes(offences):
    february = offences.xs(pd.Timestamp("2026-02-28"), level="period_end")
    told = metric_values("knife_crime", area=MET, period_type="month").iloc[-1]
    assert told["value"] == february["knife_crime"].sum()


def test_the_metropolitan_files_have_no_city_of_london(offences):
    assert CITY_OF_LONDON not in offences.index.get_level_values("area_code")
    assert CITY_OF_LONDON not in set(read_table("recorded_offences")["area_code"])
    with pytest.raises(NotHeldError, match="its own police"):
        metric_values("knife_crime", area=CITY_OF_LONDON)


@pytest.mark.parametrize("area", ["E12000007", "K04000001"])
def test_42_forces_without_the_city_make_no_total_of_london_or_the_country(area):
    with pytest.raises(NotHeldError, match="has no total for"):
        metric_values("knife_offences_by_force", area=area, period_type="financial_year")


def test_possession_says_that_it_is_wider_than_the_strategys_kinds():
    assert any(
        "1,100 firearm offences" in words for words in get_metric("weapon_possession").caveats
    )


def test_the_same_month_in_two_files_is_as_the_later_publication_has_it(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "tables"))
    files = {
        "(Historical) 201004-202403": (("202402", "202403"), "7"),
        "(most recent 24 months) 202403-202602": (("202403", "202404"), "5"),
    }
    for name, (months, count) in files.items():
        kinds = (
            ("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS", count),
            ("VIOLENCE AGAINST THE PERSON", "HOMICIDE", "1"),
            ("SEXUAL OFFENCES", "RAPE", "1"),
        )
        path = tmp_path / "raw" / "mps_recorded_crime" / "x" / f"MPS Borough Level Crime {name}.csv"
        write_csv(path, made_up_rows(months=months, kinds=kinds))
    run = Build(
        raw=tmp_path / "raw",
        out=tmp_path / "tables",
        from_scratch=False,
        on_file=lambda _path: None,
    )
    assert run.run([SOURCES["mps_recorded_crime"]]).failures == ()
    rows = read_table("recorded_offences")
    own = rows[
        rows["offence_group"].eq("possession_of_weapons") & rows["area_code"].eq("E09000028")
    ]
    assert own["offences"].tolist() == [7, 5, 5]


def test_a_sixth_of_the_people_searched_are_of_another_sex_from_march_2024_which_is_a_recoding():
    rows = read_table("searches_by_person")
    rows = rows[rows["force_code"].eq(MET) & rows["ethnicity_basis"].eq(SELF_DEFINED)]
    counts = rows.groupby(["period_end", "sex"], observed=True)["searches"].sum().unstack()
    share = counts["other"] / counts.sum(axis=1)
    assert share[:"2024-01"].max() < 0.01
    assert share["2024-03":].min() > 0.14
    assert any("sex Other" in entry.effect for entry in breaks_of("search_disparity"))


@pytest.mark.parametrize(
    ("metric_id", "first_day", "words"),
    [
        ("knife_crime", "2021-08-01", "the borough that investigated"),
        ("knife_crime", "2024-03-01", "re-assigned backwards to where the offen"),
        ("knife_injury_victims_under_25_non_domestic", "2024-03-01", "Domestic abuse flags"),
        ("knife_crime", "2020-03-01", "Restrictions on meeting"),
        ("knife_offences_by_force", "2019-04-01", "finds knife offences by computer"),
    ],
)
def test_the_ledger_knows_each_break_that_the_publishers_made(metric_id, first_day, words):
    found = [e for e in breaks_of(metric_id) if e.first_day.isoformat() == first_day]
    assert any(words in entry.effect for entry in found)


def test_what_counts_another_way_on_both_sides_is_not_compared():
    refused = {entry.break_id for entry in all_breaks() if entry.comparable == NOT_COMPARABLE}
    assert refused == {"borough-basis-2021", "connect-2024-domestic-abuse"}


PAGE = (ROOT / "docs" / "traps.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_each_test_that_the_page_of_traps_names_exists(path, name):
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_trap_on_that_page_names_a_test():
    traps = [line for line in PAGE.splitlines() if line.startswith("| ") and "| test |" not in line]
    assert len(traps) > 50
    assert [line for line in traps if "::test_" not in line] == []
