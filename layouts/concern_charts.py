"""The charts of the page on concern: what adults say of their police, and what others count."""

from collections.abc import Mapping

import pandas as pd

from data.areas import LONDON, METROPOLITAN_POLICE, Area, all_areas
from data.breaks import breaks_of
from data.periods import add_months
from figures.change_over_time import annotations, line_chart
from figures.distribution import bar_chart
from figures.rows import Row
from layouts.answer_words import finding, plain_period
from layouts.answers import longest_change
from layouts.exhibit import Exhibit
from layouts.shown import asked, called, shown
from metrics.catalogue import METRICS
from metrics.values import metric_values
from metrics.where import values_where
from metrics.words import inside, number

PATH = "/concern"
QUARTER, FINANCIAL_YEAR, CALENDAR_YEAR = "quarter", "financial_year", "calendar_year"
CONFIDENCE = METRICS["police_confidence"]
BY_FORCE = METRICS["knife_offences_by_force"]
ADMISSIONS = METRICS["knife_hospital_admissions"]
QUESTIONS: Mapping[str, str] = {
    "good_job_local": "The police do a good job in the local area",
    "trust_mps": "The Metropolitan Police can be trusted",
    "treat_everyone_fairly": "The police treat everyone fairly",
    "relied_on_to_be_there": "The police can be relied on to be there",
    "listen_to_concerns": "The police listen to local concerns",
    "understand_issues": "The police understand local issues",
    "informed_local": "Feels informed about local policing",
    "contact_ward_officer": "Knows how to contact a ward officer",
}
ONS_GROUPS: Mapping[str, str] = {
    "robbery": "Robbery",
    "assault_with_injury": "Assault with injury or intent to cause it",
    "threats_to_kill": "Threats to kill",
    "rape_and_sexual_assault": "Rape and sexual assault",
    "attempted_murder": "Attempted murder",
    "homicide": "Homicide",
}
HOME_OFFICE, ONS = "home_office_knife", "ons_pfa_knife"


def answers_now(area: Area, query: str) -> Exhibit:
    """Every question in the newest quarter, with what was said a year before."""
    rows = metric_values(
        CONFIDENCE.metric_id, area=area.area_code, period_type=QUARTER, by=("question",)
    )
    end = rows["period_end"].max().date()
    before = add_months(end, -12)
    figures = asked(
        CONFIDENCE.metric_id,
        area.area_code,
        period_type=QUARTER,
        start=before,
        end=end,
        by=("question",),
    )
    held = figures.values
    now, then = (
        held[held["period_end"] == pd.Timestamp(day)].set_index("question")["value"]
        for day in (end, before)
    )
    period = plain_period(QUARTER, end)
    chart = bar_chart(
        [_question(name, now.get(key), then.get(key)) for key, name in QUESTIONS.items()],
        {
            "chart_id": "questions",
            "title": f"{number(now['good_job_local'])}% of adults said in {period} that the "
            f"police do a good job locally, and {number(now['trust_mps'])}% that the Metropolitan "
            "Police can be trusted",
            "measure": CONFIDENCE.title,
            "place": area.label,
            "period": period,
            "unit": CONFIDENCE.unit,
            "decimals": 0,
            "category": "Statement",
        },
        notes=("The table has the share of a year before.", CONFIDENCE.interval_note),
    )
    return shown(chart, figures, CONFIDENCE.metric_id, path=PATH, query=query)


def question_over_time(area: Area, question: str, query: str) -> Exhibit:
    """One question since the survey's file begins; a borough stands beside London."""
    codes = tuple(dict.fromkeys((area.area_code, METROPOLITAN_POLICE)))
    figures = called(
        values_where,
        CONFIDENCE.metric_id,
        where=(("question", question),),
        area=codes,
        period_type=QUARTER,
    )
    own = figures.values[figures.values["area_code"] == area.area_code].dropna(subset=["value"])
    breaks, events = annotations(breaks_of(CONFIDENCE.metric_id))
    first, last = own.iloc[0], own.iloc[-1]
    chart = line_chart(
        figures.values,
        CONFIDENCE,
        focus=area.area_code,
        comparisons=codes[1:],
        chart_id="question",
        title=f"“{QUESTIONS[question]}”: {number(last['value'])}% in "
        f"{plain_period(QUARTER, last['period_end'].date())}, {number(first['value'])}% in "
        f"{plain_period(QUARTER, first['period_end'].date())}",
        measure=f"{CONFIDENCE.title}: {inside(QUESTIONS[question])}",
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, CONFIDENCE.metric_id, path=PATH, query=query)


def home_office() -> Exhibit:
    """Knife or sharp instrument offences by the Home Office's count."""
    return _by_force(HOME_OFFICE, "the Home Office", "home-office")


def ons() -> Exhibit:
    """The same kind of offences by ONS's count."""
    return _by_force(ONS, "ONS", "ons")


def ons_groups() -> Exhibit:
    """What ONS counts, by group, in the newest calendar year it has groups for."""
    rows = values_where(
        BY_FORCE.metric_id, where=(("source_id", ONS),), area=LONDON, period_type=CALENDAR_YEAR
    )
    end = rows["period_end"].max().date()
    figures = asked(
        BY_FORCE.metric_id,
        LONDON,
        period_type=CALENDAR_YEAR,
        start=end,
        end=end,
        by=("source_id", "offence_group"),
    )
    held = {str(row["offence_group"]): row for _, row in figures.values.iterrows()}
    drawn = {key: held[key] for key in ONS_GROUPS if key in held}
    whole = number(held["all_knife"]["value"])
    largest = max(drawn, key=lambda key: float(drawn[key]["value"]))
    chart = bar_chart(
        [_group(row, ONS_GROUPS[key]) for key, row in drawn.items()],
        {
            "chart_id": "ons-groups",
            "title": f"ONS counted {whole} knife or sharp instrument offences in London in "
            f"{end:%Y}; {ONS_GROUPS[largest].lower()} was the largest group",
            "measure": "Knife or sharp instrument offences by group, as ONS counts them",
            "place": "London, both police forces",
            "period": f"{end:%Y}",
            "unit": BY_FORCE.unit,
            "decimals": 0,
            "category": "Offence group of ONS",
        },
    )
    return shown(chart, figures, BY_FORCE.metric_id, path=PATH, sources=(ONS,))


def admissions() -> Exhibit:
    """Hospital admissions for assault by a sharp object, of people who live in London."""
    figures = asked(ADMISSIONS.metric_id, LONDON, period_type=FINANCIAL_YEAR)
    compared = longest_change(ADMISSIONS, all_areas()[LONDON])
    breaks, events = annotations(breaks_of(ADMISSIONS.metric_id))
    chart = line_chart(
        figures.values,
        ADMISSIONS,
        focus=LONDON,
        chart_id="hospital",
        title=finding(ADMISSIONS, compared) if compared else "",
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, ADMISSIONS.metric_id, path=PATH)


def _by_force(source_id: str, publisher: str, chart_id: str) -> Exhibit:
    figures = called(
        values_where,
        BY_FORCE.metric_id,
        where=(("source_id", source_id), ("offence_group", "all_knife")),
        area=METROPOLITAN_POLICE,
        period_type=FINANCIAL_YEAR,
    )
    last = figures.values.dropna(subset=["value"]).iloc[-1]
    breaks, events = annotations(breaks_of(BY_FORCE.metric_id))
    chart = line_chart(
        figures.values,
        BY_FORCE,
        focus=METROPOLITAN_POLICE,
        intervals=True,
        chart_id=chart_id,
        title=f"By the count of {publisher}: {number(last['value'])} offences in "
        f"{plain_period(FINANCIAL_YEAR, last['period_end'].date())}",
        measure=f"Knife or sharp instrument offences, as {publisher} counts them",
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, BY_FORCE.metric_id, path=PATH, sources=(source_id,))


def _question(name: str, now: float | None, then: float | None) -> Row:
    held = now is not None and not pd.isna(now)
    earlier = then is not None and not pd.isna(then)
    return Row(
        name=name,
        value=float(now) if now is not None and held else None,
        status="" if held else "x",
        detail=f"{number(then)}% a year before" if then is not None and earlier else "",
    )


def _group(row: pd.Series, name: str) -> Row:
    return Row(
        name=name,
        value=float(row["value"]),
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        status=str(row["status"]),
    )
