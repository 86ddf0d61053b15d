"""Claims to start with, and the regulator's case of 2024 worked through."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from layouts.asked import AREA
from layouts.claim_exhibit import PATH
from layouts.claim_view import BEFORE, CHANGE, MEASURE, NOW
from metrics.claims import arithmetic, weigh
from metrics.words import percentage

OSR_LETTER = (
    "https://osr.statisticsauthority.gov.uk/correspondence/"
    "ed-humpherson-to-vivienne-avery-violent-crime-statement/"
)
ONS_ANSWER = (
    "https://www.ons.gov.uk/aboutus/transparencyandgovernance/freedomofinformationfoi/"
    "mayoroflondonknifecrimestatisticsreview"
)
YEAR_TO_MARCH_2016, YEAR_TO_MARCH_2023 = 9_086, 12_786
"""Knife offences recorded by the Metropolitan Police in the years to March 2016 and March 2023, as
the Office for National Statistics published them and the press quoted them in November 2023."""

STATED = "40"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A claim that shows something, and what it shows."""

    claim: str
    shows: str
    measure: str
    area: str
    before: str
    now: str
    change: str

    @property
    def address(self) -> str:
        """The address that checks it."""
        parts = {MEASURE: self.measure, AREA: self.area, BEFORE: self.before, NOW: self.now}
        return f"{PATH}?{urlencode(parts | {CHANGE: self.change})}"


CASES = (
    Case(
        claim="Young injury victims fell by 5% in the year to February 2026, London",
        shows="a figure that holds, and a change within chance",
        measure="knife_injury_victims_under_25",
        area="london",
        before="12m:2025-02",
        now="12m:2026-02",
        change="-5",
    ),
    Case(
        claim="Knife crime fell by 10% from 2019 to 2025, London",
        shows="two periods on either side of a break",
        measure="knife_crime",
        area="london",
        before="2019",
        now="2025",
        change="-10",
    ),
    Case(
        claim="Knife crime with injury fell by 20% in a year, Richmond upon Thames",
        shows="a percentage of very few",
        measure="knife_crime_with_injury",
        area="richmond-upon-thames",
        before="12m:2025-02",
        now="12m:2026-02",
        change="-20",
    ),
    Case(
        claim="Possession of weapons rose by 30% in a year, London",
        shows="a figure that also says how hard officers look",
        measure="weapon_possession",
        area="london",
        before="12m:2025-02",
        now="12m:2026-02",
        change="30",
    ),
    Case(
        claim="Knife crime rose by 40% from 2015/16 to 2022/23, London",
        shows="figures that are not held here: see the regulator's case below",
        measure="knife_crime",
        area="london",
        before="2015/16",
        now="2022/23",
        change="40",
    ),
)


def cases() -> list[Component]:
    """Examples as links, then the worked case."""
    links = [html.Li([html.A(case.claim, href=case.address), f": {case.shows}."]) for case in CASES]
    return [
        html.Section([html.H2("Claims to start with", id="examples"), html.Ul(links)]),
        _worked(),
    ]


def _worked() -> Component:
    checked = arithmetic(YEAR_TO_MARCH_2016, YEAR_TO_MARCH_2023, STATED)
    found = weigh("All knife crime, between the years to March 2016 and to March 2023", checked)
    return html.Section(
        [
            html.H2("A worked case: the regulator's correction", id="worked-case"),
            html.P(
                "On 20 July 2023 a statement of the Mayor's office said that knife crime in London "
                "had fallen since 2016. The Office for Statistics Regulation found that this was "
                "true of one measure only, knife crime with injury to people under 25. Knife crime "
                "as a whole had risen. The statement was changed to name the measure."
            ),
            html.P(
                [
                    "Published values, typed in here because our own series begins later: "
                    f"{YEAR_TO_MARCH_2016:,} offences in the year to March 2016 and "
                    f"{YEAR_TO_MARCH_2023:,} in the year to March 2023 (Office for National "
                    "Statistics, as quoted in the press of the time). ",
                    html.Strong(found.sentence),
                ]
            ),
            html.P(
                "Three things to learn. Name the measure: two of them moved in opposite ways. Name "
                f"both periods. And mind the rounding: {percentage(checked.percent)} is nearer to "
                f"{checked.percent:.0f}% than to the {STATED}% that was printed."
            ),
            html.P(
                [
                    "Sources: ",
                    html.A("the regulator's letter", href=OSR_LETTER),
                    ", published on 28 February 2024, and ",
                    html.A("the account given under freedom of information", href=ONS_ANSWER),
                    ".",
                ],
                className="meta",
            ),
        ]
    )
