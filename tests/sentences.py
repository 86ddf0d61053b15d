"""A made-up file in the Ministry of Justice's layout; a plug-in of `tests/conftest.py`.

No copy of the real file is held: every count here is made up.
"""

import os
import shutil
from collections import Counter

import pytest

from data.store import EMBEDDED, FOLDER_VARIABLE
from ingest.build import Build
from ingest.registry import SOURCES
from tests.ingest.made_files import write_csv

POSSESSION, THREATENING = "Possession Offences Only (P2)", "Threatening Offences Only (P3)"
ALL = "All Knife and Offensive Weapon (P1)"
COUNTS = {
    ("2017", POSSESSION, "18+", "Immediate custody", "1 Previous"): 30,
    ("2017", POSSESSION, "18+", "Immediate custody", "0 Previous"): 10,
    ("2017", POSSESSION, "18+", "Caution", "0 Previous"): 10,
    ("2017", POSSESSION, "18+", "Fine", "Unknown"): 50,
    ("2017", POSSESSION, "10-17", "Immediate custody", "2 Previous"): 4,
    ("2017", POSSESSION, "10-17", "Caution", "0 Previous"): 20,
    ("2017", POSSESSION, "10-17", "Community sentence", "0 Previous"): 16,
    ("2017", POSSESSION, "Unknown", "Fine", "0 Previous"): 5,
    ("2017", THREATENING, "18+", "Immediate custody", "1 Previous"): 30,
    ("2017", THREATENING, "18+", "Suspended sentence", "0 Previous"): 10,
    ("2016", POSSESSION, "18+", "Immediate custody", "0 Previous"): 33,
    ("2016", POSSESSION, "18+", "Caution", "0 Previous"): 67,
}
"""Occasions by year, table, age, disposal and history."""


def made_up_lines():
    """The rows of the file: possession, threatening, and their sums as its first table."""
    sums = Counter()
    for (year, _, *rest), count in COUNTS.items():
        sums[year, ALL, *rest] += count
    for (year, table, age, disposal, history), count in {**COUNTS, **sums}.items():
        yield {
            "Year_ending_March": year,
            "Police_force": "Metropolitan Police",
            "Disposal": disposal,
            "Age_group": age,
            "Previous_convictions_or_cautions": history,
            "Gender": "Male",
            "Officer_identified_ethnicity": "White",
            "Table": table,
            "Count": str(count),
        }


@pytest.fixture(scope="session")
def made_up_sentences(tmp_path_factory):
    """A folder with the tables that come with the product and the made-up file's."""
    folder = tmp_path_factory.mktemp("sentences")
    source = SOURCES["moj_knife_sentencing"]
    raw = folder / "raw" / source.source_id / "manual"
    write_csv(raw / "made_up_Pivot_Tool_Data.csv", [*made_up_lines()])
    shutil.copytree(EMBEDDED, folder / "out")
    run = Build(raw=folder / "raw", out=folder / "out", from_scratch=False, on_file=print)
    assert run.run((source,)).failures == ()
    return folder / "out"


@pytest.fixture
def sentences_loaded(made_up_sentences, monkeypatch):
    """Measures of sentencing answer from the made-up file, all others as usual."""
    monkeypatch.setenv(FOLDER_VARIABLE, os.fspath(made_up_sentences))
