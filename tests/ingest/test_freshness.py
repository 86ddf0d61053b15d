"""How new a source's figures are, on a day that the test chooses."""

from dataclasses import replace
from datetime import date

import pytest

from data.store import Citation, Edition, Manifest, TableEntry
from ingest.freshness import freshness
from ingest.registry import SOURCES

MONTHLY, CLOSED = SOURCES["mps_monthly_crime"], SOURCES["mopac_borough_monthly"]


def manifest(source, *vintages, due=""):
    """Tables that hold these editions of a source."""
    editions = tuple(
        Edition(source_id=source.source_id, vintage=day, vintage_basis="printed", files=())
        for day in vintages
    )
    entry = TableEntry(
        file="",
        sha256="",
        bytes=0,
        rows=0,
        oldest_period="",
        newest_period="",
        editions=editions,
    )
    citation = Citation(publisher="", title="", landing_page="", licence="", next_release=due)
    return Manifest(
        build_version="1",
        tables={"borough_knife_crime": entry},
        sources={source.source_id: citation},
    )


HELD = manifest(MONTHLY, "2025-08-21", "2026-03-18", due="2026-04-30")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 19), "up to date"),
        (date(2026, 3, 31), "up to date"),
        (date(2026, 4, 1), "due"),
        (date(2026, 4, 30), "due"),
        (date(2026, 5, 1), "overdue"),
        (date(2027, 4, 15), "overdue"),
    ],
)
def test_an_edition_is_due_in_the_month_it_is_expected_and_overdue_after_it(today, state):
    assert freshness(MONTHLY, HELD, today).state == state


def test_the_newest_vintage_held_and_its_age_are_told():
    now = freshness(MONTHLY, HELD, date(2026, 3, 28))
    assert (now.vintage, now.age_days, now.vintage_basis) == (date(2026, 3, 18), 10, "printed")
    assert now.next_release == date(2026, 4, 30)


def test_a_source_of_which_nothing_was_read_is_not_held():
    now = freshness(CLOSED, HELD, date(2026, 4, 1))
    assert (now.state, now.vintage, now.age_days) == ("not held", None, None)


def test_a_closed_series_is_never_overdue():
    now = freshness(CLOSED, manifest(CLOSED, "2021-01-31"), date(2126, 1, 1))
    assert (now.state, now.next_release) == ("closed", None)


def test_a_folder_without_tables_holds_no_source():
    nothing = replace(HELD, tables={}, sources={})
    assert freshness(MONTHLY, nothing, date(2026, 4, 1)).state == "not held"
