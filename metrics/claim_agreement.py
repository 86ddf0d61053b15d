"""How many of the neighbouring baselines say the same as a claim's own."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.claim import Baseline, Claim
from metrics.words import number, percentage

SHOWN_SHIFTS = (-12, -9, -6, -3, 3, 6, 9, 12)
"""Months by which the readings in a short table are moved: by quarters."""

NO_READING = (
    "No baseline moved by months can be compared: they are of periods of 12 months with at least "
    "50 events and no break between. A month is held against the same month of other years only."
)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The readings of a claim under baselines that are moved by months.

    Attributes:
        readings: How many have a percentage.
        same: How many of them move the same way as the claim's own periods.
        beyond: How many of these by more than ordinary variation.
        revised: How many of them cannot be judged yet; none of these counts as beyond.
        lowest: Smallest change among them in percent, and `highest` the largest.
        way: "rose" or "fell": the way of the claim's own periods; blank where they did not move.
    """

    readings: int
    same: int
    beyond: int
    revised: int = 0
    lowest: float
    highest: float
    way: str

    @property
    def sentence(self) -> str:
        """The counts in words, or why there are none."""
        if not self.readings:
            return NO_READING
        ends = dict.fromkeys(percentage(end, signed=True) for end in (self.lowest, self.highest))
        lead = f"Of {number(self.readings)} neighbouring baselines, moved by 1 to 12 months,"
        span = f"They read {' to '.join(ends)}."
        if not self.way:
            return f"{lead} none can agree with no change. {span}"
        beyond = f"{number(self.beyond)} by more than ordinary variation"
        if self.revised:
            beyond += f"; {number(self.revised)} cannot be judged yet"
        return f"{lead} {number(self.same)} also {self.way}, {beyond}. {span}"


def agreement(answer: Claim) -> Agreement:
    """How the readings under baselines moved by months compare with the claim's own.

    Args:
        answer: A claim.

    Returns:
        Counts and range; all 0 and NaN where there are no such readings.
    """
    known = [one for one in answer.by_month if not math.isnan(one.percent)]
    percents = np.array([one.percent for one in known])
    own = answer.arithmetic.percent if answer.arithmetic else math.nan
    sign = 0 if math.isnan(own) else int(np.sign(own))
    alike = [one for one in known if sign and np.sign(one.percent) == sign]
    return Agreement(
        readings=len(known),
        same=len(alike),
        beyond=sum(map(is_beyond, alike)),
        revised=sum(one.revised for one in alike),
        lowest=float(percents.min(initial=math.inf)) if known else math.nan,
        highest=float(percents.max(initial=-math.inf)) if known else math.nan,
        way={1: "rose", -1: "fell"}.get(sign, ""),
    )


def is_beyond(one: Baseline) -> bool:
    """Whether a reading is more than ordinary variation: its limits leave out no change.

    Never of one that cannot be judged yet.
    """
    lower, upper = one.limits
    return not one.revised and bool(lower > 0 or upper < 0)


def by_month_table(answer: Claim) -> pd.DataFrame:
    """The readings under baselines moved by months, one row each.

    Returns:
        Columns ``moved`` ("from" or "both"), ``months``, ``before_label``, ``now_label``,
        ``before``, ``now``, ``change_pct``, ``lower``, ``upper``, ``more_than_ordinary``,
        ``revised`` (whether it cannot be judged yet) and ``note``.
    """
    rows = [
        {
            "moved": one.moved,
            "months": one.shift,
            "before_label": one.before_label,
            "now_label": one.now_label,
            "before": one.before,
            "now": one.now,
            "change_pct": one.percent,
            "lower": one.limits[0],
            "upper": one.limits[1],
            "more_than_ordinary": is_beyond(one),
            "revised": one.revised,
            "note": one.note,
        }
        for one in answer.by_month
    ]
    return pd.DataFrame(rows)
