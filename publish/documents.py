"""What the API lists besides values: measures, places, sources and breaks, as plain data."""

from typing import Any

from data.areas import all_areas
from data.breaks import Break, all_breaks
from data.store import Edition, citations, editions
from data.tables import TABLES
from metrics.catalogue import METRICS
from publish.declarations import declaration

Rows = list[dict[str, Any]]


def metrics() -> Rows:
    """The declaration of every measure, as `knife-crime metrics --format json` gives it."""
    return [declaration(metric) for metric in METRICS.values()]


def areas() -> Rows:
    """Every place: code, kind, name, slug, and the code of the place it lies in."""
    return [
        {
            "area_code": area.area_code,
            "area_type": area.area_type,
            "area_name": area.area_name,
            "slug": area.slug,
            "parent_code": area.parent_code or None,
        }
        for area in all_areas().values()
    ]


def sources() -> Rows:
    """How every source of the tables in use is cited, what it fills and what is held of it."""
    held: dict[str, list[tuple[str, Edition]]] = {}
    for table_id in TABLES:
        for edition in editions(table_id):
            held.setdefault(edition.source_id, []).append((table_id, edition))
    return [
        {
            "source_id": source_id,
            "publisher": citation.publisher,
            "title": citation.title,
            "landing_page": citation.landing_page,
            "licence": citation.licence,
            "next_release": citation.next_release or None,
            "tables": list(dict.fromkeys(table_id for table_id, _ in held.get(source_id, ()))),
            "vintages": _vintages([edition for _, edition in held.get(source_id, ())]),
        }
        for source_id, citation in citations().items()
    ]


def breaks() -> Rows:
    """The ledger of breaks in order of time; one that names no measure touches all of them."""
    return [_break(entry) for entry in all_breaks()]


def _vintages(found: list[Edition]) -> Rows:
    days = {edition.vintage: edition.vintage_basis for edition in found}
    return [{"vintage": day, "basis": days[day]} for day in sorted(days)]


def _break(entry: Break) -> dict[str, Any]:
    return {
        "break_id": entry.break_id,
        "first_day": entry.first_day.isoformat(),
        "last_day": entry.last_day.isoformat() if entry.last_day else None,
        "kind": entry.kind,
        "comparable": entry.comparable,
        "title": entry.title,
        "effect": entry.effect,
        "sources": list(entry.source_ids),
        "metrics": list(entry.metric_ids),
        "origin": entry.origin,
    }
