"""Homicide since 2003 by what is recorded of it, and young people injured with knives."""

from collections.abc import Mapping, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from layouts import victim_charts as charts
from layouts.answer_words import lead
from layouts.answers import Answer, answer
from layouts.attributes import aria
from layouts.choices import Choice, Chosen, read_choices
from layouts.components.answer_list import answer_list
from layouts.components.choice_form import choice_form
from layouts.components.exhibit import exhibit
from layouts.components.freshness import freshness_section
from layouts.components.notices import notices
from layouts.components.printed_figures import printed_beside_ours
from layouts.components.supplied import supplied, supplied_exhibits
from layouts.exhibit import Exhibit, by_name
from layouts.kept import kept
from layouts.page import lone_page
from layouts.region import live_region
from layouts.static_html import printed
from metrics.catalogue import METRICS

TITLE = "Homicide and young victims"
DESCRIPTION = (
    "People killed in London since 2003 by method, age, sex and domestic abuse, and people under "
    "25 injured with knives: whether it is changing, and what the figures leave out."
)
VICTIMS, YEARS = "victims", "years"
CHOICES = (
    Choice(
        name=VICTIMS,
        label="Ages, sexes and domestic abuse of",
        options={"knife_homicide": "Victims of knife homicide", "homicide": "All victims"},
        default="knife_homicide",
    ),
    Choice(
        name=YEARS,
        label="Years",
        options={
            "financial_year": "April to March",
            "calendar_year": "January to December",
            "rolling_12_months": "12 months to each month",
        },
        default="financial_year",
    ),
)
ASKED = (
    ("knife_homicide_under_25", "knife homicides of people under 25", "#under-25"),
    ("knife_homicide", "knife homicides", "#methods"),
    ("homicide", "homicides by any method", "#methods"),
    ("knife_injury_victims_under_25", "people under 25 injured with a knife", "#injury"),
)
REPEAT = ("repeat_victimisation",)
OTHER_HARM = ("high_harm_repeat_victims", "child_sexual_exploitation")
TABLES = ("homicide_victims", "homicide_by_borough", "recorded_offences", "borough_knife_crime")


def layout(**query: str) -> Component:
    """The page; the query string chooses the years and whom the attributes are of."""
    opening, answered, about, *others = _fixed()
    form = printed(choice_form(read_choices(CHOICES, query), path=charts.PATH, target="homicide"))
    homicide = html.Section(
        [about, form, live_region(_region(**query))], **aria(labelledby="homicide")
    )
    return html.Article([opening, answered, homicide, *others])


@kept(1)
def _fixed() -> Sequence[Component]:
    """What no choice changes, in the order of the page."""
    found = _answers()
    opening = html.Div([html.H1(TITLE), html.P(lead(found), className="lead"), _help()])
    return [
        html.Div(opening, className="opening"),
        printed(_answered(found)),
        printed(_about_homicide()),
        _injured(),
        _offences(),
        _again(),
        printed([_printed(), freshness_section(TABLES)]),
    ]


def _help() -> Component:
    return html.P(
        ["If this is close to you: ", html.A("where to get help", href="#support"), "."],
        className="meta",
    )


def _answers() -> list[Answer]:
    found = (answer(m, charts.LONDON, name=name, href=href) for m, name, href in ASKED)
    return [one for one in found if one is not None]


def _answered(found: Sequence[Answer]) -> Component:
    return html.Section(
        [
            html.H2("The latest 12 months", id="answers"),
            html.P(
                f"{charts.LONDON.label}. The unit is a victim: a person killed or injured. The "
                "groups overlap, so they must not be added. Each says the month it ends with."
            ),
            answer_list(found),
        ],
        **aria(labelledby="answers"),
    )


def _about_homicide() -> list[Component]:
    return [
        html.H2("Homicide since 2003", id="homicide"),
        html.P(
            "Each figure is a person. They count in the month the police recorded the homicide, "
            "which can be later than the attack. Victims are named in the press, so what is "
            "recorded of them is shown for the whole area only. A borough's page has its number "
            "over 12 months and nothing more."
        ),
    ]


def _region(**query: str) -> Sequence[Component | None]:
    """What follows the form."""
    chosen = read_choices(CHOICES, query)
    return [printed(notices(chosen.notices)), *_drawn(**chosen.values)]


@kept(16)
def _drawn(**values: str) -> Sequence[Component]:
    shown = _chosen_exhibits(read_choices(CHOICES, values))
    pairs = (
        [exhibit(shown["under-25"]), exhibit(shown["ages"])],
        [exhibit(shown["sexes"]), exhibit(shown["domestic-abuse"])],
    )
    return [exhibit(shown["methods"]), *(html.Div(pair, className="pairs") for pair in pairs)]


def _chosen_exhibits(chosen: Chosen) -> Mapping[str, Exhibit]:
    years, query = chosen[YEARS], chosen.query
    metric = METRICS[chosen[VICTIMS]]
    return by_name(
        charts.methods(years, query),
        charts.course("knife_homicide_under_25", "under-25", query, years),
        charts.ages(metric, years, query),
        charts.sexes(metric, years, query),
        charts.abuse(metric, years, query),
    )


def _injured() -> Component:
    shown = _fixed_exhibits()
    words = [
        html.H2("People under 25 injured with a knife", id="injury-title"),
        html.P(
            "The strategy asks for injury victims under 25 without domestic abuse. Since the "
            "police changed their recording system (CONNECT, end of February 2024) domestic abuse "
            "is marked in another way, so the second chart does not join across that line. The "
            "first, with domestic abuse, goes on with care. Months from January to July 2021 are "
            "missing, and no 12 months that need them are shown."
        ),
    ]
    return html.Section(
        [
            printed(words),
            html.Div(
                [exhibit(shown["injury"]), exhibit(shown["injury-not-domestic"])],
                className="pairs",
            ),
        ],
        **aria(labelledby="injury-title"),
    )


def _offences() -> Component:
    end = charts.last_month("homicide")
    words = [
        html.H2(f"Homicide after {end}: offences, not victims", id="recorded-title"),
        html.P(
            f"The victims' file held ends with {end}. The recorded-crime file goes on, but counts "
            "something else: offences as first recorded, by any method, where the victims' file "
            "follows each case through inquiries and courts. An offence can have several victims, "
            "and a case may be taken out later. So the two are shown apart, and never joined."
        ),
    ]
    return html.Section(
        [printed(words), exhibit(_fixed_exhibits()["recorded"])],
        **aria(labelledby="recorded-title"),
    )


def _again() -> Component:
    words = [
        html.H2("People who become victims again", id="again"),
        html.P(
            "The strategy also asks how often somebody is a victim again within a year. That needs "
            "records of single people, which the police hold and do not publish."
        ),
    ]
    others = html.P(
        "The Police and Crime Plan asks the same of gun crime, sexual violence, domestic abuse, "
        "hate crime and the sexual exploitation of children. No open data answers it for any of "
        "them."
    )
    cards = [part for one in OTHER_HARM for part in supplied((one,), path=charts.PATH)]
    return html.Section(
        [printed(words), *supplied(REPEAT, path=charts.PATH), printed(others), *cards],
        **aria(labelledby="again"),
    )


def _fixed_exhibits() -> Mapping[str, Exhibit]:
    """The charts that no choice changes."""
    return by_name(
        charts.course("knife_injury_victims_under_25", "injury", ""),
        charts.course("knife_injury_victims_under_25_non_domestic", "injury-not-domestic", ""),
        charts.course("homicide_recorded", "recorded", ""),
    )


def _printed() -> Component:
    return html.Section(
        [
            html.H2("Beside the figures printed in 2017", id="printed"),
            html.P("The strategy printed these figures for London in 2016/17."),
            printed_beside_ours(("homicide", "knife_homicide"), "Homicide figures of the strategy"),
        ],
        **aria(labelledby="printed"),
    )


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    return {
        **_chosen_exhibits(read_choices(CHOICES, query)),
        **_fixed_exhibits(),
        **supplied_exhibits((*REPEAT, *OTHER_HARM), path=charts.PATH),
    }


PAGE = lone_page(
    charts.PATH,
    name="Victims",
    group="Figures",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    read=partial(read_choices, CHOICES),
    tables=TABLES,
)
