"""Every source says enough to be cited, fetched, read and missed when late."""

import re
from datetime import date
from pathlib import Path

import pytest

from data.errors import UnknownSourceError
from data.tables import TABLES
from ingest.registry import SOURCES, find_sources
from ingest.source import inferred_vintage

every_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)


@every_source
def test_a_source_is_complete(source):
    assert re.fullmatch(r"[a-z0-9_]+", source.source_id)
    assert source.publisher
    assert source.title
    assert source.landing_page.startswith("https://")
    assert source.raw_patterns
    assert source.notes
    assert all(note.endswith(".") for note in source.notes)


@every_source
def test_a_source_feeds_tables_that_the_product_has(source):
    assert source.tables
    assert all(contract is TABLES[contract.table_id] for contract in source.tables)


@every_source
def test_a_source_that_can_be_fetched_names_where_and_what(source):
    if source.discovery.kind != "none":
        assert source.discovery.address.startswith("https://")
        assert source.discovery.matches or source.discovery.kind == "direct"


def test_the_page_on_licences_names_every_source_and_no_other():
    page = (Path(__file__).parents[2] / "LICENCE-DATA.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("| ")]
    named = {name for line in table for name in re.findall(r"`(\w+)`", line)}
    assert named == set(SOURCES)


@pytest.mark.parametrize(
    ("source_id", "names"),
    [
        ("mps_monthly_crime", ["M1045_MonthlyCrimeDashboard_KnifeCrimeData"]),
        (
            "mps_recorded_crime",
            [
                "MPS Borough Level Crime (Historical)",
                "MPS Borough Level Crime (most recent 24 months)",
            ],
        ),
        ("mps_homicide", ["Homicide Victims"]),
        ("geography", ["london_boroughs_land_wgs84"]),
    ],
)
def test_files_that_fetching_writes_are_found_again_and_not_what_lies_beside_them(
    source_id, names, tmp_path
):
    folder = tmp_path / source_id / "received-2026-04-06"
    folder.mkdir(parents=True)
    ending = ".geojson" if source_id == "geography" else ".csv"
    for name in names:
        for suffix in (ending, f"{ending}.receipt.json", f"{ending}.part", f".sample{ending}"):
            (folder / f"{name}{suffix}").touch()
    found = [path.name for path in SOURCES[source_id].raw_files(tmp_path)]
    assert found == [f"{name}{ending}" for name in names]


def test_sources_are_found_by_id_and_all_of_them_without_one():
    assert find_sources(()) == tuple(SOURCES.values())
    assert find_sources(("geography",)) == (SOURCES["geography"],)


def test_an_unknown_source_is_answered_with_the_nearest_and_where_all_are():
    with pytest.raises(UnknownSourceError, match=r"'mps_monthly' is no .* mean mps_monthly_crime"):
        find_sources(("mps_monthly",))
    with pytest.raises(UnknownSourceError, match=r"'gun' is no source\. 'knife-crime ingest list'"):
        find_sources(("gun",))


def test_the_next_release_follows_the_newest_month_and_a_closed_series_has_none():
    assert SOURCES["mps_monthly_crime"].next_release(date(2026, 2, 28)) == date(2026, 4, 30)
    assert SOURCES["mopac_borough_monthly"].next_release(date(2020, 12, 31)) is None


def test_an_inferred_vintage_is_the_newest_month_plus_one():
    assert inferred_vintage(date(2024, 3, 31)) == date(2024, 4, 30)
