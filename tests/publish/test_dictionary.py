"""The data dictionary is the one that contracts and catalogue give now."""

from data.tables import TABLES
from metrics.catalogue import METRICS
from publish.dictionary import DOCUMENT, dictionary


def test_the_committed_dictionary_is_current():
    committed = DOCUMENT.read_text(encoding="utf-8")
    assert committed == dictionary(), "renew it with: python -m publish.dictionary"


def test_it_describes_every_measure_and_every_table():
    text = dictionary()
    assert all(f"### `{name}`" in text for name in (*METRICS, *TABLES))


def test_every_row_of_a_table_has_as_many_cells_as_its_heading():
    lines = dictionary().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("|") and lines[number - 1].startswith("|"):
            assert line.count("|") - line.count("\\|") == lines[number - 1].count("|")
