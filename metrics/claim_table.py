"""The readings of a claim as figures to take away: its own periods, then other baselines."""

import pandas as pd

from metrics.claim import NOT_HELD, Baseline, Claim

COLUMNS = (
    *("moved", "shift", "before_label", "now_label", "before", "now", "lower", "upper"),
    *("revised", "note"),
)
THE_CLAIM = "the claim"


def readings_table(answer: Claim, before_label: str, now_label: str) -> pd.DataFrame:
    """One row for the claim itself and one for each other baseline that is held.

    Args:
        answer: A claim whose own periods are held.
        before_label: The earlier period in words.
        now_label: The later one.

    Returns:
        Columns ``moved``, ``shift``, ``before_label``, ``now_label``, ``before``, ``now``,
        ``change_pct``, ``lower`` and ``upper`` (95% limits of the change in percent, NaN where
        there are none), ``revised`` (whether it cannot be judged yet) and ``note``; the claim
        first, then the baselines in their own order.
    """
    readings = claimed_and_moved(answer, before_label, now_label)
    frame = pd.DataFrame([_flat(one) for one in readings], columns=list(COLUMNS))
    frame.insert(6, "change_pct", [one.percent for one in readings])
    return frame


def claimed_and_moved(answer: Claim, before_label: str, now_label: str) -> list[Baseline]:
    """The claim's own two periods as a reading like the others, and those that are held."""
    found = answer.arithmetic
    assert found is not None
    own = Baseline(
        moved="",
        shift=0,
        before_label=before_label,
        now_label=now_label,
        before=found.before,
        now=found.now,
        limits=answer.limits,
        sign=answer.sign,
        revised=bool(answer.revised),
        note="" if "must not be compared" not in answer.sentence else "a break lies between",
    )
    return [own, *(one for one in answer.baselines if one.note != NOT_HELD)]


def _flat(one: Baseline) -> tuple[object, ...]:
    labels = (one.moved or THE_CLAIM, one.shift, one.before_label, one.now_label)
    return (*labels, one.before, one.now, *one.limits, one.revised, one.note)
