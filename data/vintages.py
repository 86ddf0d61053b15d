"""Vintages: what a newer file changed, kept beside what the older ones said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.contracts import VINTAGE, TableContract
from data.errors import VintageOrderError

STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class FullVintage:
    """Everything one published file says for one table, without the vintage column."""

    vintage: date
    source_id: str
    rows: pd.DataFrame


def fold(held: pd.DataFrame, fresh: Sequence[FullVintage], contract: TableContract) -> pd.DataFrame:
    """Add newly read files to what is held, storing only what each changed or added.

    A cell that a newer file covers but leaves out becomes a zero or a missing value, as the
    contract says. A changed value that the new file calls final is marked revised.

    Args:
        held: Rows of earlier vintages, with the contract's columns; may be empty.
        fresh: Files in any order. One whose vintage is already held is read again in its place.
        contract: The table's promise.

    Returns:
        All vintages' rows in the contract's columns, ordered by key and vintage.

    Raises:
        VintageOrderError: If a file says something new about the past while a later vintage of
            the same source and period is held and is not among the files: the differences
            already stored could not be put right.
    """
    rows = held
    for source_id in sorted({vintage.source_id for vintage in fresh}):
        ours = [vintage for vintage in fresh if vintage.source_id == source_id]
        rows = _fold_source(rows, sorted(ours, key=lambda vintage: vintage.vintage), contract)
    return rows.sort_values([*contract.key, VINTAGE]).reset_index(drop=True)[contract.names]


def _fold_source(
    held: pd.DataFrame, fresh: list[FullVintage], contract: TableContract
) -> pd.DataFrame:
    mine = held["source_id"] == fresh[0].source_id
    others, rows = held[~mine], held[mine]
    news = _from_first_news(rows, fresh, contract)
    for vintage in news:
        rows = _without_its_cells(rows, vintage, contract)
    for vintage in news:
        _refuse_going_back(rows, vintage, news, contract)
        known = rows[rows[VINTAGE] < pd.Timestamp(vintage.vintage)]
        rows = pd.concat([rows, _changes(known, vintage, contract)], ignore_index=True)
    folded: pd.DataFrame = pd.concat([others, rows], ignore_index=True)
    return folded


def _from_first_news(
    rows: pd.DataFrame, fresh: list[FullVintage], contract: TableContract
) -> list[FullVintage]:
    """The files from the first that says what is not held as of its date; those before it rest."""
    for position, vintage in enumerate(fresh):
        known = rows[rows[VINTAGE] <= pd.Timestamp(vintage.vintage)]
        if known.empty or len(_changes(known, vintage, contract)):
            return fresh[position:]
    return []


def _without_its_cells(
    rows: pd.DataFrame, vintage: FullVintage, contract: TableContract
) -> pd.DataFrame:
    """What is held but for the cells that a file of the same date states anew.

    Another file of that date, which need not be among those read now, keeps its own.
    """
    same_date = rows[VINTAGE] == pd.Timestamp(vintage.vintage)
    if not same_date.any():
        return rows
    stated = same_date.copy()
    stated[same_date] = _is_spoken_of(rows[same_date], vintage.rows, contract)
    return rows[~stated]


def _refuse_going_back(
    rows: pd.DataFrame,
    vintage: FullVintage,
    news: list[FullVintage],
    contract: TableContract,
) -> None:
    """Refuse a file older than differences that were taken against what was known then.

    Later files that begin where this one ends do no harm: a history re-issued beside the newest
    months is read again in its place. Nor do later ones where no file at all has spoken of its
    months, which is how a month of one police force comes after another force's.
    """
    others = rows[~rows[VINTAGE].isin([pd.Timestamp(other.vintage) for other in news])]
    if contract.covered_by and not _is_covered(others, vintage.rows, contract).any():
        return
    later = others[others[VINTAGE] > pd.Timestamp(vintage.vintage)]
    if "period_end" in later:
        later = later[later["period_end"] <= vintage.rows["period_end"].max()]
    if len(later):
        raise VintageOrderError(
            f"{vintage.source_id}: the file of {vintage.vintage} goes back in time: "
            f"{later[VINTAGE].max():%Y-%m-%d} is already held. Nothing was changed. To add an "
            "older file, put every file of the source in the raw folder and run "
            "'knife-crime ingest build --from-scratch'."
        )


def _changes(rows: pd.DataFrame, vintage: FullVintage, contract: TableContract) -> pd.DataFrame:
    """The rows of a file that differ from the newest value held of each cell."""
    key, value = [*contract.key], contract.value_column
    new = _with_absent_cells(rows, vintage, contract)
    before = rows.sort_values(VINTAGE).drop_duplicates(key, keep="last")[[*key, value, STATUS]]
    both = new.merge(before, on=key, how="left", suffixes=("", "_before"), indicator=True)
    known = both["_merge"] == "both"
    same_value = _equal(both[value], both[f"{value}_before"])
    revised = known & ~same_value & (both[STATUS] == "")
    both[STATUS] = both[STATUS].mask(revised, "r")
    still_revised = (both[STATUS] == "") & (both[f"{STATUS}_before"] == "r")
    same = same_value & ((both[STATUS] == both[f"{STATUS}_before"]) | still_revised)
    if contract.absent == "kept":
        same |= both[value].isna()
    changed = both[~(known & same)].drop(columns=[f"{value}_before", f"{STATUS}_before", "_merge"])
    dated: pd.DataFrame = changed.assign(**{VINTAGE: pd.Timestamp(vintage.vintage)})
    return dated[contract.names]


def _equal(left: pd.Series, right: pd.Series) -> pd.Series:
    return ((left == right).fillna(False).astype(bool)) | (left.isna() & right.isna())


def _with_absent_cells(
    rows: pd.DataFrame, vintage: FullVintage, contract: TableContract
) -> pd.DataFrame:
    """The file's rows, and one for each cell held that lies in its window but not in it."""
    if rows.empty or contract.absent == "kept":
        return vintage.rows
    key = [*contract.key]
    cells = rows.drop_duplicates(key)
    cells = cells[_is_covered(cells, vintage.rows, contract)]
    marked = cells.merge(vintage.rows[key], on=key, how="left", indicator=True)
    absent = marked[marked["_merge"] == "left_only"].drop(columns=["_merge", VINTAGE])
    zero = contract.absent == "zero"
    absent[contract.value_column] = pd.Series(
        0 if zero else pd.NA, index=absent.index, dtype=vintage.rows[contract.value_column].dtype
    )
    absent[STATUS] = "" if zero else "x"
    both: pd.DataFrame = pd.concat([vintage.rows, absent[vintage.rows.columns]], ignore_index=True)
    return both


def _is_spoken_of(
    cells: pd.DataFrame, file_rows: pd.DataFrame, contract: TableContract
) -> pd.Series:
    """Whether a file says what each cell held is: by a row of it, or by leaving it out."""
    if contract.absent == "kept":
        return _is_among(cells, file_rows, [*contract.key])
    return _is_covered(cells, file_rows, contract)


def _is_covered(cells: pd.DataFrame, file_rows: pd.DataFrame, contract: TableContract) -> pd.Series:
    """Whether a file speaks of each cell held."""
    if not contract.covered_by:
        ends = file_rows["period_end"]
        return cells["period_end"].between(ends.min(), ends.max())
    return _is_among(cells, file_rows, [*contract.covered_by])


def _is_among(cells: pd.DataFrame, file_rows: pd.DataFrame, by: list[str]) -> pd.Series:
    stated = pd.MultiIndex.from_frame(file_rows[by].drop_duplicates())
    return pd.Series(pd.MultiIndex.from_frame(cells[by]).isin(stated), index=cells.index)
