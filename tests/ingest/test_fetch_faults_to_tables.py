"""A faulty edition, fetched and built by the real commands: the tables stay to the byte."""

import re
import shutil

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from cli import main
from data.store import EMBEDDED, FOLDER_VARIABLE, MANIFEST, read_table
from ingest.build import Build
from ingest.registry import SOURCES
from tests.publisher.writers import mps_monthly_crime
from tests.publisher.writers.tables import as_csv

NAME = f"{mps_monthly_crime.NAME}.csv"
HELD_EDITION, NEXT_EDITION = "2026-03-18", "2026-04-18"
LAST_MONTH, NEXT_MONTH = pd.Timestamp("2026-02-28"), pd.Timestamp("2026-03-31")


@pytest.fixture(scope="module")
def half_year():
    """The newest six months of what is held."""
    rows = mps_monthly_crime.held()
    return rows[rows["period_end"] > LAST_MONTH - pd.DateOffset(months=6)]


@pytest.fixture(scope="module")
def next_edition(half_year):
    """The file a month later, before it is written: what is held and one month more."""
    newest = half_year[half_year["period_end"] == LAST_MONTH].assign(period_end=NEXT_MONTH)
    return mps_monthly_crime.newer_table(pd.concat([half_year, newest]), NEXT_EDITION)


@pytest.fixture(scope="module")
def first_edition(half_year):
    return mps_monthly_crime.older_csv(half_year, HELD_EDITION)


@pytest.fixture(scope="module")
def small_tables(first_edition, tmp_path_factory):
    """Tables of one edition of half a year."""
    folder = tmp_path_factory.mktemp("small")
    raw = folder / "raw/mps_monthly_crime/received-2026-03-20"
    raw.mkdir(parents=True)
    (raw / NAME).write_bytes(first_edition)
    out = folder / "tables"
    run = Build(raw=folder / "raw", out=out, from_scratch=False, on_file=lambda _path: None)
    assert run.run([SOURCES["mps_monthly_crime"]]).failures == ()
    return out


@pytest.fixture
def tables(small_tables, tmp_path, monkeypatch):
    """A copy of the small tables, in use until the test ends."""
    return in_use(small_tables, tmp_path, monkeypatch)


def in_use(source, tmp_path, monkeypatch):
    folder = tmp_path / "tables"
    shutil.copytree(source, folder)
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def update(publisher, tmp_path):
    """Publish a file, fetch it, build it; the result of the build."""

    def run(content):
        publisher.publish_ckan("e5n6w", NAME, content)
        raw = ["--raw", str(tmp_path / "raw")]
        fetched = command("fetch", "mps_monthly_crime", *raw, "--base-url", publisher.url)
        assert fetched.exit_code == 0, fetched.output
        return command("build", "mps_monthly_crime", *raw)

    return run


def command(*arguments):
    return CliRunner().invoke(main, ["ingest", *arguments])


def contents(folder):
    names = [path for path in folder.iterdir() if path.name != ".build.lock"]
    return {path.name: path.read_bytes() for path in names}


def knife_crime_in(month, **options):
    """Knife crime offences of the whole force in a month, as the tables in use have them."""
    rows = read_table("borough_knife_crime", **options)
    wanted = (rows["offence_subtype"] == "knife_crime") & (rows["counted"] == "offences")
    return rows.loc[wanted & (rows["period_end"] == month), "events"].sum()


def changed(table, column, value):
    """The table with one value changed, in a borough's row of positive outcomes."""
    table = table.copy()
    table[column] = table[column].astype(object)
    outcomes = table["Measure"] == "Positive Outcomes"
    at = table.index[outcomes & (table["Area Type"] == "Borough")][0]
    table.loc[at, column] = value
    return table


def repeated(table):
    """The table with one cell stated a second time, with another count."""
    again = table[table["Area Type"] == "Borough"].iloc[[0]]
    return pd.concat([table, again.assign(Count=again["Count"] + 5)])


def mixed_dates(table):
    """The table with the dates of every other line written as in Britain."""
    table = table.copy()
    british = pd.to_datetime(table["Month_Year"]).dt.strftime("%d/%m/%Y")
    table["Month_Year"] = table["Month_Year"].where(np.arange(len(table)) % 2 == 0, british)
    return table


def earlier(table):
    """The table as refreshed two months before the edition held, with a figure of its own."""
    then = table[table["Month_Year"] <= "2025-12-01"]
    return changed(then, "Count", 99).assign(**{"Refresh Date": "2026-01-15"})


FAULTS = {
    "a renamed column": (
        lambda table: table.rename(columns={"Crime Subtype": "Offence"}),
        ["expected a column 'Crime Subtype'", "'Offence'", "source module"],
    ),
    "a negative count": (
        lambda table: changed(table, "Count", -3),
        ["column 'Count'", "expected a count of 0 or more", "'-3'", "Nothing was changed"],
    ),
    "a count that is none": (
        lambda table: changed(table, "Count", "n/a"),
        ["column 'Count'", "expected a whole number", "'n/a'", "Nothing was changed"],
    ),
    "a cell stated twice": (
        repeated,
        ["both state the same cell", "Nothing was changed"],
    ),
    "mixed dates": (
        mixed_dates,
        ["column 'Month_Year'", "expected a date written like", "Nothing was changed"],
    ),
    "an earlier edition": (
        earlier,
        ["the file of 2026-01-15 goes back in time", "2026-03-18 is already held", "Nothing was"],
    ),
    "a label nobody knows": (
        lambda table: changed(table, "Crime Subtype", "Knife Crime (new)"),
        ["column 'Crime Subtype'", "'Knife Crime (new)'", "Nothing was changed"],
    ),
    "a borough without a row": (
        lambda table: table[table["Area Code"] != "E09000028"],
        ["Southwark", "cut short", "Nothing was changed"],
    ),
}


@pytest.mark.parametrize(("fault", "words"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_edition_leaves_the_tables_as_they_are(next_edition, tables, update, fault, words):
    before = contents(tables)
    result = update(as_csv(fault(next_edition)))
    assert result.exit_code == 1
    told = " ".join(result.stderr.split())
    assert [word for word in words if word not in told] == [], told
    assert "Traceback" not in result.output
    assert contents(tables) == before


def test_a_sound_edition_brings_its_month_and_keeps_what_was_said_before(
    next_edition, update, tmp_path, monkeypatch
):
    in_use(EMBEDDED, tmp_path, monkeypatch)
    held = knife_crime_in(LAST_MONTH)
    result = update(as_csv(next_edition))
    assert result.exit_code == 0, result.output
    assert knife_crime_in(NEXT_MONTH) == held
    assert knife_crime_in(NEXT_MONTH, as_of=pd.Timestamp(HELD_EDITION).date()) == 0
    assert knife_crime_in(LAST_MONTH, as_of=pd.Timestamp(HELD_EDITION).date()) == held
    assert knife_crime_in(pd.Timestamp("2021-08-31")) == 939
    assert not re.search(r"wrong: \w+_knife_crime:", command("check").stdout)


def test_once_the_faulty_copy_is_removed_the_repaired_edition_is_built(
    next_edition, tables, update, tmp_path
):
    result = update(as_csv(changed(next_edition, "Count", -3)))
    assert result.exit_code == 1
    (faulty,) = (tmp_path / "raw/mps_monthly_crime").glob("received-*")
    assert f"remove {faulty / NAME}." in result.stderr
    shutil.rmtree(faulty)
    assert update(as_csv(next_edition)).exit_code == 0
    assert knife_crime_in(NEXT_MONTH) > 0


def test_building_the_same_edition_again_changes_nothing(next_edition, tables, update):
    assert update(as_csv(next_edition)).exit_code == 0
    before = (tables / MANIFEST).read_bytes()
    result = update(as_csv(next_edition))
    assert result.exit_code == 0
    assert "0 cells new" in result.stdout
    assert (tables / MANIFEST).read_bytes() == before


def test_a_month_is_undone_by_building_from_the_files_that_remain(
    first_edition, next_edition, tables, update, tmp_path
):
    assert update(first_edition).exit_code == 0
    before = (tables / MANIFEST).read_bytes()
    assert update(as_csv(next_edition)).exit_code == 0
    assert (tables / MANIFEST).read_bytes() != before
    newest = sorted((tmp_path / "raw/mps_monthly_crime").glob("received-*"))[-1]
    shutil.rmtree(newest)
    raw = ["--raw", str(tmp_path / "raw")]
    assert command("build", "mps_monthly_crime", "--from-scratch", *raw).exit_code == 0
    assert (tables / MANIFEST).read_bytes() == before
