"""The wards of a borough in sentences, a form and a table; what is held of them and what is not."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.periods import period_label
from figures.wording import Cell, ChartTable, Column
from figures.words import listed, number
from layouts.attributes import data
from layouts.components.boroughs import borough_path
from layouts.components.chart import figures_table
from layouts.native import option
from layouts.neighbourhood_exhibits import outside
from layouts.neighbourhoods import (
    MEASURE,
    QUARTER,
    QUARTERLY,
    SHOWN,
    YEARLY,
    Neighbourhoods,
    quarters_of,
    spelling,
)
from metrics.catalogue import METRICS
from metrics.columns import records
from metrics.hotspots import outside_by_chance
from metrics.values import metric_values
from metrics.words import in_period

CAUTIONS = (
    "One quarter of one ward is a handful of offences, which rise and fall by chance. So the map "
    "takes four quarters together.",
    "That a ward stands out says where offences were recorded, not why, and nothing about the "
    "people who live there. Town centres and stations draw people from elsewhere. A few wards "
    "with very many offences raise the average, and then most others lie below it.",
)
NOT_SHOWN = (
    "The police also publish, by ward, personal robberies with knife injury, victims under 25 and "
    "positive outcomes. They are not shown here: in a ward they are none, one or two in a quarter, "
    "a percentage of so few means nothing, and neighbours would know the child behind a one. The "
    "borough's own figures are on its page."
)
NO_RATES = (
    "No population of wards is held, so there are no rates by ward, and a ward is not compared "
    "with London."
)
ONLY_HELD = (
    "The police's file names the wards of December 2024 for every month. Months before August 2021 "
    "are not published by ward. Places more exact than a ward are never shown."
)


def answer(shown: Neighbourhoods) -> list[Component]:
    """What the year says of the wards, in a few sentences."""
    rows = shown.rows(YEARLY)
    more, fewer = (outside(rows, side) for side in ("above", "below"))
    by_chance = outside_by_chance(float(rows["expected"].iloc[0]), len(rows))
    lead = (
        f"{shown.metric.title} in {in_period(YEARLY, shown.end)}: {len(more) or 'none'} of "
        f"{len(rows)} wards had more than the average ward of {shown.area.area_name} by more than "
        f"chance, and {len(fewer) or 'none'} had fewer. If all wards were alike, about "
        f"{number(by_chance, 1)} would seem to stand out."
    )
    named = [("More: ", more), ("Fewer: ", fewer)]
    items = [html.Li([html.Strong(side), f"{listed(names)}."]) for side, names in named if names]
    return [
        html.P(lead, className="lead"),
        *([html.Ul(items, className="notes")] if items else []),
    ]


def cautions(shown: Neighbourhoods) -> list[Component]:
    """What to bear in mind before looking at the wards."""
    return [html.P(words) for words in (*CAUTIONS, *_without_ward(shown))]


def ward_form(shown: Neighbourhoods) -> Component:
    """Measure and quarter, as native selects sent by GET."""
    measures = {metric_id: METRICS[metric_id].title for metric_id in SHOWN}
    quarters = {spelling(end): period_label(QUARTERLY, end) for end in quarters_of(shown.area)}
    return html.Form(
        [
            _select(MEASURE, "Measure", measures, chosen=shown.metric.metric_id),
            _select(QUARTER, "Quarter", quarters, chosen=spelling(shown.end)),
            html.Div(html.Button("Show", type="submit"), className="last"),
        ],
        action=shown.path,
        method="get",
        className="controls",
        **data(view=""),
    )


def wards_table(shown: Neighbourhoods) -> list[Component]:
    """Every ward: its year, its newest quarter, and how often it stood out."""
    quarters = shown.course(QUARTERLY)
    held = quarters.dropna(subset=["expected"])
    count = held["period_end"].nunique()
    expected = held.groupby("period_end")["expected"].first()
    by_chance = sum(outside_by_chance(float(mean), 1) for mean in expected)
    columns = (
        Column(label="Ward", is_number=False),
        Column(label=period_label(YEARLY, shown.end), is_number=True),
        Column(label="95% interval", is_number=True),
        Column(label=period_label(QUARTERLY, shown.end), is_number=True),
        Column(label="Quarters above", is_number=True),
        Column(label="Quarters below", is_number=True),
    )
    caption = f"{shown.metric.title}, {shown.metric.unit}, wards in alphabetical order"
    year, quarter = (
        {row["area_code"]: row for row in records(shown.rows(kind))} for kind in (YEARLY, QUARTERLY)
    )
    above, below = (_times(held, side) for side in ("above", "below"))
    rows = tuple(_row(year[code], quarter[code], above[code], below[code]) for code in year)
    said = (
        f"How often each ward stood out in the {count} quarters to {shown.end:%B %Y}. A ward like "
        f"all others would in about {number(by_chance, 1)} of them, by chance alone."
    )
    content = ChartTable(caption=caption, columns=columns, rows=rows)
    return [html.P(said), figures_table(content, whole=True)]


def held_by_ward() -> list[Component]:
    """What is published by ward, and why not all of it is shown."""
    return [html.P(words) for words in (NOT_SHOWN, NO_RATES, ONLY_HELD)]


def no_wards(area: Area) -> list[Component]:
    """What stands where no figures by ward are held."""
    return [
        html.P(
            f"No figures by ward are held for {area.area_name}. It has its own police, the City of "
            "London Police, who are not in the Metropolitan Police's file of neighbourhoods. That "
            "is a gap, not a zero.",
            className="lead",
        ),
        html.P(
            "The City's police publish single crimes near their place at data.police.uk, without a "
            "mark for knives, so knife crime cannot be counted from them. Counts of knife crime by "
            "ward are held by the City of London Police alone; none are published."
        ),
        html.P(
            "For each of the other 32 boroughs this page maps the wards whose recorded knife crime "
            "differs from the average ward by more than chance, with an interval for every count."
        ),
        html.P(
            [
                html.A(f"What is held for {area.area_name}", href=borough_path(area)),
                "; ",
                html.A("the other boroughs", href="/boroughs"),
                ".",
            ]
        ),
    ]


def _times(held: pd.DataFrame, side: str) -> Counter[Hashable]:
    """In how many quarters each ward stood on one side, by its code."""
    return Counter(held.loc[held["position"].str.startswith(side), "area_code"])


def _row(
    year: Mapping[str, Any], quarter: Mapping[str, Any], above: int, below: int
) -> tuple[Cell, ...]:
    return (
        Cell(text=str(year["area_name"])),
        Cell(text=number(year["value"], 0), value=year["value"]),
        Cell(text=f"{number(year['lower'], 0)} to {number(year['upper'], 0)}"),
        Cell(text=number(quarter["value"], 0), value=quarter["value"]),
        Cell(text=number(above, 0), value=above),
        Cell(text=number(below, 0), value=below),
    )


def _without_ward(shown: Neighbourhoods) -> list[str]:
    """Offences that are the borough's and no ward's."""
    whole = metric_values(
        shown.metric.metric_id,
        area=shown.area.area_code,
        period_type=YEARLY,
        start=shown.end,
        end=shown.end,
    )
    if whole.empty:
        return []
    absent = int(whole["value"].iloc[0] - shown.rows(YEARLY)["value"].sum())
    if absent <= 0:
        return []
    return [
        f"{number(absent, 0)} of the borough's {number(whole['value'].iloc[0], 0)} "
        f"{shown.metric.unit} of the year have no known ward."
    ]


def _select(name: str, label: str, options: dict[str, str], *, chosen: str) -> Component:
    default = next(iter(options))
    elements = [
        option(words, value, chosen=chosen, default=default) for value, words in options.items()
    ]
    field = f"wards-{name}"
    return html.Div([html.Label(label, htmlFor=field), html.Select(elements, id=field, name=name)])
