"""What people say of the police and of knife crime, and what other publishers count."""

from collections.abc import Mapping, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, Area, all_areas, boroughs
from layouts import concern_charts as charts
from layouts.answer_words import periods
from layouts.answers import longest_change
from layouts.attributes import aria
from layouts.choices import Choice, Chosen, read_choices
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
from metrics.words import number

TITLE = "Concern, confidence and other sources"
DESCRIPTION = (
    "What adults in London say of their police, what is known of concern about knife crime, and "
    "what the Home Office, the Office for National Statistics and the NHS count, each for itself."
)
AREA, QUESTION, HOME = "area", "question", "london"
CHOICES = (
    Choice(
        name=AREA,
        label="Place",
        options={HOME: all_areas()[METROPOLITAN_POLICE].label}
        | {one.slug: one.area_name for one in boroughs() if one.area_code != CITY_OF_LONDON},
        default=HOME,
    ),
    Choice(
        name=QUESTION, label="Statement over time", options=charts.QUESTIONS, default="trust_mps"
    ),
)
ADULTS = ("knife_crime_concern_adults",)
YOUTH = ("knife_crime_concern_youth",)
CAMPAIGN = ("campaign_reach",)
SATISFACTION = ("victim_satisfaction", "victim_satisfaction_gap")
BY_GROUP = ("police_confidence_by_group", "police_confidence_gap")
SURVEYS = ("youth_victimisation", "local_attitudes", "school_carrying_survey")
SUPPLIED = (*ADULTS, *YOUTH, *CAMPAIGN, *SATISFACTION, *BY_GROUP, *SURVEYS)
NO_INTERVAL = "The survey publishes no interval, so a small difference may be chance."
BESIDE = "Knife crime as the strategy printed it, beside the Home Office's count"

TABLES = ("public_attitudes", "knife_offences_by_force", "knife_hospital_admissions")


def layout(**query: str) -> Component:
    """The page; the query string chooses the place and the statement."""
    opening, about, *others = _fixed()
    form = printed(choice_form(read_choices(CHOICES, query), path=charts.PATH, target="place"))
    known = html.Section([about, form, live_region(_region(**query))], **aria(labelledby="place"))
    return html.Article([opening, known, *others])


@kept(1)
def _fixed() -> Sequence[Component]:
    """What no choice changes, in the order of the page."""
    opening = html.Div([html.H1(TITLE), html.P(_lead(), className="lead")])
    return [
        html.Div(opening, className="opening"),
        printed(_about_confidence()),
        *_concern(),
        _others(),
        printed(freshness_section(TABLES)),
    ]


def _lead() -> str:
    compared = longest_change(charts.CONFIDENCE, all_areas()[METROPOLITAN_POLICE])
    said = []
    if compared is not None:
        now, before = periods(compared)
        said.append(
            f"In {now}, {number(compared.now)}% of adults in London said that the police do a good "
            f"job locally, against {number(compared.before)}% in {before}. {NO_INTERVAL}"
        )
    if not supplied_exhibits(ADULTS, path=charts.PATH):
        said.append("Whether concern about knife crime changes cannot be said: nothing is loaded.")
    return " ".join(said)


def _about_confidence() -> list[Component]:
    return [
        html.H2("Confidence in the police", id="place"),
        html.P(
            "The Mayor's Office asks about 12,800 adults a year, some 400 in a borough. It "
            "publishes shares without decimals and without the numbers asked. So no interval can "
            "be given, and a few points up or down in a borough may be chance."
        ),
    ]


def _region(**query: str) -> Sequence[Component | None]:
    """What follows the form."""
    chosen = read_choices(CHOICES, query)
    return [printed(notices(chosen.notices)), *_drawn(**chosen.values)]


@kept(128)
def _drawn(**values: str) -> Sequence[Component]:
    shown = _chosen_exhibits(read_choices(CHOICES, values))
    pair = [exhibit(shown["question"]), exhibit(shown["questions"])]
    return [html.Div(pair, className="pairs")]


def _concern() -> list[Component]:
    """What no open file holds, one section for each thing a reader may look for."""
    return [
        _section(
            "adults",
            "Adults' concern about knife crime",
            "The same survey has asked whether knife crime is a problem in the area. The file "
            "held does not have that question. The strategy printed these shares for 2016/17.",
            ADULTS,
        ),
        _section(
            "youth",
            "Young people's concern",
            "The strategy promised a youth survey. It printed a share from an early one in four "
            "boroughs, which is not a survey of London.",
            YOUTH,
        ),
        _section(
            "campaign",
            "Reach of the campaign",
            "How many people saw a campaign against carrying knives says nothing of its effect.",
            CAMPAIGN,
        ),
        _section(
            "satisfaction",
            "Victims' satisfaction with the police",
            "The Police and Crime Plan watches how victims judge the service they had, and the "
            "gap between groups.",
            SATISFACTION,
        ),
        _section(
            "by-group",
            "Confidence in the police by group",
            "The Police and Crime Plan also watches the gap between groups in what they say of "
            "the police. The open file of the survey has places and no groups.",
            BY_GROUP,
        ),
        _section(
            "surveys",
            "Local and school surveys",
            "Boroughs and schools have asked about carrying knives and about being a victim. "
            "Each survey stands for those it asked.",
            SURVEYS,
        ),
    ]


def _others() -> Component:
    """Home Office, ONS and NHS, kept apart in words and on the page."""
    words = [
        html.H2("What others count", id="others"),
        html.P(
            "Three publishers count something near knife crime, each in its own way and none in "
            "that of the police series on the other pages. They stand beside each other here, "
            "and are never joined or added."
        ),
    ]
    shown = _fixed_exhibits()
    left = [
        *_publisher(
            "Home Office",
            "Police forces report knife or sharp instrument offences to the Home Office by "
            "quarter. The Metropolitan Police's own count of knife crime follows another rule, "
            "so it lies near this one and is never equal.",
            [shown["home-office"]],
        ),
        *_publisher(
            "NHS",
            "Hospitals see people whom the police may never hear of. The NHS counts admissions of "
            "people who live in London after an assault with a sharp object. Somebody admitted "
            "twice counts twice, and a visit without admission does not count.",
            [shown["hospital"]],
        ),
    ]
    right = _publisher(
        "Office for National Statistics (ONS)",
        "ONS publishes what forces reported, in groups of its own and with corrections of its "
        "own. Its groups are not those of the Home Office.",
        [shown["ons"], shown["ons-groups"]],
    )
    return html.Section(
        [
            printed(words),
            html.Div([html.Div(left), html.Div(right)], className="pairs"),
            printed(printed_beside_ours(("knife_offences_by_force",), BESIDE)),
        ],
        **aria(labelledby="others"),
    )


def _publisher(name: str, words: str, shown: Sequence[Exhibit]) -> list[Component]:
    return [
        printed([html.H3(name, className="publisher"), html.P(words)]),
        *(exhibit(one, level=4) for one in shown),
    ]


def _section(name: str, title: str, words: str, metric_ids: Sequence[str]) -> Component:
    return html.Section(
        [
            printed([html.H2(title, id=name), html.P(words)]),
            *supplied(metric_ids, path=charts.PATH),
        ],
        **aria(labelledby=name),
    )


def _chosen_exhibits(chosen: Chosen) -> Mapping[str, Exhibit]:
    area = _area(chosen)
    return by_name(
        charts.question_over_time(area, chosen[QUESTION], chosen.query),
        charts.answers_now(area, chosen.query),
    )


def _fixed_exhibits() -> Mapping[str, Exhibit]:
    """The charts that no choice changes."""
    return by_name(charts.home_office(), charts.ons(), charts.ons_groups(), charts.admissions())


def _area(chosen: Chosen) -> Area:
    london = all_areas()[METROPOLITAN_POLICE]
    return next((place for place in boroughs() if place.slug == chosen[AREA]), london)


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    return {
        **_chosen_exhibits(read_choices(CHOICES, query)),
        **_fixed_exhibits(),
        **supplied_exhibits(SUPPLIED, path=charts.PATH),
    }


PAGE = lone_page(
    charts.PATH,
    name="Concern",
    group="Figures",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    read=partial(read_choices, CHOICES),
    tables=TABLES,
)
