"""Every kind of chart, how it is drawn and how it is told. A new kind is one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from figures import (
    control_marks,
    control_words,
    funnel_marks,
    funnel_words,
    panel_marks,
    panel_words,
    row_marks,
    row_words,
    spatial_marks,
    spatial_words,
    time_marks,
    time_words,
)
from figures.chart import Chart, TimeChart
from figures.control import ControlChart
from figures.drawing import Frame, Scene, Spot
from figures.funnel import FunnelChart
from figures.rows import RowChart
from figures.small_multiples import SmallMultiples
from figures.spatial import MapChart
from figures.wording import ChartTable, KeyEntry

INSIDE = "inside"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The functions of one kind of chart.

    Attributes:
        pointer: Along which axis the pointer finds the nearest spot: "x", "y" or "closest"; or
            `INSIDE`, where areas tell their figures to a pointer in them.
    """

    scene: Callable[[Any], Scene]
    frame: Callable[[Any], Frame]
    spots: Callable[[Any], tuple[Spot, ...]]
    alt_text: Callable[[Any], str]
    key: Callable[[Any], tuple[KeyEntry, ...]]
    notes: Callable[[Any], tuple[str, ...]]
    table: Callable[[Any], ChartTable]
    pointer: str


def _kind(drawn: Any, told: Any, *, spots: Callable[[Any], tuple[Spot, ...]], pointer: str) -> Kind:
    return Kind(
        scene=drawn.scene,
        frame=drawn.frame,
        spots=spots,
        alt_text=told.alt_text,
        key=told.key,
        notes=told.notes,
        table=told.table,
        pointer=pointer,
    )


KINDS: dict[type[Chart], Kind] = {
    TimeChart: _kind(time_marks, time_words, spots=time_words.spots, pointer="x"),
    ControlChart: _kind(control_marks, control_words, spots=control_words.spots, pointer="x"),
    FunnelChart: _kind(funnel_marks, funnel_words, spots=funnel_marks.spots, pointer="closest"),
    SmallMultiples: _kind(panel_marks, panel_words, spots=panel_marks.spots, pointer=INSIDE),
    MapChart: _kind(spatial_marks, spatial_words, spots=spatial_marks.spots, pointer=INSIDE),
    RowChart: _kind(row_marks, row_words, spots=row_marks.spots, pointer="y"),
}


def kind_of(chart: Chart) -> Kind:
    """The kind of a chart: that of its class or of the nearest one above."""
    return next(KINDS[one] for one in type(chart).__mro__ if one in KINDS)
