"""Columns of a table of values, made from arrays without a loop over rows."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from metrics.arrays import Floats, Integers

_TEXT = pd.StringDtype(na_value=np.nan)


def repeated(texts: Sequence[str], places: Integers) -> pd.api.extensions.ExtensionArray:
    """The text at each place, as a column of strings."""
    return _column(pa.array(texts, pa.large_string()).take(pa.array(places)))


def constant(text: str, rows: int) -> pd.api.extensions.ExtensionArray:
    """The same text in every row."""
    return _column(pa.repeat(pa.scalar(text, pa.large_string()), rows))


def _column(texts: pa.Array) -> pd.api.extensions.ExtensionArray:
    column: pd.api.extensions.ExtensionArray = pd.array(texts, dtype=_TEXT)
    return column


def whole_numbers(numbers: Floats) -> pd.arrays.IntegerArray:
    """Whole numbers, missing where NaN."""
    missing = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype(np.int64), missing)
