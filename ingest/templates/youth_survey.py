"""Young people worried about knife crime, from a survey."""

from data.restricted_tables import MOPAC, YOUTH_SURVEY
from ingest.templates.shares import part_within_whole, protected, shares
from ingest.templates.template import Template, period_end, place, whole, words

COUNTS_NOT_SHARES = (
    "Give numbers of people. Of a weighted survey give the weighted number, scaled so that the "
    "whole is the number who answered; the interval is then somewhat too narrow."
)

TEMPLATE = Template(
    template_id="youth_survey",
    title="Young people's concern about knife crime, a row for each place and wave of a survey",
    holder=f"{MOPAC} or a borough",
    columns=(
        place(),
        period_end("quarter"),
        words("survey", "Name of the survey, and whom it asked"),
        whole("asked", "Young people who answered the question"),
        whole("worried", "Those among them who worry about knife crime where they live"),
    ),
    key=("area", "period_end"),
    tables=(YOUTH_SURVEY,),
    aggregate=shares(YOUTH_SURVEY),
    protect=protected(YOUTH_SURVEY),
    check=part_within_whole("worried", "asked"),
    example=lambda: (
        ("E12000007", "2019-03-31", "Made-up youth survey", "2400", "1010"),
        ("Southwark", "2019-03-31", "Made-up youth survey", "120", "61"),
        ("Bromley", "2019-03-31", "Made-up youth survey", "40", "3"),
    ),
    notes=(
        COUNTS_NOT_SHARES,
        "The quarter is the one in which the last interview took place.",
        "Never give a survey of a few boroughs the code of London.",
    ),
)
