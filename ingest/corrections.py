"""Known errors and oddities of publishers, each with a guard that fails once the figure changes.

`data/reference/corrections.csv` names the cell, the text expected in it, and one rule: "carry" lets
a negative count stand as published, marked revised, because it corrects an earlier period and sums
are right only with it.
"""

from functools import cache
from pathlib import Path

import pandas as pd

from data.areas import REFERENCE
from data.errors import CorrectionError

CARRY = "carry"


@cache
def corrections(source_id: str) -> tuple[dict[str, str], ...]:
    """The corrections of one source, in the order of the file.

    Raises:
        CorrectionError: If the file asks for a rule that does not exist.
    """
    table = pd.read_csv(REFERENCE / "corrections.csv", dtype=str, keep_default_na=False)
    strange = table.loc[table["rule"] != CARRY, "correction_id"].tolist()
    if strange:
        raise CorrectionError(
            f"data/reference/corrections.csv: {strange[0]} asks for an unknown rule; '{CARRY}' is "
            "the only one. Correct the row."
        )
    ours = table[table["source_id"] == source_id]
    return tuple(dict(zip(ours.columns, row, strict=True)) for row in ours.to_numpy())


def carried_lines(rows: pd.DataFrame, source_id: str, column: str, path: Path) -> list[int]:
    """Lines of a column in which a negative count is documented.

    Args:
        rows: Columns ``area_name``, ``period`` and the heading `column`, all as text.
        source_id: Whose corrections apply.
        column: The publisher's heading.
        path: The file, to name it.

    Raises:
        CorrectionError: If a cell no longer holds what its correction expects.
    """
    lines: list[int] = []
    for correction in corrections(source_id):
        if correction["column"] == column and (rows["period"] == correction["period"]).any():
            lines.append(_guarded_line(rows, correction, path))
    return lines


def _guarded_line(rows: pd.DataFrame, correction: dict[str, str], path: Path) -> int:
    here = (rows["area_name"] == correction["area_name"]) & (rows["period"] == correction["period"])
    found = rows.loc[here, correction["column"]]
    if found.tolist() != [correction["expect"]]:
        raise CorrectionError(
            f"{path.name}: the correction '{correction['correction_id']}' expects "
            f"{correction['expect']} in '{correction['column']}' for {correction['area_name']}, "
            f"{correction['period']}; found {found.tolist() or 'no such row'}. The publisher has "
            "changed the figure: look it up, then remove or renew the row in "
            "data/reference/corrections.csv."
        )
    return int(found.index[0])
