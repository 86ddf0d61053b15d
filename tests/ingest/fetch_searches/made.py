"""Made-up months in the layout of the API, and what the tests read of an answer."""

from data import store
from tests.tools.search_archive import (
    as_answer,
    whole_month,
)

MET, CITY = "metropolitan", "city-of-london"
MET_CODE, CITY_CODE = "E23000001", "E23000034"
DATES = "/api/crimes-street-dates"
RECEIVED = "police_uk_stop_search/received-2026-04-06"


def address(month, force=MET):
    return f"/api/stops-force?force={force}&date={month}"


def name(month, force=MET):
    return f"stops-force_{force}_{month}.json"


def answer(month, **others):
    return as_answer(whole_month(month, **others))


def states(outcomes):
    return [outcome.state for outcome in outcomes]


def asked_for(publisher):
    return [asked.path for asked in publisher.asked if asked.path != DATES]


def months_in_tables(force=MET_CODE):
    rows = store.read_table("search_months")
    own = rows[rows["force_code"].eq(force) & rows["measure"].eq("searches")]
    own = own[own["counts"].notna()]
    return own["period_end"].dt.strftime("%Y-%m").tolist()
