"""Values as files for other programs: CSV, JSON and Parquet with the same names and columns."""

import io
from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from metrics.metric import Metric

_DATES = ("period_start", "period_end", "vintage")

PROVISIONAL = "provisional"
"""A flag of `metrics.values.metric_values` that is no column of values as others rely on them."""


def export(rows: pd.DataFrame, metric: Metric, file_format: str) -> bytes:
    """Values of one measure as a file.

    Args:
        rows: Result of `metrics.values.metric_values`.
        metric: The measure; its words travel inside a Parquet file.
        file_format: One of `metrics.parameters.FORMATS`.

    Returns:
        The content of the file. Dates are ISO days; a missing value is an empty cell in CSV and
        null elsewhere; whole numbers have no decimal point in CSV.
    """
    return _WRITERS[file_format](as_promised(rows), metric)


def as_promised(rows: pd.DataFrame) -> pd.DataFrame:
    """Values in the columns that other programs rely on, and no others."""
    return rows.drop(columns=PROVISIONAL)


def csv_of(rows: pd.DataFrame) -> bytes:
    """Any table as CSV, in the manner of `export`."""
    text = _with_iso_dates(rows).to_csv(
        index=False, float_format=_shortest, lineterminator="\n", na_rep=""
    )
    return str(text).encode()


def _csv(rows: pd.DataFrame, _metric: Metric) -> bytes:
    return csv_of(rows)


def _json(rows: pd.DataFrame, _metric: Metric) -> bytes:
    text = _with_iso_dates(rows).to_json(orient="records", double_precision=15, force_ascii=False)
    return f"{text}\n".encode()


def _parquet(rows: pd.DataFrame, metric: Metric) -> bytes:
    days = {name: rows[name].dt.date for name in _DATES}
    table = pa.Table.from_pandas(rows.assign(**days), preserve_index=False)
    for name in _DATES:
        table = table.set_column(
            table.column_names.index(name), name, table[name].cast(pa.date32())
        )
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(_words(metric)), buffer, compression="zstd")
    return buffer.getvalue()


def _words(metric: Metric) -> Mapping[str, str]:
    return {
        "metric_id": metric.metric_id,
        "title": metric.title,
        "definition": metric.definition,
        "caveats": "\n".join(metric.caveats),
        "sources": ", ".join(metric.source_ids),
    }


def _with_iso_dates(rows: pd.DataFrame) -> pd.DataFrame:
    days = rows.select_dtypes("datetime")
    return rows.assign(**{str(n): days[n].dt.strftime("%Y-%m-%d") for n in days})


def _shortest(value: object) -> str:
    """The fewest digits that read back as the same number; none after the point for whole ones."""
    return str(value).removesuffix(".0")


_WRITERS: dict[str, Callable[[pd.DataFrame, Metric], bytes]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}
