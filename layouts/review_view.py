"""Which review an address asks for: a place, a month, and what had been published by a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from data.areas import Area
from data.errors import ParameterError
from data.periods import add_months, parse_period
from layouts.asked import (
    AREA,
    AS_OF,
    asked_day,
    asked_place,
    edition_days,
    effective_day,
    place_name,
)
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.review import Months, Review, review, review_months

MONTH = "month"
NAMES = (AREA, MONTH, AS_OF)
POPULATION = "population"


@dataclass(frozen=True, kw_only=True)
class ReviewView:
    """A review that is shown, and in which words the page says that it is not what was asked for.

    Attributes:
        as_of: Day of the newest file published by the day asked for; none for everything held.
        months: What can be chosen; none where nothing is held of the place by month.
    """

    area: Area
    end: date
    as_of: date | None
    months: Months | None
    notices: tuple[str, ...] = ()

    @property
    def review(self) -> Review:
        """The review itself."""
        return review(self.area.area_code, end=self.end, as_of=self.as_of)

    @property
    def published(self) -> tuple[date, ...]:
        """The days on which files came after the month, the oldest first."""
        return tuple(day for day in _publication_days() if day > self.end)

    @property
    def query(self) -> str:
        """The view as the query string of an address, every part of it said."""
        parts = {AREA: place_name(self.area), MONTH: spelt(self.end)}
        if self.as_of is not None:
            parts[AS_OF] = self.as_of.isoformat()
        return urlencode(parts)

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on, for keeping rendered pages."""
        return self.area.area_code, self.end, self.as_of, self.notices


def spelt(end: date) -> str:
    """A month as an address names it."""
    return f"{end:%Y-%m}"


def offered_months(months: Months) -> Iterator[date]:
    """The months that can be chosen, the newest first."""
    end = months.last
    while end >= months.first:
        yield end
        end = add_months(end, -1)


def read_review(query: Mapping[str, str]) -> ReviewView:
    """The review an address asks for; the newest month of the leading measure if it names none."""
    notices = unknown_names(query, NAMES)
    area = asked_place(query, notices)
    months = review_months(area.area_code)
    assert months is not None
    as_of = asked_day(query, AS_OF, notices)
    return ReviewView(
        area=area,
        end=_month(query, months, notices),
        as_of=effective_day(as_of, _publication_days()),
        months=months,
        notices=tuple(notices),
    )


def _publication_days() -> tuple[date, ...]:
    """Every day on which a file behind a measure was published, the oldest first."""
    tables = {table for metric in METRICS.values() for table in metric.inputs}
    return edition_days([*tables, POPULATION])


def _month(query: Mapping[str, str], months: Months, notices: list[str]) -> date:
    wanted = query.get(MONTH, "").strip()
    if not wanted:
        return months.usual
    try:
        period = parse_period(wanted)
    except ParameterError:
        notices.append(
            f"The address asks for a month that does not exist. This is {months.usual:%B %Y}."
        )
        return months.usual
    if period.period_type == "month" and months.first <= period.end <= months.last:
        return period.end
    notices.append(
        f"There is no review of {period.label}: months from {months.first:%B %Y} to "
        f"{months.last:%B %Y} can be reviewed. This is {months.usual:%B %Y}."
    )
    return months.usual
