"""What `ingest check` calls wrong, what it warns of, and what it knows."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data import store
from data.store import EMBEDDED, load_manifest
from data.tables import BOROUGH_KNIFE_CRIME, HOMICIDE_BY_BOROUGH
from data.writing import held_rows, write_manifest
from ingest.build import Build
from ingest.checking import KNOWN, WARNING, WRONG, check_tables, gap_findings
from ingest.registry import SOURCES
from tests.ingest.made_files import monthly_file

MONTHLY = (SOURCES["mps_monthly_crime"],)
IN_TIME = date(2026, 4, 1)


@pytest.fixture
def tables(tmp_path):
    """Tables made from one whole monthly file."""
    monthly_file(tmp_path / "raw" / "mps_monthly_crime" / "received-2026-03-19")
    run = Build(
        raw=tmp_path / "raw", out=tmp_path / "out", from_scratch=False, on_file=lambda _path: None
    )
    assert run.run(MONTHLY).failures == ()
    return tmp_path / "out"


def found(folder, today=IN_TIME):
    return [(f.severity, f.words) for f in check_tables(folder, MONTHLY, today)]


def without(rows, area_code, *months):
    gone = (rows["area_code"] == area_code) & rows["period_end"].isin(pd.to_datetime(months))
    return rows[~gone]


def test_good_tables_in_good_time_leave_nothing_to_say(tables):
    assert found(tables) == []


def test_an_overdue_edition_is_a_warning_with_the_command_that_helps(tables):
    ((severity, words),) = found(tables, date(2026, 5, 1))
    assert severity == WARNING
    assert "expected by 2026-04-30 is not held; the newest is of 2026-03-18" in words
    assert "ingest fetch mps_monthly_crime" in words


def test_a_source_that_is_not_held_is_a_warning(tables):
    findings = check_tables(tables, (*MONTHLY, SOURCES["mps_homicide"]), IN_TIME)
    assert [(f.severity, f.words) for f in findings] == [
        (
            WARNING,
            "mps_homicide: no edition is held. 'knife-crime ingest fetch mps_homicide' fetches it, "
            "or says how a file is placed.",
        )
    ]


def test_a_table_with_other_bytes_than_the_manifest_names_is_wrong(tables):
    entry = load_manifest(tables).tables["borough_knife_crime"]
    (tables / entry.file).write_bytes(b"other")
    ((severity, words),) = found(tables)
    assert severity == WRONG
    assert "is not the table the manifest describes" in words


def test_an_unreadable_manifest_is_wrong(tables):
    (tables / store.MANIFEST).write_text("{")
    ((severity, words),) = found(tables)
    assert severity == WRONG
    assert "cannot be read" in words


def test_of_a_folder_without_tables_only_that_is_told(tmp_path):
    assert len(check_tables(tmp_path, tuple(SOURCES.values()), IN_TIME)) == 1


def test_a_folder_without_tables_is_wrong(tmp_path):
    assert "No tables are held" in dict(found(tmp_path))[WRONG]


def change_entry(folder, **changes):
    manifest = load_manifest(folder)
    entry = replace(manifest.tables["borough_knife_crime"], **changes)
    tables = {**manifest.tables, "borough_knife_crime": entry}
    write_manifest(folder, replace(manifest, tables=tables))


def test_a_manifest_with_another_count_of_rows_is_wrong(tables):
    change_entry(tables, rows=7)
    assert "the manifest says 7 rows, the table has 660" in found(tables)[0][1]


def test_rows_of_an_edition_that_the_manifest_does_not_name_are_wrong(tables):
    change_entry(tables, editions=())
    assert (
        "('mps_monthly_crime', '2026-03-18') are held, and the manifest names no"
        in (found(tables)[0][1])
    )


def test_a_table_that_the_product_does_not_know_is_wrong(tables):
    manifest = load_manifest(tables)
    renamed = {**manifest.tables, "forecasts": manifest.tables["borough_knife_crime"]}
    write_manifest(tables, replace(manifest, tables=renamed))
    assert ("wrong", "forecasts: the manifest names a table that is unknown here. Build anew.") in (
        found(tables)
    )


def embedded(contract):
    return held_rows(EMBEDDED, contract)


def test_january_to_july_2021_is_a_known_gap_and_no_other_month_is_absent():
    (finding,) = gap_findings(BOROUGH_KNIFE_CRIME, embedded(BOROUGH_KNIFE_CRIME))
    assert finding.severity == KNOWN
    assert "7 periods from January 2021 to July 2021 (32 places" in finding.words
    assert "missing, not zero" in finding.words


def test_a_month_absent_inside_a_borough_is_wrong_and_names_month_and_borough():
    rows = without(embedded(HOMICIDE_BY_BOROUGH), "E09000028", "2010-05-31", "2010-06-30")
    (finding,) = gap_findings(HOMICIDE_BY_BOROUGH, rows)
    assert finding.severity == WRONG
    assert "2 periods from May 2010 to June 2010 (Southwark)" in finding.words


def test_a_gap_beside_the_known_one_is_still_wrong():
    rows = without(embedded(BOROUGH_KNIFE_CRIME), "E09000028", "2021-08-31")
    severities = [finding.severity for finding in gap_findings(BOROUGH_KNIFE_CRIME, rows)]
    assert severities == [KNOWN, WRONG]


def test_a_series_that_begins_late_or_ends_early_has_no_gap():
    rows = embedded(HOMICIDE_BY_BOROUGH)
    rows = rows[rows["period_end"] > "2020-01-01"]
    assert list(gap_findings(HOMICIDE_BY_BOROUGH, rows)) == []
