"""What fills each measure: open data, a printed document, or a file that its holder supplies."""

from functools import lru_cache

from data.errors import TableMissingError
from data.store import data_version
from data.tables import TABLES
from metrics.catalogue import METRICS
from metrics.gaps import every_group
from metrics.values import metric_values

TIERS: dict[str, str] = {
    "primary": "Primary: improvement sought",
    "secondary": "Secondary: monitored",
    "supporting": "Supporting evidence",
    "police_and_crime_plan": "Police and Crime Plan",
    "southwark": "Southwark's action plan",
}
"""The strategy's tiers by the names that measures carry, in its order."""

PRINTED_SOURCES = ("strategy_operations", "southwark_plan", "strategy_commitments")


def filled_by(metric_id: str) -> str:
    """What fills a metric: open data, loaded or not; a printed document; or a file's template."""
    metric = METRICS[metric_id]
    words = " and ".join(f"`{template}`" for template in templates_of(metric_id))
    if not is_loaded(metric_id):
        return f"file: {words}" if words else f"open data, not loaded: `{build_of(metric_id)}`"
    if any(name in metric.source_ids for name in PRINTED_SOURCES):
        return f"printed document; more by file: {words}"
    return "open data"


def is_loaded(metric_id: str) -> bool:
    """Whether any figures of a measure are held."""
    return _is_loaded(metric_id, data_version())


def templates_of(metric_id: str) -> list[str]:
    """The templates of files that fill a measure; none where open data does."""
    return sorted({TABLES[name].template for name in METRICS[metric_id].inputs} - {""})


def build_of(metric_id: str) -> str:
    """The command that builds the tables of a measure from its publisher's file."""
    return f"knife-crime ingest build {METRICS[metric_id].source_ids[0]}"


def how_to_load(metric_id: str) -> str:
    """Who holds the figures of a measure that is not loaded, and the command that loads them."""
    contracts = [TABLES[name] for name in METRICS[metric_id].inputs]
    for contract in contracts:
        if contract.template:
            return (
                f"No open data has these figures. They are held by {contract.holder}, who can "
                f"load them: knife-crime ingest import {contract.template} FILE"
            )
    return next((c.loading for c in contracts if c.loading), "Build it: knife-crime ingest build")


@lru_cache(maxsize=256)
def _is_loaded(metric_id: str, _version: str) -> bool:
    try:
        return not metric_values(metric_id, by=every_group(METRICS[metric_id])).empty
    except TableMissingError:
        return False
