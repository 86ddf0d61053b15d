"""High-harm crime that no open file has: exploitation of children, and victims who are so again."""

from collections.abc import Iterator

from data.high_harm_tables import CHILD_EXPLOITATION, HIGH_HARM_VICTIMS, VICTIM_CRIMES
from ingest.templates.shares import counts, part_within_whole, protected, shares
from ingest.templates.template import Template, choice, period_end, place, whole

QUARTER_ENDS = ("06-30", "09-30", "12-31", "03-31")


def example() -> Iterator[tuple[str, ...]]:
    """Two made-up financial years of the force and three boroughs."""
    for number in range(8):
        end = f"{2017 + (number + 1) // 4}-{QUARTER_ENDS[number % 4]}"
        yield "E23000001", end, str(310 - number)
        yield "E09000028", end, str(14 + number)
        yield "E09000022", end, str(11 + number)
        yield "E09000006", end, "3"


EXPLOITATION = Template(
    template_id="child_exploitation",
    title="Offences of child sexual exploitation, a row for each place and quarter",
    holder=CHILD_EXPLOITATION.holder,
    columns=(
        place("borough", "police_force"),
        period_end("quarter"),
        whole("offences", "Offences recorded in the quarter that carry the flag"),
    ),
    key=("area", "period_end"),
    tables=(CHILD_EXPLOITATION,),
    aggregate=counts(CHILD_EXPLOITATION, "offences"),
    protect=protected(CHILD_EXPLOITATION),
    example=example,
    notes=(
        "By quarter, because a borough's months are mostly below 5 and would be withheld.",
        "Give the boroughs and the whole force in one file, so that they are protected together.",
    ),
)

VICTIMS = Template(
    template_id="high_harm_victims",
    title="Victims of high-harm crime, a row for each place, financial year and kind of crime",
    holder=HIGH_HARM_VICTIMS.holder,
    columns=(
        place("borough", "police_force"),
        period_end("financial_year"),
        choice("crime_type", "Kind of crime", VICTIM_CRIMES),
        whole("victims", "People who were a victim in the year, each counted once"),
        whole(
            "again",
            "Those among them who had been a victim of the same kind in the 12 months before one "
            "of these offences",
        ),
    ),
    key=("area", "period_end", "crime_type"),
    tables=(HIGH_HARM_VICTIMS,),
    aggregate=shares(HIGH_HARM_VICTIMS),
    protect=protected(HIGH_HARM_VICTIMS),
    check=part_within_whole("again", "victims"),
    example=lambda: (
        ("E23000001", "2018-03-31", "domestic_abuse", "51000", "11900"),
        ("E23000001", "2018-03-31", "hate_crime", "14000", "1150"),
        ("E23000001", "2018-03-31", "gun_crime", "2100", "64"),
        ("E09000028", "2018-03-31", "domestic_abuse", "1900", "430"),
        ("E09000028", "2018-03-31", "gun_crime", "95", "3"),
    ),
    notes=(
        "Numbers of people, never rows about them: for knife crime the template victims counts "
        "while it reads.",
        "The kinds overlap: a person may be counted under several.",
        "The plan asks for fewer repeat victims and gives no window; the 12 months are ours.",
    ),
)
