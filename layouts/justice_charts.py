"""The charts of the page on justice: young people's first offences, and positive outcomes."""

from data.areas import CITY_OF_LONDON, LONDON, METROPOLITAN_POLICE, Area, all_areas, boroughs
from data.breaks import breaks_of
from figures.change_over_time import annotations, line_chart
from figures.small_multiples import small_multiples
from layouts.answer_words import finding, finding_unjudged
from layouts.answers import longest_change
from layouts.exhibit import Exhibit
from layouts.shown import asked, shown
from layouts.standing import standing_of
from metrics.catalogue import METRICS

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


def entrants_by_borough() -> Exhibit:
    """Every borough over the years, in alphabetical order, with London behind each."""
    metric = METRICS[ENTRANTS]
    codes = [one.area_code for one in boroughs()]
    figures = asked(ENTRANTS, LONDON, *codes, period_type=YEAR)
    chart = small_multiples(
        figures.values,
        metric,
        areas=codes,
        whole=LONDON,
        chart_id="entrants-by-borough",
        absence="not published",
        links={
            one.area_code: f"{PATH}?area={one.slug}"
            for one in boroughs()
            if one.area_code != CITY_OF_LONDON
        },
        notes=(
            "In alphabetical order: a list of boroughs is no ranking. Few young people live in "
            "some boroughs, whose rates move most by chance.",
        ),
    )
    return shown(chart, figures, ENTRANTS, path=PATH)
