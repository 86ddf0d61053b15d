"""A table file gives the same figures however its texts are read."""

import pandas as pd
import pytest

from data.contracts import VINTAGE
from data.reading import read_parquet
from data.store import EMBEDDED, load_manifest
from data.tables import TABLES

HELD = sorted(load_manifest(EMBEDDED).tables)


@pytest.mark.parametrize("table_id", HELD)
def test_texts_read_as_categories_are_those_in_the_file(table_id):
    path = EMBEDDED / load_manifest(EMBEDDED).tables[table_id].file
    texts = [column.name for column in TABLES[table_id].columns if column.type == "string"]
    plain, compact = read_parquet(path), read_parquet(path, categories=texts)
    pd.testing.assert_frame_equal(compact.astype(dict.fromkeys(texts, "str")), plain)
    for name in texts:
        assert compact[name].cat.categories.is_monotonic_increasing, name
    assert compact[VINTAGE].dtype == "datetime64[s]"
