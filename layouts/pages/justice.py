"""What follows an offence: outcomes, sentences, young people's first offences, repeat offending."""

from collections.abc import Mapping, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from data.areas import CITY_OF_LONDON, LONDON, METROPOLITAN_POLICE, Area, all_areas, boroughs
from layouts import justice_charts as charts
from layouts.answer_words import lead, periods
from layouts.answers import Answer, answer
from layouts.attributes import aria
from layouts.choices import Choice, Chosen, read_choices
from layouts.components.answer_list import answer_list
from layouts.components.choice_form import choice_form
from layouts.components.exhibit import exhibit
from layouts.components.freshness import freshness_section
from layouts.components.notices import notices
from layouts.components.printed_figures import printed_by_id
from layouts.components.supplied import supplied, supplied_exhibits
from layouts.exhibit import Exhibit, by_name
from layouts.kept import kept
from layouts.page import lone_page
from layouts.region import live_region
from layouts.static_html import printed
from metrics.words import number

TITLE = "Justice: outcomes, sentences, first offences"
DESCRIPTION = (
    "What became of knife crime that London's police recorded, how many young people come to "
    "justice for the first time, and which figures of the courts are not loaded and who has them."
)
AREA, HOME = "area", "london"
CHOICES = (
    Choice(
        name=AREA,
        label="Place",
        options={HOME: "London"}
        | {one.slug: one.area_name for one in boroughs() if one.area_code != CITY_OF_LONDON},
        default=HOME,
    ),
)
SENTENCING = (
    "knife_sentencing_disposals",
    "knife_sentencing_court_outcomes",
    "knife_sentencing_custody_rate",
    "knife_sentencing_custody_of_convicted",
    "knife_sentencing_caution_rate",
    "knife_sentencing_repeat_share",
)
REPORTS = ("court_report_share",)
REPEAT = ("repeat_offending", "habitual_knife_carriers")
PARTNERS = ("cohort_reoffending", "victims_code_compliance", "court_satisfaction")
SUPPLIED = (*SENTENCING, *REPORTS, *REPEAT, *PARTNERS)
ALSO_PRINTED = ("FIG-103", "FIG-104", "FIG-105", "FIG-106")
ASKED = (
    ("first_time_entrants", "first-time entrants", "#entrants"),
    ("knife_crime_positive_outcome_rate", "positive outcome rates", "#positive-outcomes"),
)
TABLES = ("first_time_entrants", "borough_knife_crime")


def layout(**query: str) -> Component:
    """The page; the query string chooses the place."""
    opening, answered, about, *others = _fixed()
    form = printed(choice_form(read_choices(CHOICES, query), path=charts.PATH, target="place"))
    known = html.Section([about, form, live_region(_region(**query))], **aria(labelledby="place"))
    return html.Article([opening, answered, known, *others])


@kept(1)
def _fixed() -> Sequence[Component]:
    """What no choice changes, in the order of the page."""
    opening = html.Div([html.H1(TITLE), html.P(_lead(), className="lead")])
    return [
        html.Div(opening, className="opening"),
        printed(_answered()),
        printed(_about_place()),
        _by_borough(),
        *_not_open(),
        printed([_printed(), freshness_section(TABLES)]),
    ]


def _lead() -> str:
    """The measure that can be judged, and why the other cannot yet."""
    entrants, *others = _found()
    compared = entrants.change
    said = []
    if compared is not None:
        now, before = periods(compared)
        said.append(
            f"In {now}, {number(compared.now)} of each 100,000 young Londoners came to youth "
            f"justice for the first time, against {number(compared.before)} in {before}. The rate "
            "is published without an interval, so the difference may be chance."
        )
    if any(one.signal is not None and one.signal.note for one in others):
        said.append(
            "Whether more knife crime leads to an outcome cannot be said yet: later files lower "
            "the newest figures."
        )
        return " ".join(said)
    return " ".join([*said, lead(others)])


def _found() -> list[Answer]:
    return [
        *_answers(all_areas()[LONDON], ASKED[:1]),
        *_answers(all_areas()[METROPOLITAN_POLICE], ASKED[1:]),
    ]


def _answers(area: Area, asked: Sequence[tuple[str, str, str]]) -> list[Answer]:
    found = (answer(m, area, name=name, href=href) for m, name, href in asked)
    return [one for one in found if one is not None]


def _answered() -> Component:
    return html.Section(
        [html.H2("The latest year", id="answers"), answer_list(_found())],
        **aria(labelledby="answers"),
    )


def _about_place() -> list[Component]:
    return [
        html.H2("Outcomes, and first offences of young people", id="place"),
        html.P(
            "A first-time entrant is a young person aged 10 to 17 with a first caution or "
            "conviction, for any offence and not for knives alone. The rate falls when fewer "
            "cases are brought as well as when fewer offences happen."
        ),
        html.P(
            "A positive outcome is a charge, a caution or the like. It counts when it is "
            "recorded, often for an offence of an earlier month or year. So the share is not that "
            "of these offences which will have an outcome. New months first read too high and are "
            "lowered for a long time, so the newest year is drawn as provisional and not judged."
        ),
    ]


def _region(**query: str) -> Sequence[Component | None]:
    """What follows the form."""
    chosen = read_choices(CHOICES, query)
    return [printed(notices(chosen.notices)), *_drawn(**chosen.values)]


@kept(64)
def _drawn(**values: str) -> Sequence[Component]:
    shown = _chosen_exhibits(read_choices(CHOICES, values))
    pair = [exhibit(shown["entrants"]), exhibit(shown["positive-outcomes"])]
    return [html.Div(pair, className="pairs")]


def _by_borough() -> Component:
    title = html.H2("First-time entrants, borough by borough", id="boroughs")
    shown = exhibit(charts.entrants_by_borough(), is_live=False)
    return html.Section([printed(title), shown], **aria(labelledby="boroughs"))


def _not_open() -> list[Component]:
    """What no open file held has, one section for each file that would fill it."""
    return [
        _section(
            "sentencing",
            "Cautions, sentences and custody",
            "The Ministry of Justice counts how courts and police deal with possession of knives "
            "and offensive weapons: cautions, what courts decide, and who had been dealt with for "
            "the same before. Its file is open, and no copy of it comes with this site. Offences "
            "there are possession and threats, not injuries or robberies.",
            SENTENCING,
        ),
        _section(
            "reports",
            "Reports before the court",
            "The strategy wants a pre-sentence report and a victim's personal statement in at "
            "least 90% of knife cases. No open data says in how many there is one.",
            REPORTS,
        ),
        _section(
            "repeat",
            "Repeat offending and habitual carriers",
            "These need records of single people, which the police hold and do not publish. A "
            "file is counted while it is read, no record of a person is kept, and numbers below 5 "
            "are withheld with as many others as keep totals from giving them away.",
            REPEAT,
        ),
        _section(
            "partners",
            "Managed cohorts and service to victims",
            "Partners of the strategy hold these: boroughs, the courts service, and the Mayor's "
            "Office.",
            PARTNERS,
        ),
    ]


def _section(name: str, title: str, words: str, metric_ids: Sequence[str]) -> Component:
    return html.Section(
        [
            printed([html.H2(title, id=name), html.P(words)]),
            *supplied(metric_ids, path=charts.PATH),
        ],
        **aria(labelledby=name),
    )


def _printed() -> Component:
    caption = "Reoffending, as printed"
    return html.Section(
        [
            html.H2("Also printed in 2017", id="printed"),
            html.P("Quoted from the strategy. No measure here counts the same."),
            printed_by_id(ALSO_PRINTED, caption),
        ],
        **aria(labelledby="printed"),
    )


def _chosen_exhibits(chosen: Chosen) -> Mapping[str, Exhibit]:
    key = chosen[AREA]
    area = next((place for place in boroughs() if place.slug == key), all_areas()[LONDON])
    return by_name(charts.entrants(area, chosen.query), charts.outcomes(area, chosen.query))


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    chosen = read_choices(CHOICES, query)
    return {
        **_chosen_exhibits(chosen),
        **by_name(charts.entrants_by_borough()),
        **supplied_exhibits(SUPPLIED, path=charts.PATH),
    }


PAGE = lone_page(
    charts.PATH,
    name="Justice",
    group="Figures",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    read=partial(read_choices, CHOICES),
    tables=TABLES,
)
