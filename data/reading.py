"""Reading one table file: verified by its content, texts as strings or as categories."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.contracts import VINTAGE, TableContract
from data.errors import SnapshotError

_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}


def read_parquet(path: Path, *, categories: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of a table file, dates as `datetime64`, counts as `Int64`, texts as strings.

    Args:
        path: The file.
        categories: Text columns wanted as categories in alphabetical order, so that sorting sorts
            by the text; the file holds each text once, so they are read without spelling out rows.
    """
    file = pq.ParquetFile(path, read_dictionary=[*categories])
    table = file.read(use_threads=False)
    frame = table.to_pandas(date_as_object=False, types_mapper=_NULLABLE.get, use_threads=False)
    dates = [name for name in ("period_end", VINTAGE) if name in frame]
    typed: pd.DataFrame = frame.assign(
        **{name: frame[name].astype("datetime64[s]") for name in dates},
        **{name: in_order(frame[name]) for name in categories},
    )
    return typed


def in_order(values: pd.Series) -> pd.Series:
    """Texts as categories in alphabetical order."""
    category = values.astype("category")
    if category.cat.categories.is_monotonic_increasing:
        return category
    return category.cat.set_categories(sorted(category.cat.categories))


def verified(folder: Path, name: str, sha256: str, contract: TableContract) -> Path:
    """The path of a table whose bytes are those the manifest recorded, in the contract's columns.

    Raises:
        SnapshotError: If the file is absent or differs, or another version of the program wrote it.
    """
    path = folder / name
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"
    if found != sha256:
        raise SnapshotError(
            f"{path} is not the table the manifest describes (expected sha256 {sha256[:12]}, "
            f"found {found[:12]}). Restore the folder, or build it anew with "
            "'knife-crime ingest build --from-scratch'."
        )
    columns = pq.read_schema(path).names
    if columns != contract.names:
        other = sorted({*columns} ^ {*contract.names}) or ["their order"]
        raise SnapshotError(
            f"{path} was written by another version of this program (columns that differ: "
            f"{', '.join(other)}). Build it anew with 'knife-crime ingest build --from-scratch', "
            "or import its file again."
        )
    return path
