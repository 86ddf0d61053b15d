"""The charts of the page on justice: young people's first offences, and positive outcomes."""

from dash import html
from dash.development.base_component import Component

from data.areas import LONDON, METROPOLITAN_POLICE, Area, all_areas, boroughs
from data.breaks import breaks_of
from figures.change_over_time import annotations, line_chart
from layouts.answer_words import finding, finding_unjudged
from layouts.answers import longest_change
from layouts.components.chart import scrolling
from layouts.exhibit import Exhibit
from layouts.shown import asked, shown
from layouts.standing import standing_of
from metrics.catalogue import METRICS
from metrics.values import metric_values
from metrics.words import NOT_AVAILABLE, number

PATH = "/justice"
ENTRANTS, OUTCOMES = "first_time_entrants", "knife_crime_positive_outcome_rate"
ROLLING, YEAR = "rolling_12_months", "calendar_year"


def entrants(area: Area, query: str) -> Exhibit:
    """First-time entrants; a borough stands beside London as a whole."""
    return _course(ENTRANTS, area, LONDON, YEAR, chart_id="entrants", query=query)


def outcomes(area: Area, query: str) -> Exhibit:
    """Positive outcomes of knife crime; a borough stands beside the police area."""
    return _course(
        OUTCOMES, area, METROPOLITAN_POLICE, ROLLING, chart_id="positive-outcomes", query=query
    )


def _course(
    metric_id: str, area: Area, whole: str, period_type: str, *, chart_id: str, query: str
) -> Exhibit:
    metric = METRICS[metric_id]
    place = area if area.area_type == "borough" else all_areas()[whole]
    codes = list(dict.fromkeys((place.area_code, whole)))
    figures = asked(metric_id, *codes, period_type=period_type)
    breaks, events = annotations(breaks_of(metric_id))
    compared, signal = longest_change(metric, place), standing_of(metric, place)
    words = finding_unjudged if signal is not None and signal.note else finding
    chart = line_chart(
        figures.values,
        metric,
        focus=place.area_code,
        comparisons=codes[1:],
        intervals=metric_id == OUTCOMES,
        chart_id=chart_id,
        title=words(metric, compared) if compared else "",
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, metric_id, path=PATH, query=query)


def entrants_by_borough() -> Component:
    """Every borough and year, in the order of the alphabet; London first, as it is no borough."""
    rows = metric_values(ENTRANTS, period_type=YEAR)
    years = sorted(set(rows["period_end"]))
    values = {(row.area_code, row.period_end): row.value for row in rows.itertuples()}
    held = {code for code, _ in values}
    places = [one for one in (all_areas()[LONDON], *boroughs()) if one.area_code in held]
    caption = f"{METRICS[ENTRANTS].title}, {METRICS[ENTRANTS].unit}, by year"
    head = [html.Th("Place", scope="col")]
    head += [html.Th(f"{year:%Y}", scope="col", className="number") for year in years]
    body = [
        html.Tr(
            [
                html.Th(place.area_name, scope="row"),
                *(
                    html.Td(_shown(values.get((place.area_code, year))), className="number")
                    for year in years
                ),
            ]
        )
        for place in places
    ]
    table = html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)])
    return scrolling(table, caption)


def _shown(value: object) -> str:
    return number(float(value)) if isinstance(value, float) else NOT_AVAILABLE
