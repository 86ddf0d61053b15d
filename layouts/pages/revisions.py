"""Revisions: what each file said of each month, and how far such figures usually move."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data.areas import METROPOLITAN_POLICE, all_areas
from layouts.asked import AREA, AS_OF, edition_days, place_name, places
from layouts.components.exhibit import exhibit
from layouts.components.get_form import HINT, Choice, field, field_id, get_form, select_field
from layouts.components.notices import notices
from layouts.components.revision_tables import tables
from layouts.exhibit import Exhibit, by_name
from layouts.held import TABLES
from layouts.kept import kept
from layouts.native import native_input
from layouts.page import lone_page
from layouts.region import live_region
from layouts.revision_exhibit import PATH, revision_exhibit
from layouts.revision_view import (
    FIRST,
    MEASURE,
    RevisionView,
    read_revisions,
    revisable_measures,
)
from layouts.revision_words import answer, stated
from layouts.static_html import printed
from metrics.catalogue import METRICS
from metrics.words import day

TITLE = "Revisions"
LEAD = (
    "Figures change after they are published. What each file said, how far such figures usually "
    "move, and what stood on any day."
)
HOW_TO = "Write a day as 2025-09-01, or leave it blank for what was published first."
WORKED, JULY = "knife_crime_positive_outcome_rate", "2025-07-31"

KEPT = 128
"""Regions that each worker keeps, at about 30 KB each."""


def layout(**query: str) -> Component:
    """The page; the query string chooses measure, place and day."""
    view = read_revisions(query)
    return html.Article(
        [
            printed(
                html.Div([html.H1(TITLE), html.P(LEAD, className="lead")]), className="opening"
            ),
            printed(_form(view)),
            live_region(_region(**query)),
        ]
    )


@kept(KEPT)
def _region(**query: str) -> Sequence[Component]:
    view = read_revisions(query)
    found = revision_exhibit(view)
    return [
        printed([notices([*view.notices, *_as_it_stood(view, found)]), _opening(view)]),
        *([exhibit(found)] if found else []),
        printed(tables(view)),
    ]


def _opening(view: RevisionView) -> Component:
    return html.Section(
        [
            html.H2(f"{view.metric.title}, {view.area.label}", id="answer"),
            html.P(answer(view), className="answer"),
            *_worked_case(view),
        ],
        className="first",
    )


def _as_it_stood(view: RevisionView, found: Exhibit | None) -> list[str]:
    if view.as_of is None:
        return []
    known = [one for one in view.days if one <= view.as_of]
    if not known:
        return ["Nothing of this measure had been published by that day, in the files held."]
    if found is None:
        return ["No figure that stood on that day has been stated again since, in the files held."]
    return [f"Beside the newest: the figures as they stood with the file of {day(view.as_of)}."]


def _worked_case(view: RevisionView) -> list[Component]:
    """Where the page shows another measure, the way to the case that moved most."""
    if view.metric.metric_id == WORKED and view.area.area_code == METROPOLITAN_POLICE:
        return []
    whole = all_areas()[METROPOLITAN_POLICE]
    case = read_revisions({MEASURE: WORKED})
    rows = case.found.changes
    month = rows[rows["period_end"] == JULY]
    if month.empty or month["revision"].isna().all():
        return []
    first, newest = (stated(METRICS[WORKED], month.iloc[0], which) for which in ("first", "newest"))
    href = f"{PATH}?{urlencode({MEASURE: WORKED, AREA: place_name(whole)})}"
    return [
        html.P(
            [
                html.Strong("A worked case: "),
                html.A("positive outcomes of July 2025", href=href),
                f", {whole.label}: {first} as first published, {newest} now.",
            ]
        )
    ]


def _form(view: RevisionView) -> Component:
    several = [m for m in revisable_measures() if len(edition_days(m.inputs)) > 1]
    one = [m for m in revisable_measures() if m not in several]
    groups = {
        "Several files are held": [Choice(m.metric_id, m.title) for m in several],
        "One file is held": [Choice(m.metric_id, m.title) for m in one],
    }
    areas = [Choice(place_name(area), area.label) for area in places()]
    chosen = view.as_of.isoformat() if view.as_of and view.as_of in view.days else ""
    return get_form(
        [
            select_field(
                MEASURE, "Measure", groups, chosen=view.metric.metric_id, default=FIRST, wide=True
            ),
            select_field(
                AREA, "Place", {"": areas}, chosen=place_name(view.area), default="london"
            ),
            field(
                AS_OF,
                "As it stood on",
                native_input(
                    "text",
                    AS_OF,
                    chosen,
                    id=field_id(AS_OF),
                    data_default="",
                    autocomplete="off",
                    aria_describedby=HINT,
                ),
            ),
        ],
        path=PATH,
        button="Show",
        hint=HOW_TO,
    )


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    found = revision_exhibit(read_revisions(query))
    return by_name(*([found] if found else []))


PAGE = lone_page(
    PATH,
    name="Revisions",
    group="Background",
    title=TITLE,
    description=(
        "How figures on knife crime in London moved after they were first published: month by "
        "month, by file, with the usual size of a revision and the figures as of any day."
    ),
    layout=layout,
    read=read_revisions,
    exhibits=_exhibits,
    region=_region,
    tables=TABLES,
)
