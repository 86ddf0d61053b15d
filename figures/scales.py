"""Positions of periods and days on an axis, and ticks a reader can use."""

import math
from collections.abc import Iterable
from datetime import date
from functools import cache

from data.periods import MONTHS_IN, add_months
from figures.chart import Axis, Tick
from figures.typeface import width
from figures.words import year_name

STEPS = (1, 2, 5)
MOST_STEPS = 6
NARROWEST_BOX = 288
"""Width in pixels of a chart on the narrowest screen we serve: 320 pixels less the page's edges."""

NARROWEST_PLOT = 210
"""What of it is left for the plot beside the words, at the least that occurs."""

BETWEEN_LABELS = 12
EDGE = 0.06
"""Part of the range of sizes that is left free beside the smallest and the largest place."""

RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
DAYS_IN_MONTH = 365.25 / 12
MONTH_STEPS = (1, 3, 6, 12, 24, 36, 60, 120, 240)


@cache
def position(period_type: str, period_end: date) -> float:
    """Where a period stands on a time axis, in days.

    A period that moves on month by month stands in the middle of its last month, so that a break on
    the first of a month lies between two points; any other stands in its own middle.
    """
    steps = _months_per_step(period_type)
    return float(add_months(period_end, -((steps - 1) // 2)).replace(day=15).toordinal())


def day_position(day: date) -> float:
    """Where a day stands on a time axis, in days."""
    return float(day.toordinal())


def day_at(position_: float) -> date:
    """The day at a position on a time axis."""
    return date.fromordinal(int(position_))


@cache
def follows(period_type: str, before: date, after: date) -> bool:
    """Whether one period comes directly after another, none left out between."""
    return add_months(before, _months_per_step(period_type)) == after


def half_step(period_type: str) -> float:
    """Half the distance between two neighbouring periods on a time axis, in days."""
    return DAYS_IN_MONTH * _months_per_step(period_type) / 2


def periods_between(period_type: str, first: date, last: date) -> list[date]:
    """Ends of all the periods from one to another, both included."""
    found, step = [first], _months_per_step(period_type)
    while found[-1] < last:
        found.append(add_months(found[-1], step))
    return found


def value_axis(highest: float, *, whole: bool) -> Axis:
    """An axis from zero to the first round number at or above the highest value."""
    step = _round_step(highest if highest > 0 else 1, whole=whole)
    count = max(1, math.ceil(round(highest / step, 9)))
    decimals = max(0, -math.floor(math.log10(step)))
    ticks = [round(step * index, decimals) for index in range(count + 1)]
    return Axis(
        low=0,
        high=ticks[-1],
        ticks=tuple(Tick(at=at, label=f"{at:,.{decimals}f}" if at else "0") for at in ticks),
    )


def span_axis(low: float, high: float) -> Axis:
    """An axis between round numbers around two values, on either side of zero."""
    wide = high - low or abs(high) or 1
    step = _round_step(wide, whole=False)
    first, last = math.floor(round(low / step, 9)), math.ceil(round(high / step, 9))
    decimals = max(0, -math.floor(math.log10(step)))
    at = [round(step * index, decimals) for index in range(first, max(last, first + 1) + 1)]
    ticks = tuple(Tick(at=value, label=_signed(value, decimals)) for value in at)
    return Axis(low=at[0], high=at[-1], ticks=ticks)


def size_axis(smallest: float, largest: float) -> Axis:
    """An axis of the sizes of places, with as many labels as a narrow screen can hold."""
    margin = EDGE * ((largest - smallest) or largest or 1)
    low, high = max(0.0, smallest - margin), largest + margin
    widest = width(f"{high:,.0f}") + BETWEEN_LABELS
    step = _round_step((high - low) * MOST_STEPS * widest / NARROWEST_PLOT, whole=True)
    first, last = math.ceil(low / step), math.floor(high / step)
    places = [step * index for index in range(first, last + 1)]
    return Axis(low=low, high=high, ticks=tuple(Tick(at=at, label=f"{at:,.0f}") for at in places))


def ratio_axis(low: float, high: float) -> Axis:
    """A logarithmic axis around two ratios; positions are common logarithms."""
    inside = [ratio for ratio in RATIOS if low < ratio < high]
    below = max((ratio for ratio in RATIOS if ratio <= low), default=RATIOS[0])
    beyond = min((ratio for ratio in RATIOS if ratio >= high), default=RATIOS[-1])
    shown = sorted({below, *inside, beyond})
    every = math.ceil(len(shown) / MOST_STEPS)
    kept = [ratio for index, ratio in enumerate(shown) if ratio == 1 or not index % every]
    ticks = tuple(Tick(at=math.log10(ratio), label=f"{ratio:g}") for ratio in kept)
    return Axis(low=math.log10(min(below, low)), high=math.log10(max(beyond, high)), ticks=ticks)


def time_axis(ends: Iterable[date], *, period_type: str, narrowest: float = NARROWEST_PLOT) -> Axis:
    """An axis over all the periods, with as many labels as the narrowest plot can hold."""
    periods = sorted(set(ends))
    margin = 15 * _months_per_step(period_type)
    low, high = (position(period_type, end) for end in (periods[0], periods[-1]))
    low, high = low - margin, high + margin
    if len(periods) == 1:
        tick = Tick(
            at=position(period_type, periods[0]), label=_only_label(period_type, periods[0])
        )
        return Axis(low=low, high=high, ticks=(tick,), is_time=True)
    annual = _months_per_step(period_type) == 12
    if annual:
        ticks = _annual_ticks(periods, period_type, narrowest)
    else:
        ticks = _calendar_ticks(low, high, narrowest)
    return Axis(low=low, high=high, ticks=ticks, is_time=True)


def _signed(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace("-", "−") if value else "0"


def _months_per_step(period_type: str) -> int:
    return 1 if period_type == "rolling_12_months" else MONTHS_IN[period_type]


def _round_step(highest: float, *, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(highest / MOST_STEPS))
    wanted = highest / MOST_STEPS
    sizes = (power * factor for factor in (*STEPS, 10))
    step = next(size for size in sizes if size >= wanted * (1 - 1e-9))
    return max(1.0, step) if whole else step


def _annual_ticks(periods: list[date], period_type: str, narrowest: float) -> tuple[Tick, ...]:
    names = [year_name(period_type, end) for end in periods]
    room = narrowest / len(periods)
    every = math.ceil((width(names[0]) + BETWEEN_LABELS) / room)
    return tuple(
        Tick(at=position(period_type, end), label="" if (len(names) - 1 - index) % every else name)
        for index, (end, name) in enumerate(zip(periods, names, strict=True))
    )


def _calendar_ticks(low: float, high: float, narrowest: float) -> tuple[Tick, ...]:
    """Labels as close as a narrow screen allows, and a mark for each year between them."""
    step = next(step for step in MONTH_STEPS if _fits(low, high, step, narrowest))
    labelled = set(_firsts(low, high, step))
    marked = _firsts(low, high, min(step, 12))
    return tuple(
        Tick(at=day_position(day), label=_day_label(day, step) if day in labelled else "")
        for day in marked
    )


def _only_label(period_type: str, end: date) -> str:
    annual = _months_per_step(period_type) == 12
    return year_name(period_type, end) if annual else _day_label(end, 1)


def _fits(low: float, high: float, months: int, narrowest: float) -> bool:
    pixels = narrowest * DAYS_IN_MONTH * months / (high - low)
    widest = width(_day_label(date(2026, 9, 1), months)) + BETWEEN_LABELS
    return pixels >= widest or months == MONTH_STEPS[-1]


def _firsts(low: float, high: float, step: int) -> list[date]:
    """First days of every `step`-th month, counted from January of the year 0."""
    first = day_at(low)
    index = first.year * 12 + first.month - 1
    index += -index % step
    days = []
    while (day := date(index // 12, index % 12 + 1, 1)) <= day_at(high):
        if day.toordinal() >= low:
            days.append(day)
        index += step
    return days


def _day_label(day: date, step: int) -> str:
    return str(day.year) if step >= 12 else f"{day:%b %Y}"
