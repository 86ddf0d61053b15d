"""A chart with everything that no chart may be shown without: figures, words, sources, address."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import pandas as pd

from data.store import data_version
from figures.chart import Chart
from layouts.citations import Holding, holdings, sources_of
from metrics.catalogue import METRICS
from metrics.metric import Metric
from metrics.questions import Question

FILE_KINDS = ("csv", "svg", "png")
LONGEST_PART = 60


@dataclass(frozen=True, kw_only=True)
class Toggle:
    """A link that changes one part of the view, such as "Draw the 95% intervals".

    Attributes:
        query: The query string of the view it leads to, without the question mark.
    """

    label: str
    query: str


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A chart and what belongs to it.

    Attributes:
        chart: The chart. Its `chart_id` names its place on the page, such as "trend", and stays
            the same from one view to the next; it is part of addresses and file names.
        values: The very figures that are drawn, as they are given away.
        metrics: The measures shown, for their definitions, caveats and sources.
        python: A short program that leaves the same values in `values`; see `layouts.reproduced`.
        question: The question that the values answer, where they answer one: it can then be asked
            by address and on the command line as well.
        path: Address of the page.
        query: The view in its canonical form, without the question mark; blank for the page's own.
        toggles: Links to views that differ in one respect.
        sources: Ids of the sources of these figures, where they are fewer than the measures'.
        with_residents: Whether the figures divide by residents, whose source is then named too.
        with_boundaries: Whether boundaries are drawn, whose source is then named too.
        as_of: Day after which nothing published is shown, so that no later file is named.
        since: First day that the figures are of, where they carry no periods: a source of the
            measure that ended before is not named.
    """

    chart: Chart
    values: pd.DataFrame
    metrics: tuple[Metric, ...]
    python: str
    path: str
    question: Question | None = None
    query: str = ""
    toggles: tuple[Toggle, ...] = ()
    sources: tuple[str, ...] = ()
    with_residents: bool = False
    with_boundaries: bool = False
    as_of: date | None = None
    since: date | None = None

    @property
    def name(self) -> str:
        """What the exhibit is called on its page and in addresses."""
        return self.chart.chart_id

    @property
    def address(self) -> str:
        """The address of exactly this view."""
        return f"{self.path}{self._question}#{self.name}"

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """The newest file of each source behind the figures."""
        ids = tuple(metric.metric_id for metric in self.metrics)
        held = _holdings(ids, self.with_residents, self.as_of, data_version())
        first = self.since or first_day(self.values)
        own = [one for one in held if self._is_behind(one, first)]
        return (*own, *(_boundaries(data_version()) if self.with_boundaries else ()))

    def _is_behind(self, held: Holding, first: date) -> bool:
        """Whether a source is of these figures: named, and not ended before they begin."""
        if self.sources and held.source_id not in self.sources:
            return False
        is_counted = any(held.source_id in metric.source_ids for metric in self.metrics)
        return not is_counted or held.newest_period >= first

    @property
    def source_lines(self) -> tuple[str, ...]:
        """One line for each source: publisher, title, day of the newest file."""
        return tuple(dict.fromkeys(held.cited for held in self.holdings))

    @property
    def titled(self) -> Chart:
        """The chart with its source inside, for a file that leaves the page."""
        return replace(self.chart, source="; ".join(self.source_lines))

    def file_address(self, kind: str) -> str:
        """The address of the exhibit as a file; `kind` is one of `FILE_KINDS`."""
        return f"/figure{self.path.rstrip('/')}/{self.name}.{kind}{self._question}"

    def file_name(self, kind: str) -> str:
        """A name that says what the file holds: measure, place, period."""
        parts = (self.chart.measure, self.chart.place, self.chart.period)
        return f"{'-'.join(filter(None, map(_slug, parts)))}.{kind}"

    @property
    def _question(self) -> str:
        return f"?{self.query}" if self.query else ""


def first_day(values: pd.DataFrame) -> date:
    """The first day of the first period with a value; the first of all days without periods."""
    if "period_end" not in values:
        return date.min
    starts = values["period_start" if "period_start" in values else "period_end"].to_numpy()
    if "value" in values:
        starts = starts[values["value"].notna().to_numpy()]
    return pd.Timestamp(starts.min()).date() if len(starts) else date.min


def by_name(*exhibits: Exhibit) -> dict[str, Exhibit]:
    """The exhibits of a page by their names.

    Raises:
        ValueError: If two have the same name: their addresses would be the same.
    """
    named = {one.name: one for one in exhibits}
    if len(named) != len(exhibits):
        raise ValueError(
            f"Each exhibit of a page needs a name of its own; found "
            f"{[one.name for one in exhibits]}. Set `chart_id`."
        )
    return named


@lru_cache(maxsize=256)
def _holdings(
    metric_ids: tuple[str, ...], with_residents: bool, as_of: date | None, _version: str
) -> tuple[Holding, ...]:
    found = [
        held
        for metric_id in metric_ids
        for held in sources_of(METRICS[metric_id], with_residents=with_residents, as_of=as_of)
    ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _boundaries(_version: str) -> tuple[Holding, ...]:
    return tuple(holdings(("boundaries",)))


def _slug(words: str) -> str:
    """Words as part of a file name, cut at a word."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return plain if len(plain) <= LONGEST_PART else plain[: LONGEST_PART + 1].rpartition("-")[0]
