"""The charts of the page on victims: homicide by what is recorded of it, and young victims."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.areas import METROPOLITAN_POLICE, all_areas
from data.breaks import breaks_of
from figures.change_by_group import group_chart
from figures.change_over_time import annotations, line_chart
from figures.chart import CONTEXT, FOCUS, Chart
from figures.distribution import dot_chart
from figures.rows import Row
from figures.words import the_stretch
from layouts.answer_words import finding, plain_period
from layouts.exhibit import Exhibit
from layouts.shown import Figures, asked, called, shown
from metrics.catalogue import METRICS
from metrics.change import change
from metrics.groups import grouped_values
from metrics.metric import Metric
from metrics.values import metric_values
from metrics.where import values_where
from metrics.words import inside, number

PATH = "/victims"
LONDON = all_areas()[METROPOLITAN_POLICE]
ROLLING = "rolling_12_months"
KNIFE, ABUSED, FEMALE = "Knife or sharp instrument", "Domestic abuse", "Female"
METHODS = (
    (KNIFE, ("knife_or_sharp_instrument",)),
    ("Blunt implement or physical assault", ("blunt_implement", "physical_assault")),
    ("Shooting", ("shooting",)),
    ("Other or not known", ("other", "unknown")),
)
SHORT = {KNIFE: "Knife", "Blunt implement or physical assault": "Blunt or physical"}
"""Names of methods at the ends of their lines."""

SEXES = (("Male", ("male",)), (FEMALE, ("female",)))
ABUSE = (("Not domestic abuse", ("no",)), (ABUSED, ("yes",)))
AGES: Mapping[str, str] = {
    "0_to_12": "0 to 12",
    "13_to_19": "13 to 19",
    "20_to_24": "20 to 24",
    "25_to_34": "25 to 34",
    "35_to_44": "35 to 44",
    "45_to_54": "45 to 54",
    "55_to_64": "55 to 64",
    "65_and_over": "65 and over",
    "unknown": "Not known",
}
YOUNG = ("0_to_12", "13_to_19", "20_to_24")
WHOLE_FORCE = "Shown for the whole Metropolitan Police area only: victims are named in the press."
Groups = Sequence[tuple[str, Sequence[str]]]


def methods(period_type: str, query: str) -> Exhibit:
    """Knife homicides against those by other methods."""
    metric = METRICS["homicide"]
    figures = _grouped(metric, "method", METHODS, period_type)
    part, whole, period = _newest(figures.values, "method", KNIFE)
    chart = _lines(
        figures.values,
        metric,
        by="method",
        chart_id="methods",
        measure="Homicide by method",
        title=f"{part} of the {whole} victims of homicide in {period} were killed with a knife or "
        "sharp instrument",
    )
    return shown(chart, figures, metric.metric_id, path=PATH, query=query)


def sexes(metric: Metric, period_type: str, query: str) -> Exhibit:
    """Victims by sex over the years."""
    figures = _grouped(metric, "sex", SEXES, period_type)
    part, whole, period = _newest(figures.values, "sex", FEMALE)
    chart = _lines(
        figures.values,
        metric,
        by="sex",
        chart_id="sexes",
        measure=f"{metric.title} by sex of the victim",
        title=f"{part} of {whole} {_victims(metric)} in {period} were women or girls",
        notes=_sex_not_known(metric, period_type),
    )
    return shown(chart, figures, metric.metric_id, path=PATH, query=query)


def abuse(metric: Metric, period_type: str, query: str) -> Exhibit:
    """Victims whose homicide is recorded as domestic abuse, and the others."""
    figures = _grouped(metric, "domestic_abuse", ABUSE, period_type)
    part, whole, period = _newest(figures.values, "domestic_abuse", ABUSED)
    chart = _lines(
        figures.values,
        metric,
        by="domestic_abuse",
        chart_id="domestic-abuse",
        measure=f"{metric.title}, recorded as domestic abuse or not",
        title=f"{part} of {whole} {_victims(metric)} in {period} were killed in what is recorded "
        "as domestic abuse",
    )
    return shown(chart, figures, metric.metric_id, path=PATH, query=query)


def ages(metric: Metric, period_type: str, query: str) -> Exhibit:
    """The ages of the victims of the newest period."""
    everything = metric_values(metric.metric_id, area=METROPOLITAN_POLICE, period_type=period_type)
    end = everything["period_end"].max().date()
    figures = asked(
        metric.metric_id,
        METROPOLITAN_POLICE,
        period_type=period_type,
        start=end,
        end=end,
        by=("age_group",),
    )
    counts = {str(row["age_group"]): row for _, row in figures.values.iterrows()}
    young = number(sum(float(counts[age]["value"]) for age in YOUNG if age in counts))
    period = plain_period(period_type, end)
    chart = dot_chart(
        [_age(counts[age], name) for age, name in AGES.items() if age in counts],
        {
            "chart_id": "ages",
            "title": f"{young} of {number(figures.values['value'].sum())} {_victims(metric)} in "
            f"{period} were younger than 25",
            "measure": f"{metric.title} by age of the victim",
            "place": LONDON.label,
            "period": period,
            "unit": metric.unit,
            "decimals": 0,
            "category": "Age of the victim",
        },
        notes=("Bands differ in width: the first spans 13 years, the third 5.", WHOLE_FORCE),
    )
    return shown(chart, figures, metric.metric_id, path=PATH, query=query)


def course(metric_id: str, chart_id: str, query: str, period_type: str = ROLLING) -> Exhibit:
    """One measure over time, with its breaks and its interval."""
    metric = METRICS[metric_id]
    figures = asked(metric_id, METROPOLITAN_POLICE, period_type=period_type)
    breaks, events = annotations(breaks_of(metric_id))
    compared = change(metric_id, area=METROPOLITAN_POLICE, period_type=period_type)
    chart = line_chart(
        figures.values,
        metric,
        focus=METROPOLITAN_POLICE,
        intervals=True,
        chart_id=chart_id,
        title=finding(metric, compared),
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, metric.metric_id, path=PATH, query=query)


def last_month(metric_id: str) -> str:
    """The newest month that has a figure, in words."""
    rows = metric_values(metric_id, area=METROPOLITAN_POLICE, period_type="month")
    return f"{rows.dropna(subset=['value'])['period_end'].max():%B %Y}"


def _grouped(metric: Metric, by: str, groups: Groups, period_type: str) -> Figures:
    return called(
        grouped_values,
        metric.metric_id,
        area=METROPOLITAN_POLICE,
        by=by,
        groups=groups,
        period_type=period_type,
    )


def _newest(values: pd.DataFrame, by: str, name: str) -> tuple[str, str, str]:
    """The newest number of one group, of all groups, and the period in words."""
    newest = values[values["period_end"] == values["period_end"].max()]
    part = newest.loc[newest[by] == name, "value"].sum()
    period = plain_period(newest["period_type"].iloc[0], newest["period_end"].iloc[0].date())
    return number(part), number(newest["value"].sum()), period


def _lines(values: pd.DataFrame, metric: Metric, *, by: str, **words: Any) -> Chart:
    breaks, events = annotations(breaks_of(metric.metric_id))
    names = {str(name): str(name) for name in dict.fromkeys(values[by])}
    subject = {"chart_id": words.pop("chart_id"), "measure": words.pop("measure"), "decimals": 0}
    return group_chart(
        values,
        names,
        column=by,
        subject=subject,  # type: ignore[arg-type]
        intervals=True,
        short=SHORT,
        breaks=breaks,
        events=events,
        notes=(WHOLE_FORCE, *words.pop("notes", ())),
        **words,
    )


def _victims(metric: Metric) -> str:
    """Whom a measure of homicide counts, such as "victims of knife homicide"."""
    return f"victims of {inside(metric.short_title)}"


def _sex_not_known(metric: Metric, period_type: str) -> tuple[str, ...]:
    """How many victims are in neither line, where there are any."""
    rows = values_where(
        metric.metric_id,
        where=(("sex", "unknown"),),
        area=METROPOLITAN_POLICE,
        period_type=period_type,
    )
    ends = [end.date() for end in rows.loc[rows["value"] > 0, "period_end"]]
    if not ends:
        return ()
    when = the_stretch(period_type, ends[0], ends[-1])
    return (f"Victims whose sex is not known are in neither line; some are in {when}.",)


def _age(row: pd.Series, name: str) -> Row:
    young = str(row["age_group"]) in YOUNG
    return Row(
        name=name,
        value=float(row["value"]),
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        status=str(row["status"]),
        role=FOCUS if young else CONTEXT,
    )
