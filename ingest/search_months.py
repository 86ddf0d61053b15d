"""Which police forces' months of stop and search there are, and which are worth asking for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.areas import CITY_OF_LONDON_POLICE, METROPOLITAN_POLICE
from data.periods import month_end

FORCES = {"metropolitan": METROPOLITAN_POLICE, "city-of-london": CITY_OF_LONDON_POLICE}
FIRST_MONTH = date(2018, 1, 31)  # before, no search is recorded as one for offensive weapons
ANSWER = re.compile(r"stops-force_(?P<force>metropolitan|city-of-london)_(?P<month>\d{4}-\d{2})\.")
"""The name under which the API's answer for a force and month is kept."""

COLUMNS = (
    "Type",
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Gender",
    "Age range",
    "Self-defined ethnicity",
    "Officer-defined ethnicity",
    "Legislation",
    "Object of search",
    "Outcome",
    "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)


@dataclass(frozen=True, kw_only=True)
class MonthFile:
    """One force's searches of one month, as the publisher files them.

    Attributes:
        member: Its name in the archive, for messages.
    """

    force_code: str
    period_end: date
    member: str

    @property
    def file_name(self) -> str:
        """A name on disk that says force and month."""
        return f"{self.force_code}_{self.period_end:%Y-%m}.csv"


def month_named(pattern: re.Pattern[str], name: str) -> MonthFile | None:
    """Force and month that a name says, where the pattern finds them in it."""
    match = pattern.search(name)
    if match is None:
        return None
    year, month = (int(part) for part in match["month"].split("-"))
    return MonthFile(
        force_code=FORCES[match["force"]], period_end=month_end(year, month), member=name
    )


def months_wanted(
    offered: Sequence[str], held: Iterable[MonthFile], stated: pd.DataFrame
) -> list[str]:
    """Names of the answers whose months are not held, oldest first.

    A month that the tables state is held, also where they state that it is absent: a later file
    has spoken of it. Months before the first of a force are left alone.

    Args:
        offered: Names of answers.
        held: Months that lie in the raw folder.
        stated: Rows of `search_months`.
    """
    in_tables = set(zip(stated["force_code"], stated["period_end"].dt.date, strict=True))
    known = in_tables | {(month.force_code, month.period_end) for month in held}
    first: dict[str, date] = {}
    for force, end in in_tables:
        first[force] = min(end, first.get(force, end))
    months = [month for name in offered if (month := month_named(ANSWER, name))]
    wanted = [
        month
        for month in months
        if (month.force_code, month.period_end) not in known
        and month.period_end >= FIRST_MONTH
        and month.period_end >= first.get(month.force_code, month.period_end)
    ]
    return [m.member for m in sorted(wanted, key=lambda m: (m.period_end, m.force_code))]
