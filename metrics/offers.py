"""What may be asked of a metric; every refusal says why and what to ask instead."""

from collections.abc import Collection, Sequence
from datetime import date

from data.areas import (
    CITY_OF_LONDON,
    CITY_OF_LONDON_POLICE,
    ENGLAND_AND_WALES,
    LONDON,
    METROPOLITAN_POLICE,
    Area,
    all_areas,
    find_area,
)
from data.errors import NotHeldError, ParameterError
from data.periods import PERIOD_TYPES
from metrics.metric import Metric

ALL_AREAS = "all"
MOST_NAMED = 2
"""Places that a refusal names, of those held."""

_WHOLE = "E23000001, London (Metropolitan Police area)"
_INSTEAD = {
    LONDON: f"it has no City of London. Ask for {_WHOLE}",
    CITY_OF_LONDON: "the City of London has its own police, which is not in it. Ask for another "
    f"borough or for {_WHOLE}",
    CITY_OF_LONDON_POLICE: f"it comes from the Metropolitan Police. Ask for {_WHOLE}",
    ENGLAND_AND_WALES: f"it covers London only. Ask for {_WHOLE}; knife_offences_by_force has the "
    "other police forces",
}


def period_types_for(metric: Metric, area_type: str) -> tuple[str, ...]:
    """The period types a kind of area is offered; none where the measure is not held for it."""
    return metric.period_types.get(area_type, ())


def shortest_period_type(metric: Metric, area: str | Sequence[str]) -> str:
    """The shortest period type offered for every place asked for, or failing that for any."""
    kinds = {place.area_type for place in asked_areas(area) or ()}
    shared = [
        name
        for name in metric.offered_period_types
        if all(name in period_types_for(metric, kind) for kind in kinds)
    ]
    return (shared or metric.offered_period_types)[0]


def check_period_type(metric: Metric, period_type: str) -> None:
    """Refuse a period type that the measure is offered for nowhere.

    Raises:
        ParameterError: Naming the period types it is offered for.
    """
    if period_type not in PERIOD_TYPES:
        raise ParameterError(
            f"'{period_type}' is no period type. Use one of: {', '.join(PERIOD_TYPES)}."
        )
    if period_type not in metric.offered_period_types:
        raise ParameterError(
            f"{metric.metric_id} is not offered by {period_type}. {metric.period_note} Use one "
            f"of: {', '.join(metric.offered_period_types)}."
        )


def check_stated_as(metric: Metric, stated_as: str | None) -> str:
    """How the values will be stated: as asked, or in the measure's usual way.

    Raises:
        ParameterError: If the measure cannot be stated so.
    """
    if stated_as is None:
        return metric.stated_as[0]
    if stated_as in metric.stated_as:
        return stated_as
    if stated_as not in ("count", "rate"):
        raise ParameterError(f"'{stated_as}' is no way to state values. Use 'count' or 'rate'.")
    raise ParameterError(
        f"{metric.metric_id} cannot be stated as a {stated_as}: its values are "
        f"{metric.unit}. Leave the choice out."
    )


def check_day(metric: Metric, day: date | None, period_type: str | None) -> None:
    """Refuse a day for a measure that is not judged on days, and a period beside a day.

    Raises:
        ParameterError: Saying what to ask instead.
    """
    if day is None:
        return
    if metric.compute_on is None:
        raise ParameterError(
            f"{metric.metric_id} is counted over periods and cannot be judged on a day. Leave out "
            "'on'; 'from' and 'to' choose periods, and 'as-of' what had been published by a day."
        )
    if period_type is not None:
        raise ParameterError(
            f"'on' asks for the position on {day}, and 'period-type' for periods. Leave out one of "
            "them."
        )


def check_dimensions(metric: Metric, by: Sequence[str]) -> None:
    """Refuse a breakdown that the measure does not have.

    Raises:
        ParameterError: Naming the dimensions it has.
    """
    for name in by:
        if name not in metric.dimensions:
            has = ", ".join(metric.dimensions) or "none"
            raise ParameterError(
                f"{metric.metric_id} cannot be broken down by '{name}'. Its dimensions: {has}."
            )
    if len(set(by)) < len(by):
        raise ParameterError(f"A dimension is named twice in {', '.join(by)}. Name each once.")


def check_total(metric: Metric, by: Sequence[str]) -> None:
    """Refuse a total where the measure has none.

    Raises:
        ParameterError: Naming the dimension to ask for.
    """
    for name, why in metric.no_total.items():
        if name not in by:
            raise ParameterError(
                f"{metric.metric_id} has no total over {name}: {why}. Ask for its values by "
                f"{name}: 'knife-crime values {metric.metric_id} --by {name}'."
            )


def check_rate_by(metric: Metric, by: Sequence[str]) -> None:
    """Refuse a rate by an attribute of people whose number among the residents is not held.

    Raises:
        ParameterError: Naming the dimensions a rate can be broken down by.
    """
    people = [name for name in by if name not in metric.rate_dimensions]
    if people:
        able = " or ".join(metric.rate_dimensions) or "no dimension"
        raise ParameterError(
            f"A rate of {metric.metric_id} by {' and '.join(people)} cannot be stated: residents "
            f"are not held so. Ask for counts, or for the rate by {able}."
        )


def check_area(metric: Metric, area: Area, *, period_type: str, by: Sequence[str]) -> None:
    """Refuse an area that the measure is not offered for, or not in this period or breakdown.

    Raises:
        NotHeldError: If the measure is not held for the area.
        ParameterError: If it is held, but not so.
    """
    offered = period_types_for(metric, area.area_type)
    if not offered:
        raise not_held(metric, area)
    if by and area.area_type not in metric.dimension_area_types:
        raise ParameterError(
            f"{metric.metric_id} is not broken down for {area.area_name}. "
            f"{metric.dimension_note} Ask for {METROPOLITAN_POLICE}, or leave out the breakdown."
        )
    whole_force = [name for name in by if name in metric.whole_force_dimensions]
    if whole_force and area.area_type == "borough":
        raise ParameterError(
            f"{metric.metric_id} is not broken down by {whole_force[0]} for {area.area_name}. "
            f"{metric.dimension_note} Ask for {METROPOLITAN_POLICE}, or leave out that breakdown."
        )
    if period_type not in offered:
        raise ParameterError(
            f"{metric.metric_id} is not offered by {period_type} for {area.area_name}. "
            f"{metric.period_note} Use one of: {', '.join(offered)}; or ask for "
            f"{METROPOLITAN_POLICE}."
        )


def not_held(metric: Metric, area: Area, held: Collection[str] = ()) -> NotHeldError:
    """The refusal for an area outside a series, with what to ask instead.

    Args:
        metric: The measure.
        area: The place asked for.
        held: Codes of the places that have figures, where that is known.
    """
    named = f"{metric.metric_id} is not held for {area.area_name} ({area.area_code})"
    if area.area_code in _INSTEAD and _is_of_the_met(metric):
        return NotHeldError(f"{named}: {_INSTEAD[area.area_code]}.")
    offered = bool(period_types_for(metric, area.area_type))
    if metric.area_note and (not offered or area.area_type in ("region", "country")):
        named = f"{named}. {metric.area_note}"
    for name, whole in metric.total_names.items():
        named = f"{named.removesuffix('.')}. Without a breakdown by {name} it is of {whole} alone"
    able = _able(metric) if METROPOLITAN_POLICE in held else _held(held) or _able(metric)
    return NotHeldError(f"{named.removesuffix('.')}. Ask for {able}, or for all areas.")


def not_held_by(metric: Metric, area: Area, period_type: str, held: Sequence[str]) -> NotHeldError:
    """The refusal for an area that has figures, but of other periods.

    Args:
        metric: The measure.
        area: The place asked for.
        period_type: What was asked for, or is given where nothing is.
        held: The period types that it has figures of.
    """
    return NotHeldError(
        f"{metric.metric_id} is not held by {period_type} for {area.area_name} "
        f"({area.area_code}). It is held there by {' and by '.join(held)}: name one as the "
        "period type."
    )


def other_dimensions(metric: Metric, area: Area, by: Sequence[str]) -> list[str]:
    """The dimensions of the same tables that an area may be broken down by as well."""
    if area.area_type not in metric.dimension_area_types:
        return []
    kept_apart = {*by, *metric.inputs_by}
    if area.area_type == "borough":
        kept_apart |= set(metric.whole_force_dimensions)
    return [name for name in metric.dimensions if name not in kept_apart]


def no_total_of(metric: Metric, area: Area, name: str, period_type: str) -> NotHeldError:
    """The refusal for an area that has figures, but only broken down.

    Args:
        metric: The measure.
        area: The place asked for.
        name: The dimension that its figures are held by.
        period_type: The first period type of these figures.
    """
    return NotHeldError(
        f"{metric.metric_id} has no total for {area.area_name} ({area.area_code}). Ask for its "
        f"values there by {name}: 'knife-crime values {metric.metric_id} --area {area.area_code} "
        f"--by {name} --period-type {period_type}'."
    )


def _is_of_the_met(metric: Metric) -> bool:
    """Whether the series is the Metropolitan Police's own, by month."""
    return metric.base_period == "month" and "police_force" in metric.period_types


def _held(codes: Collection[str]) -> str:
    """The first places that have figures, in words; blank where there is none."""
    known = [code for code in sorted(codes) if code in all_areas()]
    named = [f"{code}, {all_areas()[code].area_name}" for code in known[:MOST_NAMED]]
    rest = len(known) - len(named)
    return " or ".join([*named, f"another of the {len(known)} places held"] if rest else named)


def _able(metric: Metric) -> str:
    """The areas a measure is held for, in words."""
    kinds = metric.period_types
    if "region" in kinds and "police_force" not in kinds:
        return "a borough or E12000007, London" if "borough" in kinds else "E12000007, London"
    if "neighbourhood" in kinds and "police_force" not in kinds:
        return "a borough, or a ward by its code"
    if metric.base_period == "quarter":
        return "a police force, such as E23000001"
    return f"a borough or {_WHOLE}" if "borough" in kinds else _WHOLE


def no_residents(metric: Metric, area: Area) -> NotHeldError:
    """The refusal of a rate where no population is held."""
    return NotHeldError(
        f"No rate of {metric.metric_id} can be stated for {area.area_name} ({area.area_code}): "
        "no population is held there. Ask for counts; rates are held for the boroughs and for "
        "E23000001."
    )


def asked_areas(area: str | Sequence[str]) -> tuple[Area, ...] | None:
    """The places asked for by code, name or slug; nothing for all of them.

    Raises:
        UnknownAreaError: If a name or code belongs to no area.
    """
    if area == ALL_AREAS:
        return None
    codes = (area,) if isinstance(area, str) else tuple(area)
    return tuple(all_areas().get(code) or find_area(code) for code in codes)
