"""Counts and shares of the tables that hold a part and its whole in rows of their own."""

import pandas as pd

from data.tables import TABLES

SUPPLIED = (
    "The figures come from a file its holder supplied, not from open data; nothing stands in for "
    "it where none is loaded."
)
WITHHELD = (
    "Numbers of people below 5 are withheld, and with them as many others as keep totals from "
    "giving them away."
)
SAMPLE = (
    "From a sample: the interval assumes that everyone was equally likely to be asked, so for a "
    "weighted or clustered survey it is too narrow."
)
QUARTERS = {"borough": ("quarter",), "police_force": ("quarter",), "region": ("quarter",)}
QUARTER_NOTE = "Figures are supplied for single quarters, and people may be in several of them."
CELL = ["area_code", "period_end"]


def shares_of(table: pd.DataFrame, *, table_id: str, measure: str = "") -> pd.DataFrame:
    """Parts and wholes of a table side by side, by area, period and dimension.

    Args:
        table: Rows of the table.
        table_id: Its name, by which its contract says what is part and what is whole.
        measure: Of a table with several measures, which one.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator`` and ``denominator``
        (Int64, missing where withheld), ``status`` ("c" where either is withheld) and ``vintage``.

    Source:
        The file its holder supplied, by the import template the table names.
    """
    contract = TABLES[table_id]
    part, whole = next(c.allowed for c in contract.columns if c.name == "counted")
    rows = table[table["measure"] == measure] if measure else table
    unused = {*CELL, "period_type", "counted", "measure", "source_id"}
    cell = [*CELL, *(name for name in contract.key if name not in unused)]
    parts, wholes = (_counted(rows, name, cell, contract.value_column) for name in (part, whole))
    both = parts.merge(wholes, on=[*cell, "source_id"], suffixes=("", "_whole"))
    withheld = (both["status"] == "c") | (both["status_whole"] == "c")
    return pd.DataFrame(
        {
            **{name: both[name] for name in cell},
            "numerator": both["events"],
            "denominator": both["events_whole"],
            "status": both["status"].astype("str").mask(withheld, "c"),
            "vintage": both["vintage"],
        }
    )


def _counted(rows: pd.DataFrame, name: str, cell: list[str], value: str) -> pd.DataFrame:
    columns = [*cell, "source_id", value, "status", "vintage"]
    return rows.loc[rows["counted"] == name, columns].rename(columns={value: "events"})


def counts_of(table: pd.DataFrame, *, table_id: str) -> pd.DataFrame:
    """Counts of a table by area, period and dimension.

    Args:
        table: Rows of the table.
        table_id: Its name.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator`` (Int64, missing where
        withheld), ``status`` and ``vintage``.

    Source:
        The file its holder supplied, by the import template the table names.
    """
    contract = TABLES[table_id]
    dimensions = [n for n in contract.key if n not in {*CELL, "period_type", "source_id"}]
    columns = [*CELL, *dimensions, contract.value_column, "status", "vintage"]
    return table[columns].rename(columns={contract.value_column: "numerator"})
