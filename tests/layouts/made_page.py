"""Pages with made-up figures: one whose charts follow the address, one without a region."""

from dataclasses import replace

from dash import html

from layouts.components.exhibit import exhibit
from layouts.exhibit import Exhibit, Toggle, by_name
from layouts.page import NothingHeeded, Page
from layouts.region import live_region
from metrics.catalogue import METRICS
from metrics.questions import Question
from tests.figures.builders import chart, rows

MADE, PLAIN = "/made", "/plain"
MORE = "more"


def made_exhibit(name, *values, query="", **changes):
    """An exhibit of made-up monthly counts."""
    held = rows(list(values) or [3, 5, 4, None, 6])
    given = {
        "chart": replace(chart(held), chart_id=name),
        "values": held,
        "metrics": (METRICS["knife_crime"],),
        "python": "values = None",
        "path": MADE,
        "query": query,
    }
    return Exhibit(**(given | changes))


def exhibits(more="", **_query):
    """Two exhibits, or three where the address asks for more."""
    query = f"{MORE}={more}" if more else ""
    toggle = (
        Toggle(label="Show fewer", query="")
        if more
        else Toggle(label="Show more", query=f"{MORE}=yes")
    )
    names = ("first", "second", *(["third"] if more else []))
    made = [made_exhibit(name, query=query, toggles=(toggle,)) for name in names]
    return by_name(*made, made_exhibit("small", question=Question(metric_id="knife_crime")))


def region(**query):
    """All exhibits, the small one without Dash."""
    return [exhibit(one, is_live=one.name != "small") for one in exhibits(**query).values()]


def layout(**query):
    """The page with a region."""
    return html.Article([html.H1("Made up"), html.H2("Charts"), live_region(region(**query))])


def made_pages():
    """Both pages."""
    shared = {
        "description": lambda: "Made up.",
        "read": lambda _path, query: NothingHeeded(state=bool(query.get(MORE))),
        "tables": (),
    }
    with_region = Page(
        path=MADE,
        name="Made",
        title=lambda: "Made",
        layout=layout,
        static=lambda: (MADE,),
        exhibits=exhibits,
        region=region,
        group="Use",
        **shared,
    )
    plain = Page(
        path=PLAIN,
        name="Plain",
        title=lambda: "Plain",
        layout=lambda **_query: html.Article(html.H1("Plain")),
        static=lambda: (PLAIN,),
        **shared,
    )
    return with_region, plain
