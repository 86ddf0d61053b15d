"""Both forces on offer at the loopback, an archive, and the tables made of them."""

import pytest

from data import store
from ingest.build import Build
from ingest.sources.police_uk_stop_search import SOURCE
from tests.ingest.fetch_searches.made import CITY, MET, answer
from tests.tools.search_archive import (
    IN_LAMBETH,
    whole_month,
    write_archive,
    write_boundaries,
)


@pytest.fixture(autouse=True)
def tables(tmp_path, monkeypatch):
    """Tables of the test's own, empty at first."""
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "tables"))
    return tmp_path / "tables"


@pytest.fixture
def police(publisher):
    """Two months of the Metropolitan Police and one of the City's, on offer."""
    publisher.publish_months(
        {(month, MET): answer(month) for month in ("2025-01", "2025-02")}
        | {("2025-01", CITY): answer("2025-01", place=IN_LAMBETH)}
    )
    return publisher


@pytest.fixture
def build(tmp_path, tables):
    """Build the tables of searches from the raw folder; the result."""

    def run(boundaries=None):
        if boundaries:
            (tmp_path / "raw" / "geo").symlink_to(boundaries)
        else:
            write_boundaries(tmp_path / "raw")
        job = Build(
            raw=tmp_path / "raw", out=tables, from_scratch=False, on_file=lambda _path: None
        )
        return job.run([SOURCE])

    return run


@pytest.fixture
def from_archive(tmp_path, build):
    """Tables built from an archive that is not at hand any more."""

    def run(*months):
        path = write_archive(tmp_path / "raw", {key: whole_month(key[0]) for key in months})
        assert build().failures == ()
        path.unlink()

    return run
