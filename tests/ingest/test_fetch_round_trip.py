"""Written in a publisher's layout, fetched over a socket and built, our figures are the same."""

from dataclasses import replace

import pandas as pd
import pytest

from data.store import FOLDER_VARIABLE, load_manifest
from ingest.build import Build
from ingest.registry import SOURCES
from ingest.source import Discovery
from tests.publisher.writers import (
    home_office_knife,
    mopac_borough_monthly,
    mps_homicide,
    mps_monthly_crime,
    mps_recorded_crime,
    ons_population,
)
from tests.publisher.writers.tables import latest_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHLY, HOMICIDE, RECORDED = "mps_monthly_crime", "mps_homicide", "mps_recorded_crime"


@pytest.fixture
def rebuilt(fetch, tmp_path, monkeypatch):
    """Fetch a source and build its tables from nothing; a reader of their rows."""

    def run(source):
        outcomes = fetch(source)
        assert {outcome.state for outcome in outcomes} == {"new"}, outcomes
        out = tmp_path / "tables"
        build = Build(raw=tmp_path / "raw", out=out, from_scratch=False, on_file=lambda _path: None)
        assert build.run([source]).failures == ()
        monkeypatch.setenv(FOLDER_VARIABLE, str(out))
        return lambda table_id: latest_rows(table_id, source.source_id)

    return run


def assert_same_figures(ours, theirs):
    """Every cell of one is in the other with the same figure and, revisions aside, status."""
    cells = [ours, theirs]
    for number, rows in enumerate(cells):
        rows = rows.drop(columns=["vintage"]).assign(status=rows["status"].replace("r", ""))
        columns = [n for n in rows if n not in {"status", "events", "victims", "offences"}]
        cells[number] = rows.sort_values(columns, ignore_index=True)
    pd.testing.assert_frame_equal(*cells, check_dtype=False)


@pytest.mark.parametrize("layout", [mps_monthly_crime.older_csv, mps_monthly_crime.newer_csv])
def test_monthly_crime_in_both_layouts(publisher, rebuilt, layout):
    rows = mps_monthly_crime.held()
    content = layout(rows, "2026-03-18")
    publisher.publish_ckan("e5n6w", f"{mps_monthly_crime.NAME}.csv", content)
    read = rebuilt(SOURCES[MONTHLY])
    for table_id, ours in rows.groupby("table"):
        assert_same_figures(ours.drop(columns="table"), read(table_id))
    editions = load_manifest_editions("borough_knife_crime")
    assert editions == [(MONTHLY, "2026-03-18", "printed")]


def test_monthly_crime_as_a_workbook(publisher, rebuilt):
    rows = mps_monthly_crime.held()
    rows = rows[rows["period_end"] > rows["period_end"].max() - pd.DateOffset(months=12)]
    content = mps_monthly_crime.newer_workbook(rows, "2026-03-18")
    name = f"{mps_monthly_crime.NAME}.xlsx"
    publisher.publish_ckan("e5n6w", name, content, content_type=XLSX)
    read = rebuilt(SOURCES[MONTHLY])
    for table_id, ours in rows.groupby("table"):
        assert_same_figures(ours.drop(columns="table"), read(table_id))


@pytest.mark.parametrize(
    ("name", "layout", "content_type"),
    [
        ("Homicide Victims.csv", mps_homicide.newer_csv, "text/csv"),
        ("Homicide Victims.csv", mps_homicide.older_csv, "text/csv"),
        ("Homicide Victims.xlsx", mps_homicide.newer_workbook, XLSX),
    ],
)
def test_homicide_victims_in_both_layouts(publisher, rebuilt, name, layout, content_type):
    ours = {t: latest_rows(t, HOMICIDE) for t in ("homicide_victims", "homicide_by_borough")}
    publisher.publish_ckan("2l1w8", name, layout(), content_type=content_type)
    read = rebuilt(SOURCES[HOMICIDE])
    victims = ours["homicide_victims"]
    # A cell that a later edition emptied is a zero in ours, and in a single edition no row at all.
    assert_same_figures(victims[victims["victims"] > 0], read("homicide_victims"))
    assert_same_figures(ours["homicide_by_borough"], read("homicide_by_borough"))


@pytest.mark.parametrize("generation", mps_recorded_crime.GENERATIONS)
def test_recorded_crime_under_three_generations_of_headings(publisher, rebuilt, generation):
    ours = latest_rows("recorded_offences", RECORDED)
    for name, content in mps_recorded_crime.both_csv(generation).items():
        publisher.publish_ckan("exy3m", name, content)
    read = rebuilt(SOURCES[RECORDED])
    assert_same_figures(ours, read("recorded_offences"))


def at_an_address(source_id):
    """A source whose files are otherwise saved by hand, as if its publisher offered the file."""
    address = "https://www.gov.uk/media/file"
    return replace(
        SOURCES[source_id], discovery=Discovery(kind="direct", address=address, matches=())
    )


def offer(publisher, source, name, content, **about):
    """Publish a file at the fixed address of a source, which is returned with it."""
    publisher.publish(f"/media/{name}", content, **about)
    discovery = replace(source.discovery, address=f"https://www.gov.uk/media/{name}")
    return replace(source, discovery=discovery)


def test_the_borough_workbook_of_2018_to_2020(publisher, rebuilt):
    source = at_an_address("mopac_borough_monthly")
    tables = ("borough_knife_crime", "recorded_offences")
    ours = {table_id: latest_rows(table_id, source.source_id) for table_id in tables}
    name, content = mopac_borough_monthly.NAME, mopac_borough_monthly.workbook()
    read = rebuilt(offer(publisher, source, name, content, content_type=XLSX))
    for table_id in tables:
        assert_same_figures(ours[table_id], read(table_id))


def test_knife_offences_by_force_with_their_documented_negatives(publisher, rebuilt):
    source = at_an_address("home_office_knife")
    ours = latest_rows("knife_offences_by_force", source.source_id)
    assert (ours["offences"] < 0).any()
    read = rebuilt(offer(publisher, source, home_office_knife.NAME, home_office_knife.csv()))
    assert_same_figures(ours, read("knife_offences_by_force"))


def test_population_in_its_three_layouts(publisher, fetch, rebuilt):
    source = at_an_address("ons_population")
    ours = ons_population.held()
    for name, content in (
        (ons_population.UNDER_25, ons_population.under_25()),
        (ons_population.SINGLE_YEARS, ons_population.single_years()),
    ):
        fetch(offer(publisher, source, name, content))
    content = ons_population.components()
    last = offer(publisher, source, ons_population.COMPONENTS, content, content_type=XLSX)
    read = rebuilt(last)
    assert_same_figures(ours, read("population"))


def load_manifest_editions(table_id):
    """Which editions are behind a table of the folder in use."""
    from data.store import tables_folder

    editions = load_manifest(tables_folder()).tables[table_id].editions
    return [(e.source_id, e.vintage, e.vintage_basis) for e in editions]
