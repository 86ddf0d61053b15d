"""One small line chart for each place, all on one scale, with the whole's line behind each."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypedDict, Unpack

import pandas as pd

from data.areas import all_areas
from data.periods import MONTHS_IN
from figures.change_over_time import area_series, areas_series, is_rate, plain_unit
from figures.chart import COMPARISON, FOCUS, Axis, Break, Chart, Series
from figures.panel_change import YearOn, finding, year_on
from figures.scales import day_position, half_step, position
from figures.words import coverage
from metrics.metric import Metric

PANEL_HEIGHT = 62

ACROSS = 1000
"""Width of a panel in its own units."""

EVERY = 3
"""Of sums that overlap, such as rolling years, each third month is enough in a small drawing."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One place.

    Attributes:
        series: Its values; without points where there are none.
        absence: Why there are none.
        href: Where its name leads.
        is_chosen: Whether it is the place the page is about.
    """

    area_code: str
    name: str
    series: Series
    absence: str = ""
    href: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class SmallMultiples(Chart):
    """Panels in the order given.

    The axes count the units and pixels of one panel.

    Attributes:
        every: All values of the places and of the whole, also those that no panel draws.
        top: The value at the top of every panel; the bottom is zero.
        first: Left end of every panel, in days; `last` is the right end.
        whole: What lies behind each panel; None where it cannot be compared.
        step: Months between two points.
        category: What a panel is, as the heading of the table's first column.
    """

    panels: tuple[Panel, ...]
    every: tuple[Series, ...]
    top: float
    first: float
    last: float
    period_type: str
    step: int
    category: str
    whole: Series | None = None
    breaks: tuple[Break, ...] = ()

    @property
    def is_bare(self) -> bool:
        """A panel has neither axes nor words."""
        return True

    @property
    def arrangement(self) -> str:
        """The scale they share, and what lies behind each."""
        behind = f", with the line of {self.whole_name} behind each" if self.whole else ""
        return f"all on one scale{behind}"

    @property
    def whole_name(self) -> str:
        """What lies behind each, in a sentence."""
        return self.whole.name.replace("The ", "the ", 1) if self.whole else ""

    @property
    def places(self) -> str:
        """The places in the plural."""
        return f"{self.category.lower()}s"

    @property
    def change(self) -> YearOn:
        """The newest period against the same a year before, which every panel draws."""
        return year_on([one.series for one in self.panels], self.period_type, self.breaks)


class Words(TypedDict, total=False):
    """What a caller may say of small multiples beyond their values.

    Attributes:
        chart_id: Name of the chart.
        breaks: Breaks that concern the measure; those outside the chart are not drawn.
        absence: What is said of a place without figures.
        links: Addresses of the places by code.
        place: Where the places are; "boroughs of London" where blank.
        category: What a place is; "Borough" where blank.
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.
    """

    chart_id: str
    breaks: tuple[Break, ...]
    absence: str
    links: Mapping[str, str]
    place: str
    category: str
    notes: tuple[str, ...]
    source: str


def small_multiples(
    values: pd.DataFrame,
    metric: Metric,
    *,
    areas: Sequence[str],
    whole: str | Series = "",
    focus: str = "",
    **words: Unpack[Words],
) -> SmallMultiples:
    """A panel for each place, in the order of the codes given.

    Args:
        values: Rows of `metrics.values.metric_values` in one unit and of one period type.
        metric: The measure, for its words.
        areas: Codes of the places; one without rows has a panel that says so.
        whole: Code of the area whose line lies behind each; not for counts, since places and the
            whole differ in size. Or the line itself, such as that of an average place.
        focus: Code of the place whose panel stands out.
        words: See `Words`.

    Raises:
        ValueError: If no place has a value, or counts are to be held against the whole.
    """
    unit = plain_unit(str(values["unit"].iloc[0])) if len(values) else metric.unit
    if whole and isinstance(whole, str) and not is_rate(unit):
        raise ValueError(f"Counts in '{unit}' of places and of the whole do not share a scale.")
    held = dict(zip(areas, areas_series(values, dict.fromkeys(areas, FOCUS)), strict=True))
    ends = [point.period_end for one in held.values() for point in one.shown]
    if not ends:
        raise ValueError(f"No place has a value of {metric.metric_id}; say so in words instead.")
    period_type = str(values["period_type"].iloc[0])
    step = EVERY if period_type == "rolling_12_months" else MONTHS_IN[period_type]
    behind = _behind(values, whole)
    panels = tuple(
        replace(
            _panel(code, series, words),
            series=thinned(series, step, max(ends)),
            is_chosen=code == focus,
        )
        for code, series in held.items()
    )
    drawn = thinned(behind, step, max(ends)) if behind else None
    chart = SmallMultiples(
        panels=panels,
        every=_all(held.values(), behind),
        whole=drawn,
        step=step,
        **_frame(metric, _all((one.series for one in panels), drawn), unit, period_type),
    )
    return _with_words(chart, words, metric)


def _panel(area_code: str, series: Series, words: Words) -> Panel:
    """A place with all its values."""
    return Panel(
        area_code=area_code,
        name=_name(area_code),
        series=series,
        absence="" if series.shown else words.get("absence", "no figures"),
        href=words.get("links", {}).get(area_code, ""),
    )


def _all(places: Iterable[Series], behind: Series | None) -> tuple[Series, ...]:
    """The lines of the places and of what lies behind them."""
    return (*places, *([behind] if behind else []))


def _behind(values: pd.DataFrame, whole: str | Series) -> Series | None:
    if isinstance(whole, Series):
        return replace(whole, role=COMPARISON)
    return area_series(values, whole, role=COMPARISON) if whole else None


def thinned(series: Series, step: int, newest: date) -> Series:
    """The points that lie whole steps before the newest, in months."""
    kept = tuple(
        point
        for point in series.points
        if ((newest.year - point.period_end.year) * 12 + newest.month - point.period_end.month)
        % step
        == 0
    )
    return replace(series, points=kept)


def _frame(metric: Metric, series: Sequence[Series], unit: str, period_type: str) -> dict[str, Any]:
    """What all panels have in common."""
    shown = [point for one in series for point in one.shown]
    ends = [point.period_end for point in shown]
    half = half_step(period_type)
    return {
        "chart_id": f"{metric.metric_id}-multiples".replace("_", "-"),
        "title": metric.title,
        "measure": metric.title,
        "place": "boroughs of London",
        "period": coverage(period_type, min(ends), max(ends)),
        "unit": unit,
        "decimals": metric.decimals_as("rate" if unit == metric.rate_unit else metric.kind),
        "x": Axis(low=0, high=ACROSS, ticks=()),
        "y": Axis(low=0, high=PANEL_HEIGHT, ticks=()),
        "top": _rounded_up(max(point.value or 0 for point in shown)),
        "first": position(period_type, min(ends)) - half,
        "last": position(period_type, max(ends)) + half,
        "period_type": period_type,
        "category": "Borough",
        "plot_height": PANEL_HEIGHT,
    }


def _rounded_up(highest: float) -> float:
    """To two figures: no tick has to be named, so the panels can be as high as they may."""
    if highest <= 0:
        return 1.0
    unit = 10.0 ** (math.floor(math.log10(highest)) - 1)
    return round(math.ceil(round(highest / unit, 6)) * unit, 6)


def _with_words(chart: SmallMultiples, words: Words, metric: Metric) -> SmallMultiples:
    """The chart as its caller words it, without breaks beside its axis, under what it finds."""
    own = ("chart_id", "breaks", "place", "category", "notes", "source")
    given: dict[str, Any] = {name: words[name] for name in own if words.get(name)}  # type: ignore[literal-required]
    chart = replace(chart, **given)
    inside = tuple(one for one in chart.breaks if chart.first < day_position(one.day) < chart.last)
    notes = (*chart.notes, *filter(None, [metric.interval_note]))
    chart = replace(chart, breaks=inside, notes=notes)
    title = finding(
        chart.change,
        measure=chart.measure,
        period_type=chart.period_type,
        unit=chart.unit,
        places=chart.places,
    )
    return replace(chart, title=title)


def _name(area_code: str) -> str:
    return all_areas()[area_code].label if area_code in all_areas() else area_code
