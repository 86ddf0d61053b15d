"""What every number declares before it may be shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, update_wrapper
from typing import Any

import pandas as pd

from data.periods import PERIOD_TYPES

LOWER_IS_BETTER = "lower is better"
HIGHER_IS_BETTER = "higher is better"
NO_JUDGEMENT = "no judgement"

COUNT, SHARE, VICTIMISATION, PUBLISHED = "count", "share", "victimisation", "published"
RATIO, DIFFERENCE = "ratio", "difference"

YEARS = ("rolling_12_months", "financial_year", "calendar_year")
"""The period types that are twelve months long."""

RESIDENTS_WORDS = {"all_ages": "residents", "under_25": "residents under 25"}


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A measure: its words, its inputs, and the function that counts it.

    Attributes:
        kind: "count" of events; "share" of one count in another, in percent; "victimisation",
            events in 12 months per resident; "published", a value taken as printed; "ratio", one
            group's rate divided by another's; "difference", one group's share less another's.
        unit: Unit of the value as a count, share or printed value.
        unit_of_total: Unit of the value that is not broken down, where `unit` leaves open of whom
            it is; blank where the two are the same.
        rate_per: Residents a rate is stated for; 0 where no rate is offered.
        residents: Age group of the denominator, "all_ages" or "under_25"; blank without rate.
        direction: "lower is better", "higher is better" or "no judgement".
        by_chance: Whether the counts vary by chance, so that they have confidence limits; the
            actions of a plan do not.
        no_interval: Why its values have no interval, one sentence; blank where they have.
        whole_from_parts: Whether the police area is the sum of its boroughs where the tables have
            no row of it; not where only some boroughs have figures.
        base_period: The period type the tables hold: "month", "quarter" or one kind of year.
        stated_periods: Period types that the tables state in rows of their own, told apart by the
            column `period_type` of what `compute` returns. Such rows are taken as they stand, never
            summed; where the base period is none of them, its sums stand beside them.
        period_types: Offered period types by area type.
        period_note: Why an area type is not offered every period type, one sentence.
        area_note: Why a kind of area is not offered the measure at all, one sentence.
        dimensions: Values a reader may break the measure down by, per dimension; none listed
            where they are free texts. What `compute` returns has these columns; a row of an area
            that is not broken down leaves them empty.
        also_called: Other names of dimensions; the column keeps the name of the dimension.
        dimension_area_types: Kinds of area that may be broken down.
        whole_force_dimensions: Dimensions that only whole police forces are broken down by.
        dimension_note: Why only those, one sentence.
        rate_dimensions: Dimensions whose values share the area's residents, so that a rate can be
            broken down by them.
        total_rows: For dimensions that hold their own total, or series that must never be added:
            the value whose rows stand for the measure when it is not broken down by them.
        total_names: For dimensions of `total_rows`: what the measure counts when it is not broken
            down by them, where its unit alone would not tell; the unit of the values then does.
        no_total: Dimensions that every question must name, because their values overlap or count
            different things and none stands for the measure: for each, why, as a clause.
        zero_filled: Whether a month without a row, between the first and the last held, counts
            zero because the publisher lists events; otherwise it is missing.
        minimum: Least denominator a share is stated for; below it the value is withheld.
        inputs: Tables that `compute` is given, in this order.
        optional_inputs: Those of them that may be missing: no rows stand for them then.
        inputs_by: Tables it is given besides, when broken down by a dimension that needs them.
        breaks_down_itself: Whether `compute` is also given `by`, the dimensions asked for, and
            returns those only, because counting all of them at once would be slow.
        neighbourhood_inputs: Tables of the same layout by neighbourhood, none where not held.
        compute: From the input tables to counted rows of the base period: `area_code`,
            `period_end`, the dimensions, `numerator`, for a share `denominator`, `status` and
            `vintage`; for a ratio also `denominator`, the events of the group compared with,
            `unknown`, `residents` and `other_residents`; for a difference also `denominator`,
            `other_numerator` and `other_denominator`; for a printed rate also `events`, where the
            number behind it is known. `metrics.values` derives everything else.
        compute_on: Where a state can be judged on any day: from the input tables, `by` and `day`
            to the rows of that day, in the columns of `compute`.
    """

    metric_id: str
    title: str
    short_title: str
    tier: str
    kind: str
    unit: str
    definition: str
    numerator: str
    denominator: str = ""
    rate_per: int = 0
    residents: str = ""
    direction: str = NO_JUDGEMENT
    decimals: int = 0
    by_chance: bool = True
    no_interval: str = ""
    whole_from_parts: bool = True
    base_period: str = "month"
    stated_periods: tuple[str, ...] = ()
    period_types: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"borough": PERIOD_TYPES, "police_force": PERIOD_TYPES}
    )
    period_note: str = ""
    area_note: str = ""
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also_called: Mapping[str, str] = field(default_factory=dict)
    dimension_area_types: tuple[str, ...] = ("police_force",)
    whole_force_dimensions: tuple[str, ...] = ()
    dimension_note: str = ""
    rate_dimensions: tuple[str, ...] = ()
    total_rows: Mapping[str, str] = field(default_factory=dict)
    total_names: Mapping[str, str] = field(default_factory=dict)
    unit_of_total: str = ""
    no_total: Mapping[str, str] = field(default_factory=dict)
    zero_filled: bool = False
    minimum: int = 0
    inputs: tuple[str, ...]
    optional_inputs: tuple[str, ...] = ()
    inputs_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    breaks_down_itself: bool = False
    neighbourhood_inputs: tuple[str, ...] = ()
    source_ids: tuple[str, ...]
    caveats: tuple[str, ...]
    compute: Callable[..., pd.DataFrame]
    compute_on: Callable[..., pd.DataFrame] | None = None

    @property
    def offered_period_types(self) -> tuple[str, ...]:
        """Every period type that some kind of area is offered, shortest first."""
        offered = {kind for kinds in self.period_types.values() for kind in kinds}
        return tuple(kind for kind in PERIOD_TYPES if kind in offered)

    @property
    def stated_as(self) -> tuple[str, ...]:
        """The ways the measure can be stated, its usual one first."""
        if self.kind == COUNT:
            return ("count", "rate") if self.rate_per else ("count",)
        return ("rate",) if self.kind == VICTIMISATION else (self.kind,)

    def unit_by(self, by: Sequence[str] = ()) -> str:
        """Unit of its values as they stand, broken down by these dimensions or not at all."""
        return self.unit if by else self.unit_of_total or self.unit

    @property
    def rate_unit(self) -> str:
        """Unit of the rate, such as "offences per 1,000 residents"; blank where none is offered."""
        if not self.rate_per:
            return ""
        return f"{self.events} per {self.rate_per:,} {RESIDENTS_WORDS[self.residents]}"

    @property
    def interval_note(self) -> str:
        """What a chart says of the missing interval; blank where values have one."""
        return f"No 95% interval: {self.no_interval}" if self.no_interval else ""

    def decimals_as(self, stated_as: str) -> int:
        """Decimals to show: whole numbers for counts, at least two for rates of residents."""
        return max(self.decimals, 2) if stated_as == "rate" else self.decimals

    @property
    def events(self) -> str:
        """What is counted, in one word: offences or victims."""
        return self.unit.split()[0]


def fixed(function: Callable[..., pd.DataFrame], **parameters: Any) -> Callable[..., pd.DataFrame]:
    """A metric's function with parameters settled, keeping its name and docstring."""
    return update_wrapper(partial(function, **parameters), function)
