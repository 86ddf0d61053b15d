"""A source and a file that exist nowhere, for tests of fetching that never build."""

import re
from pathlib import Path

from data.tables import BOROUGH_KNIFE_CRIME
from ingest.source import Discovery, Source

NAME = "Crime_KnifeCrimeData.csv"
PATH = f"/download/e5n6w/qbc/{NAME}"
CONTENT = b"Month_Year,Area Code,Count\n" + b"2026-02-01,E09000028,41\n" * 20_000


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
