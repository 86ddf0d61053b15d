"""What is known of the problem in one borough: offences, victims, searches, outcomes, the rest."""

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from layouts.attributes import aria
from layouts.components.boroughs import borough_path
from layouts.components.exhibit import exhibit
from layouts.components.held_table import held_table
from layouts.held import measures_of
from layouts.problem_exhibits import BESIDE, OUTCOMES, SEARCHES, problem_exhibits
from layouts.static_html import printed
from layouts.summaries import not_loaded

PRIMARY = "primary"
VICTIMS = (
    "The police publish the number of people injured with a knife who are under 25, by borough, "
    "and those of them who were not hurt in domestic abuse. They do not publish ages, sexes or "
    "ethnicities of victims by borough. For the whole of London, the victims of homicide are shown "
    "by age, sex and method."
)
RESTRICTED = (
    "Who is hurt again, who offends again and how many people the police count as habitual knife "
    "carriers can only be counted from records of single persons. Those are rightly not public. "
    "Whoever holds them can load a file; the rows are counted while they are read and never kept."
)
SMALL = "Small numbers move by chance. A borough's single months say little."


def problem_profile(area: Area) -> list[Component]:
    """The section of a borough's page."""
    path = borough_path(area)
    charts = {one.name: exhibit(one) for one in problem_exhibits(area, path=path)}
    parts = [
        html.H2("Problem profile", id="profile"),
        html.P(SMALL),
        charts.get(BESIDE),
        printed(_victims(), className="part"),
        charts.get(SEARCHES),
        printed(_more_on_searches(area), className="part"),
        charts.get(OUTCOMES),
        printed([*_others(area), *_restricted()], className="part"),
    ]
    return [
        html.Section([part for part in parts if part is not None], **aria(labelledby="profile"))
    ]


def _victims() -> list[Component]:
    return [
        html.H3("Victims"),
        html.P([VICTIMS, " ", html.A("Victims in London", href="/victims"), "."]),
    ]


def _more_on_searches(area: Area) -> Component:
    href = f"/stop-and-search?area={area.slug}"
    return html.P(html.A(f"All of stop and search in {area.area_name}", href=href))


def _others(area: Area) -> list[Component]:
    """Every other measure held of the place."""
    table = held_table(
        area,
        [metric for metric in measures_of(area) if metric.tier != PRIMARY],
        caption=f"Other measures of {area.area_name}, with the newest figure held of each",
        path=borough_path(area),
    )
    return [html.H3("Other measures"), table] if table else []


def _restricted() -> list[Component]:
    names = "; ".join(metric.title for metric in not_loaded())
    return [
        html.H3("What is restricted, and why"),
        html.P(RESTRICTED),
        *([html.P(f"Not loaded: {names}.")] if names else []),
    ]
