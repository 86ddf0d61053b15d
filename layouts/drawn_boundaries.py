"""Boundaries as maps draw them, fitted once for each version of the tables."""

from collections.abc import Mapping
from functools import lru_cache

from data.store import data_version, read_table
from figures.outlines import Outline, outlines


def borough_outlines() -> Mapping[str, Outline]:
    """The 33 boroughs to the bank of the river."""
    return _outlines("", data_version())


def ward_outlines(borough_code: str) -> Mapping[str, Outline]:
    """The wards of a borough; none where none are held."""
    return _outlines(borough_code, data_version())


@lru_cache(maxsize=64)
def _outlines(borough_code: str, _version: str) -> dict[str, Outline]:
    table = read_table("boundaries")
    table = table[table["layer"] == "land"]
    if not borough_code:
        return outlines(table[table["area_type"] == "borough"])
    is_there = (table["area_type"] == "neighbourhood") & (table["parent_code"] == borough_code)
    return outlines(table[is_there]) if is_there.any() else {}
