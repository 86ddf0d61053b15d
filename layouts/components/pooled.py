"""Incidents that partners pool: what is loaded of a borough and its wards, or how to load it."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from dash.development.base_component import Component

from data.areas import Area
from data.errors import NotHeldError, TableMissingError
from figures.wording import Cell, ChartTable, Column
from figures.words import number
from layouts.answer_words import plain_period
from layouts.components.chart import figures_table
from layouts.components.exhibit import exhibit
from layouts.components.not_loaded import not_loaded
from layouts.exhibit import Exhibit, by_name
from layouts.parts_chart import ABSENCES, parts
from layouts.static_html import printed
from metrics.catalogue import METRICS
from metrics.hotspots import wards_of
from metrics.values import metric_values

POOLED = METRICS["hotspot_incidents"]
SOURCE, QUARTER = "source", "quarter"
NOT_GIVEN = Cell(text="not given")


def pooled(area: Area, *, path: str) -> list[Component]:
    """The borough's chart and a table of its wards; a card where no file has the borough."""
    drawn = pooled_exhibits(area, path=path)
    if not drawn:
        return [printed(not_loaded([POOLED]))]
    return [*(exhibit(one) for one in drawn.values()), *_wards(area)]


def pooled_exhibits(area: Area, *, path: str) -> Mapping[str, Exhibit]:
    """Incidents of the borough by partner; nothing where no file has a figure of it."""
    rows = _held(area.area_code)
    if rows.empty or rows["value"].isna().all():
        return {}
    return by_name(parts(POOLED, area, path=path))


def _held(*area_codes: str) -> pd.DataFrame:
    try:
        return metric_values(POOLED.metric_id, area=area_codes, by=(SOURCE,))
    except (NotHeldError, TableMissingError):
        return pd.DataFrame({"value": []})


def _wards(area: Area) -> list[Component]:
    """The wards a file names, in alphabetical order, in the newest quarter; withheld where few."""
    found = [(ward, _held(ward.area_code)) for ward in wards_of(area.area_code)]
    named = [(ward, rows) for ward, rows in found if not rows.empty]
    if not named:
        return []
    end = max(rows["period_end"].max() for _, rows in named)
    held = {ward.area_name: _by_source(rows[rows["period_end"] == end]) for ward, rows in named}
    given = {source for cells in held.values() for source in cells}
    sources = [one for one in POOLED.dimensions[SOURCE] if one in given]
    names = [one.replace("_", " ") for one in sources]
    content = ChartTable(
        caption=f"{POOLED.title}, {plain_period(QUARTER, end.date())}, wards in alphabetical order",
        columns=(
            Column(label="Ward", is_number=False),
            *(Column(label=one[:1].upper() + one[1:], is_number=True) for one in names),
        ),
        rows=tuple(
            (Cell(text=ward), *(cells.get(one, NOT_GIVEN) for one in sources))
            for ward, cells in held.items()
        ),
    )
    return [printed(figures_table(content, whole=True))]


def _by_source(rows: pd.DataFrame) -> dict[str, Cell]:
    return {str(row[SOURCE]): _cell(row) for row in rows.to_dict("records")}


def _cell(row: Mapping[Hashable, Any]) -> Cell:
    if pd.isna(row["value"]):
        return Cell(text=ABSENCES.get(str(row["status"]), "no figure"))
    return Cell(text=number(row["value"], 0), value=float(row["value"]))
