"""Areas on a map, each in the class of its figure: filled outlines in ordinary axes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypedDict, Unpack

from data.areas import all_areas
from figures.chart import CONTEXT, ROLES, Axis, Chart
from figures.drawing import Spot
from figures.funnel import SHAPES, FunnelChart, Member
from figures.funnel_words import SAID, lines
from figures.outlines import HIGH, WIDE, Outline
from metrics.funnel import POSITIONS

NO_FIGURES, NOT_JUDGED = "none", "unjudged"


@dataclass(frozen=True, kw_only=True)
class MapClass:
    """Areas that look alike.

    Attributes:
        style: Of the areas, without the "map-" that `figures.theme` puts before it.
    """

    style: str
    name: str


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """One area.

    Attributes:
        style: That of its class.
        said: What its figures are, one line each, after its name.
        mark: A number or letter that stands in the area and before its name in words; blank for
            none.
        value: The figure, None where there is none.
        provisional: Whether it may still move, whatever its status.
    """

    outline: Outline
    name: str
    style: str
    said: tuple[str, ...]
    mark: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    status: str = ""
    provisional: bool = False
    role: str = CONTEXT
    href: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"'{self.role}' is no role of an area. Use one of {ROLES}.")

    @property
    def called(self) -> str:
        """The name, after its mark."""
        return f"{self.mark} {self.name}".strip()

    @property
    def spot(self) -> Spot:
        """What the area says when the pointer is in it."""
        return Spot(place=self.outline.middle, lines=(self.called, *self.said), href=self.href)


@dataclass(frozen=True, kw_only=True)
class MapChart(Chart):
    """Areas in classes, in the order of the table.

    Attributes:
        classes: Every class of the key, the highest first; that of areas without figures last.
        category: What an area is, as the heading of the table's first column.
        plural: Several of them, in a sentence.
    """

    areas: tuple[MapArea, ...]
    classes: tuple[MapClass, ...]
    category: str
    plural: str

    @property
    def used(self) -> tuple[MapClass, ...]:
        """The classes that some area is in."""
        held = {one.style for one in self.areas}
        return tuple(one for one in self.classes if one.style in held)


class Words(TypedDict, total=False):
    """What a caller may say of a map beyond its areas.

    Attributes:
        chart_id: Name of the chart.
        title: The finding; that of the funnel where blank.
        absence: What is said of an area without figures.
        apart: A letter for an area that is no place of the funnel; blank for none.
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.
    """

    chart_id: str
    title: str
    absence: str
    apart: str
    notes: tuple[str, ...]
    source: str


class Subject(TypedDict):
    """What areas are values of; the fields of `MapChart` by the same names."""

    chart_id: str
    title: str
    measure: str
    place: str
    period: str
    unit: str
    decimals: int
    category: str
    plural: str
    notes: tuple[str, ...]


POSITION_CLASSES = (
    *(MapClass(style=SHAPES[position], name=SAID[position]) for position in reversed(POSITIONS)),
    MapClass(style=NOT_JUDGED, name="not judged: too few expected"),
    MapClass(style=NO_FIGURES, name="no figures"),
)


def position_map(
    funnel: FunnelChart,
    outlines: Mapping[str, Outline],
    *,
    category: str = "Borough",
    **words: Unpack[Words],
) -> MapChart:
    """The places of a funnel where they lie, numbered by name, in the classes of their positions.

    Args:
        funnel: The places with their figures, and which are drawn apart.
        outlines: By code; one that is no place of the funnel is drawn as without figures.
        category: What a place is.
        words: See `Words`.
    """
    members = {one.area_code: one for one in funnel.members}
    absence = words.get("absence", "no figures")
    numbers = count(1)
    areas = tuple(
        replace(
            _area(funnel, outline, members.get(code), absence=absence),
            mark=str(next(numbers)) if code in members else words.get("apart", ""),
        )
        for code, outline in _by_name(outlines)
    )
    return MapChart(
        chart_id=words.get("chart_id", f"{funnel.chart_id}-map"),
        title=words.get("title", funnel.title),
        measure=funnel.measure,
        place=funnel.place,
        period=funnel.period,
        unit=funnel.unit,
        decimals=funnel.decimals,
        x=MAP_X,
        y=MAP_Y,
        areas=areas,
        classes=POSITION_CLASSES,
        category=category,
        plural=funnel.kind_of_place,
        notes=words.get("notes", ()),
        source=words.get("source", ""),
        plot_height=0,
    )


def area_map(areas: Sequence[MapArea], classes: Sequence[MapClass], subject: Subject) -> MapChart:
    """Areas in classes of the caller's own.

    Args:
        areas: In the order of the table, each in the style of a class.
        classes: The highest first; their styles are among those of `figures.theme`.
        subject: What the areas are values of.
    """
    return MapChart(
        x=MAP_X, y=MAP_Y, areas=tuple(areas), classes=tuple(classes), plot_height=0, **subject
    )


def _area(funnel: FunnelChart, outline: Outline, one: Member | None, *, absence: str) -> MapArea:
    if one is None or not one.is_shown:
        name = one.name if one else _name(outline.area_code)
        return MapArea(outline=outline, name=name, style=NO_FIGURES, said=(absence,))
    return MapArea(
        outline=outline,
        name=one.name,
        style=SHAPES.get(one.position, NOT_JUDGED),
        said=lines(funnel, one)[1:],
        value=one.value,
        lower=one.lower,
        upper=one.upper,
        status=one.status,
        provisional=one.provisional,
        role=one.role,
        href=one.href,
    )


def _by_name(outlines: Mapping[str, Outline]) -> Sequence[tuple[str, Outline]]:
    return sorted(outlines.items(), key=lambda pair: _name(pair[0]))


def _name(area_code: str) -> str:
    return all_areas()[area_code].label if area_code in all_areas() else area_code


MAP_X = Axis(low=0, high=WIDE, ticks=())
MAP_Y = Axis(low=0, high=HIGH, ticks=())
