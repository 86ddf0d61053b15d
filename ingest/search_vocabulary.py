"""The words of stop and search records and the one vocabulary they are put into.

`data/reference/search_vocabulary.csv` keeps every original beside our word for it, with the files
it was met in. A word that is not there stops the build, so that nothing is counted unread.
"""

from collections.abc import Mapping
from functools import cache

import pandas as pd

from data.areas import REFERENCE

FILE = "search_vocabulary.csv"
ADVICE = f"Nothing was changed. Add the word to data/reference/{FILE} with what it means."


@cache
def vocabulary() -> pd.DataFrame:
    """Every original word: columns ``field``, ``original``, ``mapped`` and ``origin``."""
    return pd.read_csv(REFERENCE / FILE, dtype=str, keep_default_na=False)


def words_of(field: str) -> Mapping[str, str]:
    """Our word for each original of a field."""
    ours = vocabulary()
    rows = ours[ours["field"] == field]
    return dict(zip(rows["original"], rows["mapped"], strict=True))
