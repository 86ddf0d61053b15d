"""Only months that are not held are asked for, and they join the tables without a loss.

Every search here is made up, in the layout of the API.
"""

import json

import pandas as pd

from data import store
from ingest.checking import check_tables
from ingest.sources.police_uk_stop_search import SOURCE
from tests.ingest.fetch_searches.made import (
    CITY,
    CITY_CODE,
    MET,
    RECEIVED,
    address,
    asked_for,
    months_in_tables,
    name,
    states,
)
from tests.publisher.made_up import files_in
from tests.tools.search_archive import (
    IN_LAMBETH,
    whole_month,
    write_archive,
)


def test_each_month_of_both_forces_is_fetched_by_itself_oldest_first(police, fetch, tmp_path):
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["new", "new", "new", "on request"]
    assert asked_for(police) == [address("2025-01"), address("2025-01", CITY), address("2025-02")]
    kept = [file for file in files_in(tmp_path / "raw") if file.endswith(".json")]
    assert {f"{RECEIVED}/{name(*key)}" for key in (("2025-01",), ("2025-02",))} <= set(kept)
    assert f"{RECEIVED}/{name('2025-01', CITY)}.receipt.json" in kept
    receipt = json.loads(
        (tmp_path / "raw" / f"{RECEIVED}/{name('2025-02')}.receipt.json").read_text()
    )
    assert receipt["url"] == police.url + address("2025-02")


def test_other_forces_are_not_asked_for(police, fetch):
    fetch(SOURCE)
    assert not any("kent" in path for path in asked_for(police))


def test_months_in_the_tables_are_not_asked_for_though_their_files_are_gone(
    police, fetch, from_archive
):
    from_archive(("2025-01", MET), ("2024-12", CITY))
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-01", CITY), address("2025-02")]


def test_months_that_lie_in_the_raw_folder_are_not_asked_for_again(police, fetch):
    fetch(SOURCE)
    police.asked.clear()
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["unchanged", "on request"]
    assert "all 3 months offered are held" in outcomes[0].words
    assert asked_for(police) == []


def test_months_in_an_archive_that_is_not_built_yet_are_not_asked_for(police, fetch, tmp_path):
    write_archive(tmp_path / "raw", {("2025-01", MET): whole_month("2025-01")})
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-01", CITY), address("2025-02")]


def test_a_month_that_the_archive_lacks_between_two_is_not_slipped_in(police, fetch, from_archive):
    from_archive(("2024-12", MET), ("2025-02", MET), ("2025-01", CITY))
    assert states(fetch(SOURCE)) == ["unchanged", "on request"]


def test_months_before_the_first_of_a_force_are_left_alone(police, fetch, from_archive):
    from_archive(("2025-02", MET), ("2025-01", CITY))
    fetch(SOURCE)
    assert asked_for(police) == []


def test_a_month_supplied_late_is_fetched_after_newer_ones(police, fetch, build, from_archive):
    from_archive(("2024-12", MET), ("2025-01", CITY))
    del police.months["2025-01"]
    assert states(fetch(SOURCE)) == ["new", "on request"]
    build()
    police.months["2025-01"] = [MET]
    police.asked.clear()
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-01")]
    assert build().failures == ()
    assert months_in_tables() == ["2024-12", "2025-01", "2025-02"]


def test_a_damaged_answer_is_fetched_anew(police, fetch, tmp_path):
    fetch(SOURCE)
    (tmp_path / "raw" / RECEIVED / name("2025-02")).write_text("[]")
    police.asked.clear()
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-02")]


def test_fetched_months_join_the_tables_of_the_archive_and_take_nothing_from_them(
    police, fetch, build, from_archive
):
    from_archive(("2024-12", MET), ("2025-01", MET), ("2024-11", CITY))
    fetch(SOURCE)
    assert build().failures == ()
    assert months_in_tables() == ["2024-12", "2025-01", "2025-02"]
    assert months_in_tables(CITY_CODE) == ["2024-11", "2025-01"]
    rows = store.read_table("searches_by_borough")
    counts = rows.groupby("period_end")["searches"].sum().tolist()
    one = len(whole_month("2025-01"))
    assert counts == [one, one, 2 * one, len(whole_month("2025-02"))]


def test_the_manifest_still_names_the_archive_beside_the_answers_of_its_date(
    police, fetch, build, from_archive, tables
):
    from_archive(("2025-01", MET), ("2024-12", CITY))
    fetch(SOURCE)
    build()
    editions = store.load_manifest(tables).tables["searches_by_borough"].editions
    names = [[facts["name"] for facts in edition.files] for edition in editions]
    assert names == [["archive_made_up.zip", name("2025-01", CITY)], [name("2025-02")]]


def test_an_archive_fetched_later_and_the_answers_give_the_same_tables(
    police, fetch, build, tmp_path
):
    fetch(SOURCE)
    build()
    before = store.read_table("searches_by_person")
    months = {(m, MET): whole_month(m) for m in ("2025-01", "2025-02")}
    months["2025-01", CITY] = whole_month("2025-01", place=IN_LAMBETH)
    write_archive(tmp_path / "raw", months)
    assert build().failures == ()
    pd.testing.assert_frame_equal(store.read_table("searches_by_person"), before)


def test_a_month_that_no_longer_can_be_had_is_a_gap_that_the_check_tells(
    police, fetch, build, from_archive, tables, world
):
    from_archive(("2024-08", MET), ("2024-12", CITY))
    fetch(SOURCE)
    build()
    findings = check_tables(tables, [SOURCE], world.time.date())
    (gap,) = [f.words for f in findings if "searches_by_person: no figures" in f.words]
    assert "4 periods from September 2024 to December 2024 (Metropolitan Police)" in gap
