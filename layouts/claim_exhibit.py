"""The readings of a claim as a chart: its own periods, then other baselines, each with limits."""

import math
from collections.abc import Sequence
from datetime import date

from data.periods import add_months, period_start
from figures.chart import COMPARISON, FOCUS
from figures.distribution import dot_chart
from figures.rows import Reference, Row
from layouts.claim_view import ClaimView
from layouts.claim_words import moved_label, reading_name, spread
from layouts.exhibit import Exhibit
from metrics.claim import NOT_HELD, NOT_JUDGED, Baseline, Claim, both_values
from metrics.claim_table import claimed_and_moved, readings_table
from metrics.words import percentage

NAME = "readings"
PATH = "/claims"
YEAR = 12
GROUPS = {"from": "Another earlier period", "to": "Another later period"}
LIMITS_NOTE = (
    "Limits are those of the ratio of the two values, widened by how much more than chance the "
    "months vary."
)


def readings_exhibit(view: ClaimView, answer: Claim) -> Exhibit | None:
    """The chart of all readings; nothing where not one of them can be reckoned."""
    readings = claimed_and_moved(answer, view.before.label, view.now.label)
    own = readings[0]
    if all(math.isnan(one.percent) for one in readings):
        return None
    absent = [moved_label(one) for one in answer.baselines if one.note == NOT_HELD]
    chart = dot_chart(
        [_row(one, "The claim" if one is own else GROUPS[one.moved], own) for one in readings],
        {
            "chart_id": NAME,
            "title": spread(list(answer.baselines)),
            "measure": f"{view.metric.title}, change",
            "place": view.area.label,
            "period": f"{view.before.label} to {view.now.label}",
            "unit": "percent",
            "decimals": 1,
            "category": "Compared",
        },
        reference=Reference(value=float(view.change), name=f"the claim, {_stated(view.change)}"),
        is_change=True,
        notes=(
            *([LIMITS_NOTE] if any(not math.isnan(one.limits[0]) for one in readings) else []),
            *([f"Not held, so not shown: {'; '.join(absent)}."] if absent else []),
        ),
    )
    return Exhibit(
        chart=chart,
        values=readings_table(answer, view.before.label, view.now.label),
        metrics=(view.metric,),
        python=_python(view),
        path=PATH,
        query=view.query,
        since=_first_day(view, readings),
    )


def _stated(change: str) -> str:
    """The claimed change with its sign, as exact as it was written."""
    decimals = len(change.partition(".")[2])
    return percentage(float(change), decimals, signed=True)


def _first_day(view: ClaimView, readings: Sequence[Baseline]) -> date:
    """First day of the earliest period in a reading, whatever the reading is called."""
    shifts = [one.shift for one in readings if one.moved == "from"]
    first = add_months(view.before.end, YEAR * min([0, *shifts]))
    return period_start(view.before.period_type, first)


def _row(one: Baseline, group: str, own: Baseline) -> Row:
    has_limits = not math.isnan(one.limits[0])
    known = not math.isnan(one.percent)
    return Row(
        name=f"{one.before_label} to {one.now_label}" if one is own else reading_name(one),
        value=one.percent if known else None,
        lower=one.limits[0] if known and has_limits else None,
        upper=one.limits[1] if known and has_limits else None,
        role=FOCUS if one is own else COMPARISON,
        group=group,
        detail="; ".join(filter(None, (_step(one), NOT_JUDGED if one.revised else ""))),
        absence=one.note or "no percentage can be stated of nothing",
    )


def _step(one: Baseline) -> str:
    if math.isnan(one.before) or math.isnan(one.now):
        return ""
    return " to ".join(both_values(one.before, one.now, sign=one.sign))


def _python(view: ClaimView) -> str:
    return f"""from data.periods import parse_period
from metrics.claim_reading import check_claim
from metrics.claim_table import readings_table

before, now = parse_period({view.before.spelling!r}), parse_period({view.now.spelling!r})
answer = check_claim(
    {view.metric.metric_id!r},
    area={view.area.area_code!r},
    change={view.change!r},
    before=before,
    now=now,
)
values = readings_table(answer, before.label, now.label)
"""
