"""What cannot be told of stop and search, and a published table beside our own counts."""

from functools import lru_cache

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.published_searches import (
    ADDRESS,
    AUTHOR,
    FIRST_MONTH,
    LAST_MONTH,
    OVERALL_RATE_PER_1000,
    TITLE,
    published_searches,
)
from data.store import data_version, read_table
from layouts.attributes import aria
from layouts.components.chart import scrolling
from layouts.components.printed_figures import printed_figures
from metrics.catalogue import METRICS
from metrics.search_check import search_check
from metrics.stop_and_search import NO_FIND_RATE
from metrics.words import number

CAPTION = "Searches and ratios as printed, and as counted here"
HEADINGS = ("Group", "Searches, printed", "Searches, here", "Ratio, printed", "Ratio, here")
AGES = {
    "10_to_17": "10 to 17",
    "18_to_24": "18 to 24",
    "25_to_34": "25 to 34",
    "over_34": "over 34",
}


def cannot_be_told() -> Component:
    """Why there is no find rate, and a printed figure that lies before the months held."""
    return html.Section(
        [
            html.H2("What cannot be told", id="find-rate"),
            html.P(NO_FIND_RATE),
            html.P(
                "The field that would say so is blank or false in every record of the force. So "
                "no find rate is shown here. An arrest or another outcome is none: it may be for "
                "drugs found on the way, or for what somebody said."
            ),
            html.P(
                "The strategy of 2017 printed one figure of searches that a measure here counts. "
                "It lies before the months held, so it is shown and not compared."
            ),
            printed_figures([METRICS["section_60_searches"]]),
        ],
        **aria(labelledby="find-rate"),
    )


def worked_check() -> Component:
    """The check in words, and its table folded in."""
    return html.Section(
        [html.H2("A published table, worked through", id="check"), *_check()],
        **aria(labelledby="check"),
    )


def _check() -> list[Component]:
    found = _checked(data_version())
    alike = int((found["searches"] == found["printed_searches"]).sum())
    same = (found["ratio"].round(1) == found["printed_ratio"]).sum()
    return [
        html.P(
            [
                f"{AUTHOR} printed the searches of {len(found)} groups by sex, age and the "
                f"ethnicity people stated, {FIRST_MONTH:%B} to {LAST_MONTH:%B %Y}, and how many "
                f"times the overall rate of {OVERALL_RATE_PER_1000} searches per 1,000 residents "
                "each group's is (",
                html.A(TITLE, href=ADDRESS),
                f"). Counted here from the same records, {alike} of the {len(found)} counts and "
                f"{same} of the ratios come out as printed. His residents are projections by the "
                "Greater London Authority for 2020, not the Census.",
            ]
        ),
        html.Details([html.Summary(f"The {len(found)} groups, row by row"), _table(found)]),
    ]


@lru_cache(maxsize=2)
def _checked(_version: str) -> pd.DataFrame:
    return search_check(read_table("searches_by_person"), published_searches())


def _table(found: pd.DataFrame) -> Component:
    head = html.Tr([html.Th(words, scope="col") for words in HEADINGS])
    body = [_row(row) for _, row in found.iterrows()]
    table = html.Table([html.Caption(CAPTION), html.Thead(head), html.Tbody(body)])
    return scrolling(table, CAPTION)


def _row(row: pd.Series) -> Component:
    group = f"{row['ethnicity'].capitalize()}, {row['sex']}, {AGES[row['age_group']]}"
    interval = f"{number(row['lower'], 1)} to {number(row['upper'], 1)}"
    cells = (
        number(row["printed_searches"]),
        number(row["searches"]),
        number(row["printed_ratio"], 1),
        f"{number(row['ratio'], 1)} ({interval})",
    )
    return html.Tr(
        [html.Th(group, scope="row"), *(html.Td(cell, className="number") for cell in cells)]
    )
