"""The City of London, which has its own police: what is held for it, and what is not."""

from dash import html
from dash.development.base_component import Component

from data.areas import CITY_OF_LONDON_POLICE, Area, all_areas
from data.store import read_table
from layouts.attributes import aria
from layouts.citations import dated
from layouts.components.chart import scrolling
from layouts.components.held_table import held_table
from layouts.held import measures_of
from metrics.catalogue import METRICS
from metrics.denominators import residents_by_year
from metrics.values import metric_values
from metrics.words import number

ALL_AGES = "all_ages"
GAPS = (
    "Searches are held with gaps. A figure of 12 months needs every month, so the newest of the "
    "City's own police is older than the newest month held."
)
OVERLAP = "Years that end less than 12 months apart share months: they cannot be added."
OFFENCES, YEARS = "knife_offences_by_force", "rolling_12_months"


def own_police(area: Area) -> list[Component]:
    """The two sections that stand in the place of the measures of a borough."""
    return [_absent(area), _held(area)]


def _absent(area: Area) -> Component:
    return html.Section(
        [
            html.H2("Not in these figures", id="measures"),
            html.P(
                f"The {area.area_name} has its own police force. The knife-crime figures on this "
                "site are those of the Metropolitan Police, who police the other 32 boroughs, and "
                "the City is in none of them: not in the boroughs' figures, and not in London's."
            ),
            html.P(
                "The City of London Police do not publish monthly counts of knife crime, knife "
                "injury, homicide victims or weapon possession in the open files that these "
                "pages are made from. That is a gap, not a zero."
            ),
            html.P(["See ", html.A("the 32 boroughs together", href="/"), "."]),
        ],
        **aria(labelledby="measures"),
    )


def _held(area: Area) -> Component:
    force = all_areas()[CITY_OF_LONDON_POLICE]
    tables = [
        held_table(place, measures_of(place), caption=caption)
        for place, caption in (
            (force, "Searches by the City's own police"),
            (area, "Recorded crime"),
        )
    ]
    return html.Section(
        [
            html.H2("What is held", id="held"),
            html.P(_residents(area)),
            html.P(GAPS),
            *_knife_offences(),
            *(table for table in tables if table),
        ],
        **aria(labelledby="held"),
    )


def _knife_offences() -> list[Component]:
    """Offences by the force as ONS prints them: another definition than the boroughs' series."""
    metric = METRICS[OFFENCES]
    rows = metric_values(OFFENCES, area=CITY_OF_LONDON_POLICE, period_type=YEARS, by=("source_id",))
    held = rows[rows["value"].notna()].iloc[::-1]
    if held.empty:
        return []
    caption = f"{metric.title}: City of London Police, 12 months, as ONS prints them"
    head = html.Tr([html.Th(words, scope="col") for words in ("12 months to", metric.unit, "File")])
    body = [
        html.Tr(
            [
                html.Th(f"{row['period_end']:%B %Y}", scope="row"),
                html.Td(number(row["value"])),
                html.Td(dated(metric, row["vintage"].date())),
            ]
        )
        for row in held.to_dict("records")
    ]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return [html.P(f"{metric.definition} {OVERLAP}"), scrolling(table, caption, tall=True)]


def _residents(area: Area) -> str:
    """How many live here, and why that says little."""
    said = (
        "Few people live in the City and a great many work there or pass through, so a rate per "
        "resident would say little about it."
    )
    found = residents_by_year(read_table("population"), ALL_AGES)
    newest = found.newest(area.area_code)
    if newest is None:
        return said
    year, residents = newest
    return f"{number(residents)} people lived here in mid-{year}. {said}"
