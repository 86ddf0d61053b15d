"""Incidents that partners of a borough pool: by ward and quarter, each partner for itself."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from data.areas import all_areas
from data.errors import ImportRefusedError
from data.pooled_tables import HOTSPOT_INCIDENTS, INCIDENT_SOURCES
from ingest.templates.shares import counts, protected
from ingest.templates.template import (
    Coverage,
    Record,
    Template,
    choice,
    period_end,
    place,
    whole,
    words,
)

CAMBERWELL, PECKHAM, OLD_KENT_ROAD = "E05011096", "E05011110", "E05011109"
RULE = "Made-up rule"
Cell = tuple[str, object, str]


def aggregate(records: Iterable[Record], stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """Incidents by place, quarter and source, nothing withheld yet.

    Raises:
        ImportRefusedError: If wards stand without the row of their borough, or have more incidents
            together than it.
    """
    rows = [*records]
    _check_boroughs(rows)
    return counts(HOTSPOT_INCIDENTS, "incidents")(rows, stated)


def _check_boroughs(rows: Iterable[Record]) -> None:
    whole_of: dict[Cell, int] = {}
    in_wards: Counter[Cell] = Counter()
    for row in rows:
        area = all_areas()[row["area"]]
        if area.area_type == "neighbourhood":
            in_wards[area.parent_code, row["period_end"], row["source"]] += row["incidents"]
        else:
            whole_of[area.area_code, row["period_end"], row["source"]] = row["incidents"]
    for (code, end, source), number in in_wards.items():
        borough = all_areas()[code].area_name
        of = f"{borough}, the quarter to {end} and '{source}'"
        if (code, end, source) not in whole_of:
            raise ImportRefusedError(
                f"Nothing was loaded. The file has wards and no row of their borough for {of}. Add "
                "the borough's own number, incidents of no known ward included."
            )
        if number > whole_of[code, end, source]:
            raise ImportRefusedError(
                f"Nothing was loaded. For {of} the wards have more incidents together than the "
                "borough. Correct the row of the borough, or the wards."
            )


TEMPLATE = Template(
    template_id="hotspots",
    title="Pooled incidents, a row for each ward or borough, quarter and partner",
    holder=HOTSPOT_INCIDENTS.holder,
    columns=(
        place("neighbourhood", "borough"),
        period_end("quarter"),
        choice("source", "Whose records the incidents are from", INCIDENT_SOURCES),
        words("rule", "Which incidents the partner counts, in its words"),
        whole("incidents", "Incidents of the quarter; for a borough those of no known ward too"),
    ),
    key=("area", "period_end", "source"),
    tables=(HOTSPOT_INCIDENTS,),
    aggregate=aggregate,
    protect=protected(HOTSPOT_INCIDENTS),
    example=lambda: (
        (area, "2018-03-31", source, RULE, str(number))
        for source, numbers in (
            ("police", (180, 24, 21, 9)),
            ("ambulance", (61, 12, 8, 2)),
            ("emergency_department", (75, 14, 11, 6)),
        )
        for area, number in zip(
            ("E09000028", CAMBERWELL, PECKHAM, OLD_KENT_ROAD), numbers, strict=True
        )
    ),
    notes=(
        "Numbers by ward and quarter only: no address, no point, no time of day, no person. A ward "
        "is given by its GSS code.",
        "Each partner's records are a count of their own. The same incident may be in several, so "
        "they are never added.",
        "Give the borough's row beside its wards: what the wards leave of it is protected too.",
        "The rule says what a partner counts, such as recorded offences with a knife, attendances "
        "after an assault with a sharp object, or calls for one, and that they count where they "
        "happened.",
    ),
)
