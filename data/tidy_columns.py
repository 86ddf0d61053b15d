"""The columns and the key that every tidy table shares."""

import pyarrow as pa

from data.contracts import VINTAGE, Column, text
from data.status import STATUS_MEANINGS

AREA_TYPES = (
    "borough",
    "neighbourhood",
    "police_force",
    "region",
    "country",
    "airports",
    "unknown_place",
)


def tidy_columns(
    *dimensions: Column, value: Column, period_types: tuple[str, ...]
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns and the key of a tidy table, around its own dimensions and count."""
    columns = (
        text("area_code", "GSS nine-character code, or one of our X codes for places unknown"),
        text("area_type", "Kind of area", allowed=AREA_TYPES),
        text("period_type", "Length and alignment of the reference period", allowed=period_types),
        Column(name="period_end", type=pa.date32(), description="Last day of the reference period"),
        *dimensions,
        value,
        text("status", "Status in GSS shorthand; blank is final", allowed=tuple(STATUS_MEANINGS)),
        text("source_id", "Source module that produced the row"),
        Column(
            name=VINTAGE,
            type=pa.date32(),
            description="Publisher's refresh date of the file of the row, or one inferred",
        ),
    )
    names = [dimension.name for dimension in dimensions]
    return columns, ("area_code", "period_type", "period_end", *names, "source_id")
