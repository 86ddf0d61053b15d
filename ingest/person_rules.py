"""Rules about one person's events: the habitual knife carrier, and being followed by another.

They live here, not among the measures, because they need rows about people, and those are read
once, aggregated and never kept. The measures read what is left.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from data.periods import month_end

POSSESSION = ("offensive_weapon", "knife", "bladed_article")
KNIFE_INJURY = "knife_injury"

PrisonSpell = tuple[date, date | None]
"""First and last day in prison; no last day while it goes on."""


class Event(NamedTuple):
    """One line that links a person to a crime."""

    day: date
    crime_reference: str
    kind: str
    domestic_abuse: bool
    area_code: str = ""


def months_before(day: date, months: int) -> date:
    """The same day of the month that many months earlier; the month's last where it has no such."""
    index = day.year * 12 + day.month - 1 - months
    last = month_end(index // 12, index % 12 + 1)
    return last.replace(day=min(day.day, last.day))


def is_habitual_carrier(
    events: Iterable[Event], prison_spells: Iterable[PrisonSpell], day: date
) -> bool:
    """Whether a person meets the police rule for habitual knife carriers on a day.

    At least two distinct crimes in the 24 months to the day in which the person is a suspect, of
    possession of an offensive weapon, knife or bladed article, or of knife injury that is not
    domestic abuse; and one of them in the 12 months to the day, unless the person was in prison
    at any time in those 12 months. Windows are open at their start: exactly 24 or 12 months ago
    is outside.

    Args:
        events: Lines in which the person is a suspect, of any kind and day.
        prison_spells: Times in prison.
        day: The day to decide for.

    Source:
        London Knife Crime Strategy 2017, page 13. Distinct crimes rather than lines, the date of
        the offence, the open windows, and domestic abuse excluded for injury only are our reading.
    """
    counted = counted_crimes(events, day)
    if len(counted) < 2:
        return False
    year_ago = months_before(day, 12)
    if any(event.day > year_ago for event in counted.values()):
        return True
    return any(start <= day and (end is None or end > year_ago) for start, end in prison_spells)


def counted_crimes(events: Iterable[Event], day: date) -> dict[str, Event]:
    """The crimes that count towards the rule on a day, by reference, each with its newest line."""
    start = months_before(day, 24)
    newest: dict[str, Event] = {}
    for event in sorted(event for event in events if start < event.day <= day):
        if counts_towards_rule(event):
            newest[event.crime_reference] = event
    return newest


def counts_towards_rule(event: Event) -> bool:
    """Whether the kind of an event is one the rule counts."""
    if event.kind == KNIFE_INJURY:
        return not event.domestic_abuse
    return event.kind in POSSESSION


def followed_within_a_year(events: Iterable[Event]) -> list[tuple[Event, bool]]:
    """Each crime of one person, and whether another followed within 12 months.

    A crime counts once, on its first line. The next must be of another crime and a later day, and
    the first must lie in the 12 months before it; exactly 12 months is outside, as in the rule
    above. Two crimes on one day do not follow one another, because their order is not known and
    they may be one incident.
    """
    first: dict[str, Event] = {}
    for event in sorted(events):
        first.setdefault(event.crime_reference, event)
    crimes = sorted(first.values())
    return [(crime, _is_followed(crime, crimes)) for crime in crimes]


def _is_followed(crime: Event, crimes: Iterable[Event]) -> bool:
    return any(
        later.day > crime.day and crime.day > months_before(later.day, 12) for later in crimes
    )
