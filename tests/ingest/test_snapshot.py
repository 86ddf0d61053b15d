"""The embedded tables are what the publishers' files give, byte for byte."""

import pytest

from data.store import EMBEDDED, MANIFEST, load_manifest
from data.tables import TABLES
from data.writing import held_rows
from ingest.build import LOCK, Build
from ingest.registry import SOURCES

LARGEST = 5_000_000


def test_the_folder_holds_exactly_the_files_that_its_manifest_names():
    named = {entry.file for entry in load_manifest(EMBEDDED).tables.values()}
    found = {path.name for path in EMBEDDED.iterdir()}
    assert found - {MANIFEST, LOCK} == named


def test_the_embedded_tables_stay_below_five_megabytes():
    assert sum(path.stat().st_size for path in EMBEDDED.iterdir()) < LARGEST


@pytest.mark.parametrize("table_id", sorted(load_manifest(EMBEDDED).tables))
def test_an_embedded_table_keeps_its_contract(table_id):
    TABLES[table_id].check(held_rows(EMBEDDED, TABLES[table_id]))


@pytest.mark.shared
def test_the_publishers_files_give_the_embedded_tables_byte_for_byte(raw_dir, tmp_path):
    run = Build(raw=raw_dir, out=tmp_path, from_scratch=True, on_file=lambda _path: None)
    assert run.run(tuple(SOURCES.values())).failures == ()
    built = load_manifest(tmp_path)
    differing = {
        name
        for name, entry in load_manifest(EMBEDDED).tables.items()
        if built.tables.get(name) != entry
    }
    assert differing == set()
    assert (tmp_path / MANIFEST).read_bytes() == (EMBEDDED / MANIFEST).read_bytes()
