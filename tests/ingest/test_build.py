"""From raw files to tables: whole, in order, repeatable, and harmless when something fails."""

import pytest

from data import store
from data.errors import BusyError, SnapshotError, StorageError
from data.store import MANIFEST, load_manifest
from ingest.build import Build, locked
from ingest.registry import find_sources
from tests.ingest.made_files import monthly_file, monthly_rows, spoilt, write_csv
from tests.ingest.test_mps_recorded_crime import made_up_rows as recorded_rows
from tests.ingest.test_ons_population import components, single_years

MONTHLY = "mps_monthly_crime"


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "raw"


@pytest.fixture
def out(tmp_path, monkeypatch):
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "tables"))
    return tmp_path / "tables"


def put_monthly(raw, day="2026-03-18", rows=None, **options):
    rows = monthly_rows(refreshed=day, **options) if rows is None else rows
    return monthly_file(raw / MONTHLY / f"received-{day}", rows)


def build(raw, out, *source_ids, from_scratch=False, on_file=lambda _path: None):
    run = Build(raw=raw, out=out, from_scratch=from_scratch, on_file=on_file)
    return run.run(find_sources(source_ids or (MONTHLY,)))


def knife_crimes(as_of=None):
    rows = store.read_table("borough_knife_crime", as_of=as_of)
    rows = rows[(rows["offence_subtype"] == "knife_crime") & (rows["counted"] == "offences")]
    return rows.groupby("period_end")["events"].sum().tolist()


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_build_fills_the_tables_of_its_source_and_says_by_how_much(raw, out):
    put_monthly(raw)
    result = build(raw, out)
    assert [change.table_id for change in result.changes] == [
        "borough_knife_crime",
        "neighbourhood_knife_crime",
    ]
    first = result.changes[0]
    assert (first.rows, first.added, first.changed) == (33 * 2 * 5 * 2, 33 * 2 * 5 * 2, 0)
    assert first.newest_period == "2026-02-28"
    assert knife_crimes() == [320, 320]


def test_building_again_changes_no_byte(raw, out):
    put_monthly(raw)
    build(raw, out)
    before = files_in(out)
    again = build(raw, out)
    assert files_in(out) == before
    assert {(change.added, change.changed) for change in again.changes} == {(0, 0)}


def test_built_one_by_one_or_at_once_the_tables_have_the_same_bytes(raw, out, tmp_path):
    put_monthly(raw)
    build(raw, out)
    put_monthly(raw, "2026-04-18", months=("2026-02-01", "2026-03-01"), count="11")
    build(raw, out)
    build(raw, tmp_path / "at once")
    assert (out / MANIFEST).read_bytes() == (tmp_path / "at once" / MANIFEST).read_bytes()


def test_a_later_file_reports_what_it_added_and_changed(raw, out):
    put_monthly(raw)
    build(raw, out)
    put_monthly(raw, "2026-04-18", months=("2026-02-01", "2026-03-01"), count="11")
    boroughs, _ = build(raw, out).changes
    assert (boroughs.added, boroughs.changed) == (33 * 5 * 2, 32)
    assert knife_crimes() == [320, 352, 352]


def test_the_manifest_names_every_edition_with_the_hash_of_the_publishers_bytes(raw, out):
    path = put_monthly(raw)
    build(raw, out)
    (edition,) = load_manifest(out).tables["borough_knife_crime"].editions
    assert (edition.source_id, edition.vintage, edition.vintage_basis) == (
        MONTHLY,
        "2026-03-18",
        "printed",
    )
    assert [(file["name"], file["bytes"]) for file in edition.files] == [
        (path.name, path.stat().st_size)
    ]
    assert load_manifest(out).sources[MONTHLY].next_release == "2026-04-30"


def test_going_on_from_tables_needs_only_the_newest_file(raw, out):
    old = put_monthly(raw)
    build(raw, out)
    old.unlink()
    put_monthly(raw, "2026-04-18", months=("2026-02-01", "2026-03-01"), count="11")
    build(raw, out)
    assert knife_crimes() == [320, 352, 352]
    assert len(load_manifest(out).tables["borough_knife_crime"].editions) == 2


def test_a_file_that_goes_back_in_time_is_refused_and_from_scratch_takes_it_in(raw, out):
    newest = put_monthly(raw, "2026-04-18")
    build(raw, out)
    before = files_in(out)
    newest.rename(raw / newest.name)
    put_monthly(raw, count="9")
    result = build(raw, out)
    assert "goes back in time: 2026-04-18 is already held" in result.failures[0]
    assert files_in(out) == before
    newest.parent.mkdir(exist_ok=True)
    (raw / newest.name).rename(newest)
    assert build(raw, out, from_scratch=True).failures == ()
    assert knife_crimes() == [320, 320]


def test_the_later_of_two_copies_of_the_same_edition_is_the_one_read(raw, out):
    monthly_file(raw / MONTHLY / "received-2026-03-19", monthly_rows(count="8"))
    monthly_file(raw / MONTHLY / "received-2026-03-20", monthly_rows(count="9"))
    build(raw, out)
    assert knife_crimes() == [288, 288]


def test_two_files_of_one_vintage_that_disagree_are_refused_by_name(raw, out):
    folder = raw / "ons_population"
    write_csv(folder / "components.csv", components())
    write_csv(folder / "mye24tablesew.csv", single_years())
    (failure,) = build(raw, out, "ons_population").failures
    assert "components.csv and mye24tablesew.csv are both of 2024-07-31 and disagree" in failure
    assert "[1000, 907]" in failure
    assert not load_manifest(out).tables


def test_a_source_that_fails_leaves_its_tables_and_the_others_are_built(raw, out):
    put_monthly(raw)
    recorded = "MPS Borough Level Crime (most recent 24 months).csv"
    write_csv(raw / "mps_recorded_crime" / "received" / recorded, recorded_rows())
    build(raw, out, MONTHLY)
    before = load_manifest(out).tables["borough_knife_crime"]
    put_monthly(raw, "2026-04-18", spoilt(monthly_rows(refreshed="2026-04-18"), 2, Count="-1"))
    result = build(raw, out, MONTHLY, "mps_recorded_crime")
    assert len(result.failures) == 1
    assert "line 2, column 'Count'" in result.failures[0]
    assert [change.table_id for change in result.changes] == ["recorded_offences"]
    assert load_manifest(out).tables["borough_knife_crime"] == before


def test_a_table_fed_by_a_failing_source_is_spared_even_if_another_source_was_read(raw, out):
    put_monthly(raw)
    (raw / "mopac_borough_monthly").mkdir(parents=True)
    (raw / "mopac_borough_monthly" / "Borough Monthly 2018-20.xlsx").write_bytes(b"PK broken")
    result = build(raw, out, MONTHLY, "mopac_borough_monthly")
    assert "Borough Monthly 2018-20.xlsx cannot be read" in result.failures[0]
    assert [change.table_id for change in result.changes] == ["neighbourhood_knife_crime"]


def test_a_source_without_files_is_named_and_keeps_what_is_held(raw, out):
    put_monthly(raw)
    build(raw, out)
    result = build(raw.parent / "empty", out, from_scratch=True)
    assert result.without_files == (MONTHLY,)
    assert knife_crimes() == [320, 320]


def test_a_sample_of_a_layout_is_not_read(raw, out):
    monthly_file(raw / MONTHLY / "sample", name="M1045_KnifeCrimeData.sample.csv")
    assert build(raw, out).without_files == (MONTHLY,)


def test_from_scratch_only_the_raw_files_count(raw, out):
    old = put_monthly(raw, months=("2025-12-01", "2026-01-01", "2026-02-01"))
    build(raw, out)
    old.unlink()
    put_monthly(raw, "2026-04-18")
    build(raw, out, from_scratch=True)
    assert knife_crimes() == [320, 320]


def test_a_damaged_table_stops_a_build_and_a_build_from_scratch_repairs_it(raw, out):
    put_monthly(raw)
    build(raw, out)
    entry = load_manifest(out).tables["borough_knife_crime"]
    (out / entry.file).write_bytes(b"damaged")
    assert "is not the table the manifest describes" in build(raw, out).failures[0]
    assert build(raw, out, from_scratch=True).failures == ()
    assert load_manifest(out).tables["borough_knife_crime"] == entry


def test_an_unreadable_manifest_is_set_aside_by_a_build_from_scratch(raw, out):
    put_monthly(raw)
    build(raw, out)
    (out / MANIFEST).write_text("{")
    with pytest.raises(SnapshotError):
        load_manifest(out)
    assert build(raw, out, from_scratch=True).failures == ()
    assert knife_crimes() == [320, 320]


def test_the_tables_replaced_stay_for_their_readers_unless_they_are_swept(raw, out):
    put_monthly(raw)
    build(raw, out)
    put_monthly(raw, "2026-04-18", count="11")
    build(raw, out)
    assert len(list(out.glob("*.parquet"))) == 4
    run = Build(raw=raw, out=out, from_scratch=True, on_file=lambda _path: None, swept=True)
    run.run(find_sources((MONTHLY,)))
    assert len(list(out.glob("*.parquet"))) == 2
    assert knife_crimes() == [352, 352]


def test_two_builds_of_one_folder_at_once_are_refused_at_once(raw, out):
    put_monthly(raw)
    with locked(out), pytest.raises(BusyError, match="Another build is at work on"):
        build(raw, out)
    assert build(raw, out).failures == ()


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(raw, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        StorageError, match=r"cannot be written .* Choose another folder with --out"
    ):
        build(raw, tmp_path / "file" / "tables")


def test_every_raw_file_is_announced_before_it_is_read(raw, out):
    path, seen = put_monthly(raw), []
    build(raw, out, on_file=seen.append)
    assert seen == [path]
