"""Stop and search: how much, for what, with which outcome, and of whom; force or borough."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from data.areas import CITY_OF_LONDON_POLICE, LONDON, METROPOLITAN_POLICE, Area, all_areas, boroughs
from layouts import search_charts as charts
from layouts.answer_words import lead
from layouts.answers import Answer, answer
from layouts.attributes import aria
from layouts.choices import Choice, Chosen, read_choices
from layouts.components.answer_list import answer_list
from layouts.components.choice_form import choice_form
from layouts.components.exhibit import exhibit
from layouts.components.freshness import freshness_section
from layouts.components.notices import notices
from layouts.components.search_limits import cannot_be_told, worked_check
from layouts.disparity_chart import (
    COMPARED,
    GUIDE,
    LIMITS,
    OBJECTS,
    bounds,
    disparity,
    unknown_share,
)
from layouts.exhibit import Exhibit, by_name
from layouts.kept import kept
from layouts.page import lone_page
from layouts.region import live_region
from layouts.static_html import printed
from metrics.words import inside

TITLE = "Stop and search"
DESCRIPTION = (
    "How often London's police stop and search, for weapons and under section 60, what followed, "
    "and how often people of one ethnic group are searched for each resident against another."
)
AREA, COMPARATOR, OBJECT = "area", "against", "for"
HOME = "metropolitan-police"
WHOLE: Mapping[str, tuple[str, str]] = {
    HOME: (METROPOLITAN_POLICE, "London (Metropolitan Police area)"),
    "city-of-london-police": (CITY_OF_LONDON_POLICE, "City of London Police"),
    "london": (LONDON, "London (both police forces)"),
}
CHOICES = (
    Choice(
        name=AREA,
        label="Place",
        options={key: label for key, (_, label) in WHOLE.items()}
        | {place.slug: place.area_name for place in boroughs()},
        default=HOME,
    ),
    Choice(
        name=COMPARATOR, label="Compare each ethnic group with", options=COMPARED, default="white"
    ),
    Choice(
        name=OBJECT,
        label="In searches for",
        options={key: words.capitalize() for key, words in OBJECTS.items()},
        default="all",
    ),
)
ASKED = (
    ("searches", "searches", "#searches"),
    ("weapon_searches", "weapon searches", "#weapon-searches"),
    ("section_60_searches", "searches under section 60", "#section-60"),
    ("weapon_search_arrest_rate", "arrest rates of weapon searches", "#outcomes"),
)
TABLES = ("searches_by_borough", "searches_by_ethnicity", "search_months", "recorded_offences")
NO_RATIO = (
    "No ratio can be stated here: each group was searched fewer than 100 times, or fewer than "
    "20,000 residents make up the group compared with."
)
NOT_HELD = "No figures of this are held for {place}."


def layout(**query: str) -> Component:
    """The page; the query string chooses the place and the comparison of groups."""
    return html.Article(
        [
            html.Div(
                html.Div(
                    [
                        html.H1(TITLE),
                        html.P(_lead(), className="lead"),
                        html.P(
                            "Searches are what officers did. Their number follows where officers "
                            "are sent and what they are told to look for. More or fewer is "
                            "neither better nor worse, and no measure of crime.",
                            className="meta",
                        ),
                    ]
                ),
                className="opening",
            ),
            printed(choice_form(read_choices(CHOICES, query), path=charts.PATH, target="place")),
            live_region(_region(**query)),
            *_fixed(),
        ]
    )


@kept(1)
def _fixed() -> Sequence[Component]:
    """What no choice changes."""
    return [printed([cannot_be_told(), worked_check(), freshness_section(TABLES)])]


def _lead() -> str:
    """London's answer by name, whatever place is chosen below; a chosen place has its own there."""
    place = all_areas()[METROPOLITAN_POLICE]
    said = lead(_answers(place))
    return f"In {place.label}, {inside(said)}" if said else ""


def _region(**query: str) -> Sequence[Component | None]:
    """What follows the form."""
    chosen = read_choices(CHOICES, query)
    answered, volume, followed, *others = _of_place(**{AREA: chosen[AREA]})
    groups = _groups(**chosen.values)
    return [printed(notices(chosen.notices)), answered, volume, followed, *groups, *others]


@kept(64)
def _of_place(**values: str) -> Sequence[Component]:
    """The sections that no comparison of groups changes."""
    chosen = read_choices(CHOICES, values)
    area, label, found = _area(chosen), _label(chosen), _place_exhibits(chosen)
    return [
        printed(_answered(area, label)),
        _volume(found, label),
        _followed(found, label),
        _beside(found, label),
        _places(area, found),
    ]


def _answers(area: Area) -> list[Answer]:
    found = (answer(m, area, name=name, href=href) for m, name, href in ASKED)
    return [one for one in found if one is not None]


def _answered(area: Area, label: str) -> Component:
    found = _answers(area)
    is_told_above = area.area_code == METROPOLITAN_POLICE
    own = [] if is_told_above else [html.P(lead(found), className="answer")]
    return html.Section(
        [html.H2(label, id="place"), *own, answer_list(found)], **aria(labelledby="place")
    )


def _volume(found: Mapping[str, Exhibit], label: str) -> Component:
    return _section(
        "volume",
        "How many searches",
        [
            "Each figure is a month. Months without a file are gaps, never zeros. A month whose "
            "file stops short is left out, and one that was loaded twice in part is marked. "
            "Searches under section 60 need no suspicion of the person searched: a senior officer "
            "allows them in one area for some hours. They stand apart and are not among the "
            "searches for weapons.",
        ],
        _pair(found, ("searches", "section-60"), label),
    )


def _followed(found: Mapping[str, Exhibit], label: str) -> Component:
    return _section(
        "followed",
        "What followed a search for weapons",
        [
            "A positive outcome is any but no further action: an arrest, a summons, a caution, a "
            "penalty notice, a community resolution or a warning. It may concern something other "
            "than a weapon.",
        ],
        _pair(found, ("outcomes", "outcome-intervals"), label),
    )


@kept(256)
def _groups(**values: str) -> Sequence[Component]:
    """Who is searched, with the reading guide before the chart and its limits beside it."""
    chosen = read_choices(CHOICES, values)
    one = _group_exhibit(chosen)
    unknown = [unknown_share(_area(chosen)), bounds(one.values) if one else ""]
    limits = [*LIMITS, " ".join(filter(None, unknown))]
    beside = html.Div(
        [html.H3("What limits a ratio"), html.Ul([html.Li(sentence) for sentence in limits])]
    )
    drawn = exhibit(one) if one else printed(html.P(NO_RATIO))
    shown = html.Div([drawn, printed(beside)], className="pairs")
    return [_section("groups", "Who is searched, for each resident", GUIDE, [shown])]


def _beside(found: Mapping[str, Exhibit], label: str) -> Component:
    return _section(
        "beside",
        "Searches beside possession",
        [
            "Possession of a weapon is often recorded because somebody was searched. It is also "
            "found after an arrest or a call for help, so the two need not move together. "
            "Neither says how many people carry a knife.",
            *charts.axis_words(found),
        ],
        _pair(found, ("weapon-searches", "possession"), label),
    )


def _places(area: Area, found: Mapping[str, Exhibit]) -> Component:
    words = [
        "A search without coordinates counts for the police force and for no borough. So the "
        "searches of a borough are too few by about this share.",
    ]
    if area.area_type == "borough":
        words.append("The share is known for the whole force only.")
    return _section("places", "Searches with no known place", words, [exhibit(found["no-place"])])


def _section(
    name: str, title: str, paragraphs: Sequence[str], content: Sequence[Component]
) -> Component:
    words = [html.H2(title, id=name), *map(html.P, paragraphs)]
    return html.Section([printed(words), *content], **aria(labelledby=name))


def _pair(found: Mapping[str, Exhibit], names: Sequence[str], label: str) -> list[Component]:
    """The exhibits of these names beside each other; a sentence where none is held."""
    shown = [exhibit(found[name]) for name in names if name in found]
    if not shown:
        return [printed(html.P(NOT_HELD.format(place=label)))]
    return [html.Div(shown, className="pairs")]


def _area(chosen: Chosen) -> Area:
    key = chosen[AREA]
    if key in WHOLE:
        return all_areas()[WHOLE[key][0]]
    return next(place for place in boroughs() if place.slug == key)


def _label(chosen: Chosen) -> str:
    return CHOICES[0].options[chosen[AREA]]


def _place_exhibits(chosen: Chosen) -> Mapping[str, Exhibit]:
    """The charts of a place by name; those that it has no figures for are left out."""
    return by_name(*(one for one in _drawn(_area(chosen), chosen.query_of(AREA)) if one))


def _drawn(area: Area, query: str) -> Iterator[Exhibit | None]:
    yield charts.monthly("searches", area, "searches", query)
    yield charts.monthly("section_60_searches", area, "section-60", query)
    yield charts.outcomes_over_time(area, query)
    yield charts.outcomes_then_and_now(area, query)
    yield from charts.beside_possession(area, query) or ()
    yield charts.no_place(area, query)


def _group_exhibit(chosen: Chosen) -> Exhibit | None:
    return disparity(_area(chosen), chosen[COMPARATOR], chosen[OBJECT], chosen.query)


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    chosen = read_choices(CHOICES, query)
    groups = _group_exhibit(chosen)
    return {**_place_exhibits(chosen), **(by_name(groups) if groups else {})}


PAGE = lone_page(
    charts.PATH,
    name="Stop and search",
    group="Figures",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    read=partial(read_choices, CHOICES),
    tables=TABLES,
)
