"""What small multiples find: in how many places the newest value is lower than a year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.periods import period_start
from figures.change_over_time import is_rate
from figures.chart import Break, Point, Series
from figures.words import within


@dataclass(frozen=True, kw_only=True)
class YearOn:
    """The newest period against the same a year before, place by place.

    Attributes:
        end: Last day of the newest period that any place has.
        held: Places that have a value for it.
        pairs: The values of the year before and of now, where a place has both and no break
            forbids holding them against each other.
    """

    end: date
    held: int
    pairs: tuple[tuple[Point, Point], ...]

    @property
    def lower(self) -> int:
        """Places with a lower value than a year before."""
        return sum((now.value or 0) < (before.value or 0) for before, now in self.pairs)

    @property
    def higher(self) -> int:
        """Places with a higher value."""
        return sum((now.value or 0) > (before.value or 0) for before, now in self.pairs)

    @property
    def apart(self) -> int | None:
        """Places whose two 95% intervals do not overlap; None where a value has no interval."""
        found = 0
        for before, now in self.pairs:
            limits = (before.lower, before.upper, now.lower, now.upper)
            if None in limits:
                return None
            low, high, lowest, highest = (limit or 0 for limit in limits)
            found += highest < low or high < lowest
        return found


def year_on(series: Sequence[Series], period_type: str, breaks: Sequence[Break] = ()) -> YearOn:
    """The newest period of several places against the same a year before.

    Args:
        series: One for each place; at least one has a value.
        period_type: Length of the periods.
        breaks: Those that concern the measure.
    """
    end = max(one.last.period_end for one in series if one.last)
    newest = [(one, one.last) for one in series if one.last and one.last.period_end == end]
    pairs = []
    for one, now in newest:
        before = next((point for point in one.shown if _is_year_before(point, end)), None)
        if before and not _is_parted(period_type, before.period_end, end, breaks):
            pairs.append((before, now))
    return YearOn(end=end, held=len(newest), pairs=tuple(pairs))


def finding(found: YearOn, *, measure: str, period_type: str, unit: str, places: str) -> str:
    """In how many places the value is lower, and in how many higher; no place is named.

    Args:
        found: The newest period against the year before.
        measure: What is counted.
        period_type: Length of the periods.
        unit: Unit of the values.
        places: The places in the plural, such as "boroughs".
    """
    when = f"{measure} {within(period_type, found.end)}"
    if not found.pairs:
        return f"{when}: figures for {found.held} {places}, none of a year before to compare"
    both = len(found.pairs)
    of = f"{both} {places}" if both == found.held else f"the {both} {places} with both figures"
    said = f"{when}: the {_stated(unit)} was lower than a year before in {found.lower} of {of}"
    same = both - found.lower - found.higher
    return f"{said}, higher in {found.higher}" + (f" and the same in {same}" if same else "")


def reading(found: YearOn, places: str) -> list[str]:
    """How the finding is to be read."""
    if not found.pairs:
        return []
    said = "Lower and higher count every difference, also small ones that chance brings"
    if found.apart is not None:
        said += f"; in {found.apart} of {len(found.pairs)} {places} the 95% intervals lie apart"
    return [f"{said}."]


def _is_year_before(point: Point, end: date) -> bool:
    return (point.period_end.year, point.period_end.month) == (end.year - 1, end.month)


def _is_parted(period_type: str, before: date, end: date, breaks: Sequence[Break]) -> bool:
    """Whether a break that forbids comparison lies inside the two periods or between them."""
    start = period_start(period_type, before)
    return any(one.parts and start < one.day <= end for one in breaks)


def _stated(unit: str) -> str:
    if unit.startswith("percent"):
        return "share"
    return "rate" if is_rate(unit) else "number"
