"""A source, a file and a clock that exist nowhere, for tests of fetching that never build."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from data.tables import BOROUGH_KNIFE_CRIME
from ingest.client import Outside
from ingest.source import Discovery, Source

NAME = "Crime_KnifeCrimeData.csv"
PATH = f"/download/e5n6w/qbc/{NAME}"
CONTENT = b"Month_Year,Area Code,Count\n" + b"2026-02-01,E09000028,41\n" * 20_000


@dataclass
class World:
    """Clock, chance and disk, and how long was slept."""

    time: datetime = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)
    seconds: float = 0.0
    hurry: float = 0.0
    free: int = 10**12
    slept: list = field(default_factory=list)
    timeout: tuple = (2.0, 2.0)

    def monotonic(self):
        self.seconds += self.hurry
        return self.seconds

    def outside(self):
        return Outside(
            now=lambda: self.time,
            monotonic=self.monotonic,
            sleep=self.slept.append,
            chance=lambda: 1.0,
            free_bytes=lambda _folder: self.free,
            timeout=self.timeout,
        )


def made_up_source(source_id="made_up", **discovery):
    """A source of one CSV file, for tests of fetching that never build."""
    about = {
        "kind": "ckan",
        "address": "https://data.london.gov.uk/api/action/package_show?id=e5n6w",
        "matches": (re.compile("KnifeCrimeData"),),
        "minimum_bytes": 100,
        **discovery,
    }
    return Source(
        source_id=source_id,
        publisher="A made-up publisher",
        title="Made-up data",
        landing_page="https://data.london.gov.uk/dataset/made-up",
        discovery=Discovery(**about),
        raw_patterns=(f"{source_id}/*/*.csv", f"{source_id}/*/*.xlsx"),
        tables=(BOROUGH_KNIFE_CRIME,),
        tidy=lambda _path: None,
        release_every_months=1,
    )


def files_in(folder):
    """Every file below a folder but the lock, as text paths."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return [str(path.relative_to(folder)) for path in paths if path.name != ".fetch.lock"]
