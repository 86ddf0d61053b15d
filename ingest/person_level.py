"""From rows about people to counts: read once, in memory only while counting, never written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

import pandas as pd

from data.areas import METROPOLITAN_POLICE
from data.contracts import TableContract
from data.errors import ImportRefusedError
from data.periods import add_months, ends_here, period_start
from data.restricted_tables import HABITUAL_CARRIERS
from ingest.person_rules import (
    Event,
    PrisonSpell,
    counted_crimes,
    counts_towards_rule,
    followed_within_a_year,
    is_habitual_carrier,
    months_before,
)
from ingest.templates.template import YES, Coverage, Record
from ingest.withholding import as_rows, withhold

PRISON_SPELL = "prison_spell"

Histories = dict[str, list[Event]]
Spells = dict[str, list[PrisonSpell]]


def gather(records: Iterable[Record]) -> tuple[Histories, Spells]:
    """Events and prison spells by person, as the records stream in."""
    events: Histories = defaultdict(list)
    spells: Spells = defaultdict(list)
    for record in records:
        if record.get("record") == PRISON_SPELL:
            spells[record["person"]].append((record["date"], record["end_date"]))
        else:
            events[record["person"]].append(_event(record))
    return events, spells


def covered_days(events: Histories, stated: Coverage | None) -> Coverage:
    """The days an extract covers: as stated, else the whole months its events lie in.

    Raises:
        ImportRefusedError: If there is no event, or one outside what is stated.
    """
    days = [event.day for history in events.values() for event in history]
    if not days:
        raise ImportRefusedError("The file holds no events. Nothing was loaded.")
    inferred = Coverage(first_day=min(days).replace(day=1), last_day=add_months(max(days), 0))
    if stated and not (stated.first_day <= min(days) and max(days) <= stated.last_day):
        raise ImportRefusedError(
            f"The file is said to cover {stated.first_day} to {stated.last_day}, and has events "
            f"from {min(days)} to {max(days)}. Nothing was loaded. Correct --covers."
        )
    return stated or inferred


def repeat_rows(events: Histories, coverage: Coverage, contract: TableContract) -> pd.DataFrame:
    """Crimes of each covered financial year, and those followed by another of the same person.

    A year counts when the extract covers it and the 12 months after it. Each place the extract
    names and the whole force have rows; small cells are withheld.
    """
    index: Counter[tuple[date, str]] = Counter()
    repeated: Counter[tuple[date, str]] = Counter()
    for history in events.values():
        for crime, followed in followed_within_a_year(history):
            for area_code in (crime.area_code, METROPOLITAN_POLICE):
                cell = (_financial_year_end(crime.day), area_code)
                index[cell] += 1
                repeated[cell] += followed
    records = [
        _record(contract, cell, **{contract.value_column: counts[cell], "counted": counted})
        for cell in product(_followed_years(coverage), _places(events))
        for counted, counts in (("repeated", repeated), ("index", index))
    ]
    return withhold(as_rows(records, contract), contract)


def carrier_rows(events: Histories, spells: Spells, coverage: Coverage) -> pd.DataFrame:
    """People who meet the rule for habitual carriers on the last day of each covered quarter.

    A day counts when the extract covers the 24 months to it. A person counts where the newest of
    the crimes that count towards the rule took place, so that places add up to the force.
    """
    contract = HABITUAL_CARRIERS
    people: Counter[tuple[date, str]] = Counter()
    days = [*_decidable_days(coverage)]
    for person, history in events.items():
        relevant = [event for event in history if counts_towards_rule(event)]
        if len({event.crime_reference for event in relevant}) < 2:
            continue
        for day in days:
            if is_habitual_carrier(relevant, spells.get(person, ()), day):
                newest = max(counted_crimes(relevant, day).values())
                people[day, newest.area_code] += 1
                people[day, METROPOLITAN_POLICE] += 1
    records = [
        _record(contract, cell, people=people[cell]) for cell in product(days, _places(events))
    ]
    return withhold(as_rows(records, contract), contract)


def _event(record: Record) -> Event:
    return Event(
        day=record["date"],
        crime_reference=record["crime_reference"],
        kind=record["offence_kind"],
        domestic_abuse=record["domestic_abuse"] == YES,
        area_code=record["area"],
    )


def _record(contract: TableContract, cell: tuple[date, str], **rest: object) -> dict[str, object]:
    end, area_code = cell
    period_type = next(c.allowed[0] for c in contract.columns if c.name == "period_type")
    return {"area_code": area_code, "period_type": period_type, "period_end": end, **rest}


def _places(events: Histories) -> list[str]:
    """The places the extract names anywhere, and the whole force: others are missing, not zero."""
    named = {event.area_code for history in events.values() for event in history}
    return [*sorted(named), METROPOLITAN_POLICE]


def _financial_year_end(day: date) -> date:
    return date(day.year if day.month < 4 else day.year + 1, 3, 31)


def _followed_years(coverage: Coverage) -> Iterator[date]:
    """Ends of the financial years covered together with the 12 months after them."""
    end = _financial_year_end(coverage.first_day)
    while add_months(end, 12) <= coverage.last_day:
        if period_start("financial_year", end) >= coverage.first_day:
            yield end
        end = add_months(end, 12)


def _decidable_days(coverage: Coverage) -> Iterator[date]:
    """Ends of the quarters that are covered together with the 24 months to them."""
    day = add_months(coverage.first_day, 0)
    while day <= coverage.last_day:
        if ends_here("quarter", day) and months_before(day, 24) >= _day_before(coverage.first_day):
            yield day
        day = add_months(day, 1)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
