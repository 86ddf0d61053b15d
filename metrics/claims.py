"""Checking a claimed change: whether the figures give it, and what else they say.

Pure functions on values. `metrics.claim_reading` takes the values from our tables.
"""

import math
import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from metrics import words
from metrics.change import SMALL_BASE
from metrics.claim import (
    NOT_REPRODUCED,
    REPRODUCED,
    Absent,
    Arithmetic,
    Baseline,
    Claim,
    Sibling,
    both_values,
    relative_change,
)
from metrics.claim_choice import choice_words
from metrics.claim_limits import Variation
from metrics.compared import DOWN, SAME, UP

ROUGHLY = {5: 5, 10: 30}
"""Multiples of a percent that speakers round to, finest first, each with the least claim for which
that passes as rounding: ten percent said of fifteen is another figure."""


FEW = f"fewer than {SMALL_BASE} events before: no percentage"
"""Why a reading has none."""

FEW_SENTENCE = (
    f"The earlier figure rests on fewer than {SMALL_BASE} events: a percentage of so few says "
    "little. State the two counts."
)

FEW_LIMITS = f"no limits in percent: fewer than {SMALL_BASE} events before"

NOT_YET = "Whether the change is more than ordinary variation cannot be judged yet"

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def arithmetic(before: float, now: float, stated: str) -> Arithmetic:
    """Whether two values give a claimed change, and by what rounding.

    Tried in this order: rounded to the digits stated; cut to them; rounded to the nearest 5 and
    10 percent, for claims that are such a multiple.

    Args:
        before: The earlier value.
        now: The later one.
        stated: The claimed change in percent as it was written, such as "40" or "-14.5".

    Returns:
        The change and the rounding that gives the claim, if one does.

    Raises:
        ValueError: If `stated` is no number.
    """
    claimed = _stated(stated)
    percent = relative_change(before, now)
    rounding = "" if math.isnan(percent) else _rounding(Decimal(repr(float(percent))), claimed)
    return Arithmetic(before=before, now=now, stated=stated, percent=percent, rounding=rounding)


def weigh(
    subject: str,
    checked: Arithmetic,
    *,
    comparable: bool = True,
    sign: str = "",
    events: float | None = None,
    found: Variation | None = None,
    baselines: Sequence[Baseline] = (),
    by_month: Sequence[Baseline] = (),
    siblings: Sequence[Sibling] = (),
    absent: Sequence[Absent] = (),
    warnings: Sequence[str] = (),
    revised: str = "",
) -> Claim:
    """The answer to a claim from the parts of its check.

    Args:
        subject: Measure, place and periods in words.
        checked: The arithmetic.
        comparable: Whether nothing forbids comparing the two values.
        sign: What follows a value: "%" for shares.
        events: Events of the earlier period; left out for counts, which are events themselves.
        found: Variation, where the events behind the values are held.
        baselines: Readings under other baselines.
        by_month: Readings under baselines moved by months.
        siblings: Readings of other measures.
        absent: Other measures that could not be read.
        warnings: Breaks, provisional figures and the like, one sentence each.
        revised: Why the change cannot be judged yet, one sentence; blank if it can.

    Returns:
        The claim, judged.
    """
    few = (checked.before if events is None else events) < SMALL_BASE
    chosen = [FEW_SENTENCE] if few else choice_words(checked.percent, (*baselines, *by_month))
    return Claim(
        verdict=REPRODUCED if checked.reproduced else NOT_REPRODUCED,
        sentence=_answer(subject, checked, sign) + _judged(comparable, found, revised, few=few),
        arithmetic=checked,
        variation=found,
        baselines=tuple(baselines),
        by_month=tuple(by_month),
        siblings=tuple(siblings),
        absent=tuple(absent),
        left_out=(*warnings, *filter(None, [revised]), *chosen, *_otherwise(checked, siblings)),
        revised=revised,
        sign=sign,
        few=few,
    )


def _stated(text: str) -> Decimal:
    plain = text.strip().removesuffix("%").replace("−", "-")
    if not NUMBER.fullmatch(plain):
        raise ValueError(f"'{text}' is no percentage. Write a number such as 40 or -14.5.")
    return Decimal(plain)


def _rounding(percent: Decimal, claimed: Decimal) -> str:
    unit = Decimal(1).scaleb(int(claimed.as_tuple().exponent))
    digits = max(0, -int(claimed.as_tuple().exponent))
    places = "a whole percent" if digits == 0 else f"{digits} decimal{'s' * (digits > 1)}"
    if percent.quantize(unit, ROUND_HALF_UP) == claimed:
        return f"rounded to {places}"
    if percent.quantize(unit, ROUND_DOWN) == claimed:
        return f"cut to {places}, not rounded"
    for multiple, least in ROUGHLY.items():
        whole = (percent / multiple).quantize(Decimal(1), ROUND_HALF_UP) * multiple
        if abs(claimed) >= least and whole == claimed:
            return f"rounded to the nearest {multiple} percent"
    return ""


def _answer(subject: str, checked: Arithmetic, sign: str) -> str:
    values = " to ".join(both_values(checked.before, checked.now, sign=sign))
    if math.isnan(checked.percent):
        return f"{subject}: {values}; no percentage can be stated of nothing."
    answer = (
        f"reproduced ({checked.rounding})" if checked.reproduced else "not what these figures give"
    )
    stated = checked.stated.strip().removesuffix("%").replace("-", "−")
    percent = words.percentage(checked.percent, signed=True)
    percent += " (reckoned before rounding)" if sign else ""
    return f"{subject}: {values} is {percent}; the claim of {stated}% is {answer}."


def _judged(comparable: bool, found: Variation | None, revised: str, *, few: bool) -> str:
    """What follows the arithmetic, each sentence after a space."""
    forbidden = "" if comparable else "A break lies between them: the two must not be compared."
    parts = (forbidden, _variation_words(found, revised, few=few))
    return "".join(f" {part}" for part in parts if part)


def _variation_words(found: Variation | None, revised: str, *, few: bool) -> str:
    if found is None or not found.known:
        return ""
    ends = FEW_LIMITS if few else f"95% limits {words.limits(found.limits)}"
    if revised:
        return f"{NOT_YET}: its figures will still be revised ({ends})."
    how = "more than" if found.more_than_ordinary else "no more than"
    return f"The change is {how} ordinary variation ({ends})."


def _otherwise(checked: Arithmetic, siblings: Sequence[Sibling]) -> list[str]:
    """The measures that moved the other way, and how many did not clearly move.

    A measure that only restates another is named where the other was not.
    """
    own = UP if checked.percent > 0 else DOWN
    against = {one.metric_id: one for one in siblings if one.verdict == {UP: DOWN, DOWN: UP}[own]}
    way = "fell" if own == UP else "rose"
    found = [
        " ".join(filter(None, (f"{one.title} {way} over the same time ({one.step}).", one.revised)))
        for one in against.values()
        if one.restates not in against
    ]
    return [*found, *_level([one for one in siblings if not one.restates])]


def _level(others: Sequence[Sibling]) -> list[str]:
    count = sum(one.verdict == SAME for one in others)
    if not count:
        return []
    show = "shows" if count == 1 else "show"
    measures = f"{len(others)} other measure{'s' * (len(others) != 1)}"
    return [f"Of {measures} read over the same time, {count} {show} no clear change."]
