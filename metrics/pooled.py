"""Incidents that the partners of a borough pool to see where they gather."""

from data.pooled_tables import INCIDENT_SOURCES
from metrics.metric import COUNT, NO_JUDGEMENT, Metric, fixed
from metrics.parts_of_wholes import SUPPLIED, WITHHELD, counts_of

QUARTER = ("quarter",)

HOTSPOT_INCIDENTS = Metric(
    metric_id="hotspot_incidents",
    title="Incidents known to partners, by place",
    short_title="Pooled incidents",
    tier="southwark",
    kind=COUNT,
    unit="incidents",
    definition="Incidents with a knife, or treated after one, in a partner's records of the "
    "quarter: police, hospitals, ambulance service or transport, each for itself.",
    numerator="incidents of the quarter in the records of the partner asked for",
    direction=NO_JUDGEMENT,
    base_period="quarter",
    whole_from_parts=False,
    period_types={"borough": QUARTER, "neighbourhood": QUARTER},
    period_note="Partners review them each quarter.",
    area_note="It is supplied for a borough and its wards, and for no place more exact.",
    dimensions={"source": INCIDENT_SOURCES},
    dimension_area_types=("borough", "neighbourhood"),
    no_total={
        "source": "the same incident may be known to several partners, and each counts in its own "
        "way"
    },
    inputs=("hotspot_incidents",),
    neighbourhood_inputs=("hotspot_incidents",),
    source_ids=("import_hotspots",),
    caveats=(
        "Each partner counts by the rule in its file: two partners' numbers cannot be compared.",
        "Where incidents gather says nothing about the people who live there.",
        "A ward's quarter is a handful of incidents, which rise and fall by chance.",
        "A borough also has incidents of no known ward.",
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(counts_of, table_id="hotspot_incidents"),
)
