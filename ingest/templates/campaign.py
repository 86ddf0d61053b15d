"""Whom a prevention campaign was meant for, and whom it reached."""

from data.restricted_tables import AUDIENCES, CAMPAIGN_METRICS, MOPAC
from ingest.templates.shares import part_within_whole, protected, shares
from ingest.templates.template import Template, choice, period_end, place, whole, words

TEMPLATE = Template(
    template_id="campaign",
    title="Reach of a prevention campaign, a row for each place, quarter and audience",
    holder=MOPAC,
    columns=(
        place(),
        period_end("quarter"),
        words("campaign", "Name of the campaign"),
        choice("audience", "Whom the campaign addresses", AUDIENCES),
        whole("intended", "People in that audience"),
        whole("reached", "Those among them who saw or heard the campaign, each once"),
    ),
    key=("area", "period_end", "audience"),
    tables=(CAMPAIGN_METRICS,),
    aggregate=shares(CAMPAIGN_METRICS),
    protect=protected(CAMPAIGN_METRICS),
    check=part_within_whole("reached", "intended"),
    example=lambda: (
        ("E12000007", "2018-03-31", "Made-up campaign", "young_people", "800000", "312000"),
        ("E12000007", "2018-03-31", "Made-up campaign", "parents", "1200000", "264000"),
    ),
    notes=(
        "Count people, not views: a person who saw it five times was reached once.",
        "One row for each place, quarter and audience; of two campaigns at once give the wider.",
    ),
)
