"""Places in a funnel: a rate against the size of the place, with the limits of chance."""

import math
from dataclasses import dataclass

from figures.chart import CONTEXT, FOCUS, ROLES, Chart
from figures.drawing import Run
from figures.rows import Reference
from metrics.funnel import POSITIONS, outside_by_chance

WITHIN = POSITIONS[2]
SHAPES = dict(zip(POSITIONS, ("far-below", "below", "inside", "above", "far-above"), strict=True))
"""The shape of a place by its position; one that is not judged has its own."""

FAR = (POSITIONS[0], POSITIONS[-1])
"""Beyond the outer limits."""

NOT_JUDGED = "unjudged"


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One place in a funnel.

    Attributes:
        size: What its rate divides by; None where there is none.
        events: What was counted.
        value: The rate or share, None where there is none, which is never zero.
        limits: The 95% limits of the funnel for a place of this size.
        position: One of `metrics.funnel.POSITIONS`; blank where it is not judged.
        provisional: Whether the value may still move, whatever its status.
        href: Where choosing it leads.
    """

    area_code: str
    name: str
    size: float | None
    events: float | None
    value: float | None
    lower: float | None = None
    upper: float | None = None
    limits: tuple[float, float] | None = None
    position: str = ""
    role: str = CONTEXT
    status: str = ""
    provisional: bool = False
    href: str = ""

    def __post_init__(self) -> None:
        numbers = (self.size, self.events, self.value, self.lower, self.upper)
        if not all(one is None or math.isfinite(one) for one in numbers):
            raise ValueError(
                f"A place takes finite numbers, or None where there is none; '{self.name}' has "
                f"{numbers}. Turn missing values into None first."
            )
        if self.role not in ROLES:
            raise ValueError(f"'{self.role}' is no role of a place. Use one of {ROLES}.")

    @property
    def style(self) -> str:
        """How it is drawn: its shape says where it lies, its size and colour its role."""
        return f"{SHAPES.get(self.position, NOT_JUDGED)}-{self.role}"

    @property
    def is_shown(self) -> bool:
        """Whether it has a place in the funnel."""
        return self.value is not None and self.size is not None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The two lines of one confidence, in pieces where they leave the plot or are not trusted."""

    confidence: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class FunnelChart(Chart):
    """Places by size and rate, about the rate of the whole.

    Attributes:
        members: In the order of the table.
        centre: The rate of the whole.
        limits: The wider pair first.
        kind_of_place: In the plural: "boroughs".
        size_unit: What the sizes are: "residents (mid-2024)".
        events_unit: What is counted: "offences".
        is_share: Whether the events are a part of the size.
        unplaced: Events of the whole that are in none of the places, where they are so many that
            the centre is the rate of the places together.
        adjusted: Whether the limits allow for lasting differences between places.
        dispersion: The variance of the places, in multiples of that by chance alone (φ).
    """

    members: tuple[Member, ...]
    centre: Reference
    limits: tuple[Limits, ...]
    kind_of_place: str
    size_unit: str
    events_unit: str
    is_share: bool = False
    unplaced: int = 0
    adjusted: bool = False
    dispersion: float = 1.0

    @property
    def shown(self) -> tuple[Member, ...]:
        """The places that have a place in the funnel."""
        return tuple(one for one in self.members if one.is_shown)

    @property
    def spread(self) -> float:
        """How many times as much as by chance alone the places differ: √φ, a standard deviation."""
        return math.sqrt(self.dispersion)

    @property
    def focus(self) -> Member | None:
        """The place the chart is about."""
        return next((one for one in self.members if one.role == FOCUS), None)

    @property
    def judged(self) -> tuple[Member, ...]:
        """The places whose position is known."""
        return tuple(one for one in self.members if one.position)

    @property
    def outside(self) -> tuple[Member, ...]:
        """The places outside the 95% limits."""
        return tuple(one for one in self.judged if one.position != WITHIN)

    @property
    def outside_by_chance(self) -> float:
        """How many would be outside the 95% limits if all were alike."""
        return outside_by_chance(len(self.judged))
