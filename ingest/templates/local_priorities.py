"""Offences in the crimes a borough chose as its priorities."""

from data.restricted_tables import LOCAL_PRIORITIES
from ingest.templates.shares import counts, protected
from ingest.templates.template import Template, period_end, place, whole, words

TEMPLATE = Template(
    template_id="local_priorities",
    title="Local priority crimes, a row for each borough, financial year and priority",
    holder=LOCAL_PRIORITIES.holder,
    columns=(
        place("borough"),
        period_end("financial_year"),
        words("priority", "The crime chosen, or antisocial behaviour"),
        whole("offences", "Offences or incidents recorded in the year"),
    ),
    key=("area", "period_end", "priority"),
    tables=(LOCAL_PRIORITIES,),
    aggregate=counts(LOCAL_PRIORITIES, "offences"),
    protect=protected(LOCAL_PRIORITIES),
    example=lambda: (
        ("E09000028", "2018-03-31", "Made-up: robbery", "2100"),
        ("E09000028", "2018-03-31", "Made-up: burglary", "1950"),
        ("E09000028", "2018-03-31", "Made-up: antisocial behaviour", "9800"),
    ),
    notes=("Boroughs choose two crimes besides antisocial behaviour and renew the choice yearly.",),
)
