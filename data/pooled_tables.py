"""What partners of a borough pool about places: incidents by ward, from each partner's records."""

from data.contracts import count, text
from data.supplied_table import supplied_table

INCIDENT_SOURCES = (
    "police",
    "emergency_department",
    "ambulance",
    "hospital_youth_work",
    "transport_for_london",
    "british_transport_police",
)
"""The partners whose records Southwark's plan pools (action SWK-028)."""

HOTSPOT_INCIDENTS = supplied_table(
    "hotspot_incidents",
    "Incidents with knives that partners know of, by ward or borough and quarter",
    text("source", "Whose records; no two may be added", allowed=INCIDENT_SOURCES),
    value=count("incidents", "Incidents of the quarter in that partner's records", "incidents"),
    described_by=(text("rule", "Which incidents the partner counts, as it words it"),),
    period_type="quarter",
    template="hotspots",
    holder="a community safety partnership that pools the records of police, hospitals, ambulance "
    "service and transport",
)

POOLED_TABLES = (HOTSPOT_INCIDENTS,)
