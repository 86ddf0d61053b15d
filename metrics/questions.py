"""A question to the values: the same choices on the command line, over HTTP and on a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.catalogue import get_metric
from metrics.metric import Metric
from metrics.offers import ALL_AREAS
from metrics.values import metric_values


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a measure; what is left out is answered in the usual way.

    Attributes:
        areas: Codes, names or slugs; with "all" among them, every borough and police force.
        start: Only periods that end on or after this day.
        end: Only periods that end by this day.
        on: The one day a state is judged on, for measures that take one.
        as_of: Only what had been published by this day.
        by: Dimensions to break down by.
    """

    metric_id: str
    areas: tuple[str, ...] = (ALL_AREAS,)
    period_type: str | None = None
    start: date | None = None
    end: date | None = None
    on: date | None = None
    stated_as: str | None = None
    as_of: date | None = None
    by: tuple[str, ...] = ()

    @property
    def metric(self) -> Metric:
        """The measure asked about.

        Raises:
            UnknownMetricError: If there is none of that name.
        """
        return get_metric(self.metric_id)

    @property
    def area(self) -> str | tuple[str, ...]:
        """The places as `metric_values` takes them."""
        return ALL_AREAS if ALL_AREAS in self.areas else self.areas

    def rows(self) -> pd.DataFrame:
        """The values, as `metrics.values.metric_values` gives them; do not modify the result.

        Raises:
            UnknownMetricError: If there is no such measure.
            UnknownAreaError: If there is no such place.
            ParameterError: If the measure is not offered or not held in this way.
            TableMissingError: If a table it needs has not been built or loaded.
        """
        return metric_values(
            self.metric_id,
            area=self.area,
            period_type=self.period_type,
            start=self.start,
            end=self.end,
            on=self.on,
            stated_as=self.stated_as,
            as_of=self.as_of,
            by=self.by,
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every choice that was made, by the name it has outside of Python."""
        chosen = {
            "area": self.areas,
            "period-type": (self.period_type,),
            "from": (self.start,),
            "to": (self.end,),
            "on": (self.on,),
            "as": (self.stated_as,),
            "as-of": (self.as_of,),
            "by": self.by,
        }
        for name, values in chosen.items():
            yield from ((name, str(value)) for value in values if value is not None)
