"""One verdict of a control chart, with all that belongs to it."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from data.areas import all_areas
from metrics.metric import COUNT, Metric
from metrics.rare_verdicts import RareSignal
from metrics.verdicts import CANNOT_SAY, Subject, Verdict

ROLLING, CALENDAR_YEAR = "rolling_12_months", "calendar_year"
SINGLE_VALUES, SHARES, WAITS, RATES = "XmR", "p′", "g", "u′"
RATE_DECIMALS = 3
"""A month's rate is small."""

YEAR_RATE_DECIMALS = 1
"""Of a rate over 12 months, per 100,000."""

JUDGED_TO = "Judged to"
PERFECT = re.compile(r"\b(?:has|have) (been|risen|fallen)\b")
PRESENT = {
    "the newest month": "{month}",
    "the last twelve months vary as they did": "the twelve months to {month} varied as they had",
    "the last twelve months vary as": "the twelve months to {month} varied as",
    "that can be compared vary": "that can be compared varied",
}
"""What a verdict says of the newest months, and how it is said of months that are not."""

YEARS_ONLY = "Shown over 12 months only, because victims are named in the press."


def waits_note(year: int) -> str:
    """That a verdict on a borough's homicides is told by years, and to the end of which."""
    return (
        f"{JUDGED_TO} the end of {year} by the waits between them, which are not shown: victims "
        "are named in the press."
    )


@dataclass(frozen=True, kw_only=True)
class Signal:
    """The newest point of one series and what it says.

    Attributes:
        period_type: "month"; for a borough's homicides "calendar_year" where the waits between
            them are judged, to the end of that year, else "rolling_12_months".
        value: As published.
        chart: "XmR" of counts, "p′" of shares, "u′" of rates and of years, "g" of months between
            rare events.
        charted: What the limits belong to: seasonally adjusted where `adjusted`; on a g chart
            the months waited, missing for a borough's homicides.
        segment: Number of the stretch since limits last started afresh, from 0.
        trial: Whether the limits are provisional.
        rules: Every rule broken, ";" between.
        kind: As in `metrics.verdicts.Verdict`, like `direction`, `judgement` and `new`.
        proposed_rebase: Month from which new limits are proposed because a shift has lasted.
        provisional: Whether the value may still be revised.
        baseline_first: First day of the months that the limits are frozen on; none where all
            months since limits last started afresh count.
        baseline_last: Last day of them.
        note: What was left out or is shown otherwise; blank if nothing.
        assurance: As `metrics.assurance` says it of a target somebody declared; blank without one.
    """

    metric_id: str
    area_code: str
    area_name: str
    period_type: str
    period_end: date
    value: float
    unit: str
    chart: str
    charted: float
    adjusted: bool
    centre: float
    lower: float
    upper: float
    segment: int
    trial: bool
    rules: str
    kind: str
    direction: int
    judgement: str
    new: bool
    verdict: str
    proposed_rebase: date | None = None
    provisional: bool = False
    baseline_first: date | None = None
    baseline_last: date | None = None
    note: str = ""
    assurance: str = ""


def verdict_at(signal: Signal, end: date) -> str:
    """The verdict as it stands beside a figure of a period that ends on this day.

    Where the months judged end earlier, it is in the past tense and says to when it is judged,
    unless its note does or nothing is judged.
    """
    is_said = signal.note.startswith(JUDGED_TO) or signal.kind in CANNOT_SAY
    if signal.period_end >= end or is_said:
        return signal.verdict
    month = f"{signal.period_end:%B %Y}"
    said = PERFECT.sub(r"had \1", signal.verdict, count=1)
    for present, past in PRESENT.items():
        said = said.replace(present, past.format(month=month), 1)
    return f"{said} {JUDGED_TO} {month}."


def signals_table(found: Sequence[Signal]) -> pd.DataFrame:
    """Signals as rows, with the columns of `Signal`."""
    return pd.DataFrame([asdict(one) for one in found], columns=list(Signal.__annotations__))


def subject_of(
    metric: Metric,
    area_code: str,
    *,
    adjusted: bool = False,
    stated_as: str | None = None,
    decimals: int = RATE_DECIMALS,
) -> Subject:
    """What a verdict on a measure in a place speaks of; `decimals` are those of a rate."""
    by_rate = stated_as == "rate"
    per = f" per {metric.rate_unit.split(' per ')[1]}" if by_rate else ""
    return Subject(
        title=f"{metric.short_title}{per}",
        place=all_areas()[area_code].label,
        direction=metric.direction,
        decimals=decimals if by_rate else metric.decimals,
        sign="" if metric.kind == COUNT else "%",
        adjusted=adjusted,
    )


def signal_of(metric: Metric, area_code: str, said: Verdict, **fields: object) -> Signal:
    """A signal from its verdict and the point it is about."""
    known = {"period_type": "month", "adjusted": False, "unit": metric.unit_by()} | fields
    return Signal(
        metric_id=metric.metric_id,
        area_code=area_code,
        area_name=all_areas()[area_code].area_name,
        kind=said.kind,
        direction=said.direction,
        judgement=said.judgement,
        new=said.new,
        verdict=said.sentence,
        **known,  # type: ignore[arg-type]
    )


def lines_of(found: RareSignal) -> dict[str, object]:
    """The lines of a chart of rare events at its newest point."""
    names = ("charted", "centre", "lower", "upper", "trial")
    return {name: getattr(found, name) for name in names} | {"rules": ";".join(found.rules)}
