"""Our tables as a writer takes them, and a publisher's files as bytes."""

import csv
import io

import openpyxl
import pandas as pd

from data.areas import AIRPORTS, PLACE_NOT_KNOWN, area_names
from data.store import read_table

HEATHROW, UNKNOWN = "Heathrow", "Unknown"


def latest_rows(table_id, source_id):
    """A source's rows of a table, each cell's newest, texts as texts."""
    rows = read_table(table_id)
    rows = rows[rows["source_id"] == source_id].reset_index(drop=True)
    return rows.astype(dict.fromkeys(rows.select_dtypes("category"), "str"))


def place_names(codes, names=None):
    """Places as this publisher calls them; ours where it calls them the same."""
    known = {**area_names(), AIRPORTS: HEATHROW, PLACE_NOT_KNOWN: UNKNOWN, **(names or {})}
    return codes.map(known)


def first_days(ends):
    """Months by their first day, as publishers write them."""
    return pd.to_datetime(ends).dt.strftime("%Y-%m-01")


def financial_years(ends):
    """Financial years as 21-22."""
    first = ends.dt.year - (ends.dt.month < 4)
    return (first % 100).map("{:02d}".format) + "-" + ((first + 1) % 100).map("{:02d}".format)


def as_csv(table, *, bom=False):
    """A table as a publisher's CSV file."""
    text = table.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig" if bom else "utf-8")


def as_workbook(table, sheet="Sheet1"):
    """A table as a publisher's workbook of one sheet."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.append(list(table.columns))
    for row in table.astype(object).itertuples(index=False):
        page.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
