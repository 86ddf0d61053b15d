"""How far the borough's own action plan has come, where one is loaded."""

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.errors import KnifeCrimeError
from figures.words import listed
from layouts.attributes import aria
from metrics.values import metric_values
from metrics.words import number

PROGRESS, STATUS = "action_plan_progress", "action_status"
NONE = (
    "No action plan of this borough is loaded. A partnership that has one can load it: the layout "
    "is described under action plans."
)


def local_plan(area: Area) -> Component:
    """The section of a borough's page."""
    return html.Section(
        [
            html.H2("Local action plan", id="plan"),
            html.P(_progress(area) or NONE),
            html.P(html.A("Action plans", href=f"/action-plans?borough={area.slug}")),
        ],
        **aria(labelledby="plan"),
    )


def _progress(area: Area) -> str:
    """The newest count of actions by status in a sentence; blank where no plan is loaded."""
    try:
        rows = metric_values(PROGRESS, area=area.area_code, by=(STATUS,))
    except KnifeCrimeError:
        return ""
    newest = rows[(rows["period_end"] == rows["period_end"].max()) & (rows["value"] > 0)]
    if newest.empty:
        return ""
    parts = [f"{number(row.value)} {getattr(row, STATUS)}" for row in newest.itertuples()]
    total, known = number(newest["value"].sum()), newest["vintage"].max()
    return (
        f"Of {total} actions in the plan, as known in {known:%B %Y}: "
        f"{listed(parts)}. What is not reported is not known: it may be done."
    )
