"""How a claim's own choice of periods stands among the other choices."""

import math
from collections.abc import Sequence

from metrics.claim import Baseline
from metrics.words import percentage

LATER_KEPT = "With the later period kept"
LATER_MOVED = "With the later period moved, alone or with the earlier one,"


def choice_words(percent: float, others: Sequence[Baseline]) -> list[str]:
    """What other periods give, the later one kept and then moved, one sentence each.

    Together the two cover every reading, so that neither is narrower than the tables of them.
    "Largest" and "smallest" are said among the readings with the later period kept alone.

    Args:
        percent: The claim's own change in percent.
        others: Readings under other baselines, by years and by months.

    Returns:
        The sentences; none where no reading has a percentage, and of a change without one.
    """
    if math.isnan(percent):
        return []
    known = [one for one in others if not math.isnan(one.percent)]
    kept, moved = ([one for one in known if (one.moved == "from") == is_kept] for is_kept in (1, 0))
    return [*_kept(percent, kept), *_moved(moved)]


def _kept(percent: float, others: Sequence[Baseline]) -> list[str]:
    if not others:
        return []
    periods = {one.before_label for one in others}
    span = _span(others)
    if len(periods) == 1:
        return [f"{LATER_KEPT}, one other earlier period gives {span}."]
    place = _place(percent, [one.percent for one in others])
    return [f"{LATER_KEPT}, other earlier periods give {span}{f': {place}' * bool(place)}."]


def _moved(others: Sequence[Baseline]) -> list[str]:
    return [f"{LATER_MOVED} the change reads {_span(others)}."] if others else []


def _place(percent: float, others: Sequence[float]) -> str:
    """Where the change lies outside the others, as they are printed; blank if it does not."""
    own, low, high = (round(value, 1) for value in (percent, min(others), max(others)))
    if low <= own <= high:
        return ""
    if own == 0:
        return "from the one chosen nothing changed"
    if own > high:
        most = "smallest fall" if own < 0 else "largest rise" if high > 0 else "only rise"
    else:
        most = "smallest rise" if own > 0 else "largest fall" if low < 0 else "only fall"
    return f"the one chosen gives the {most}"


def _span(others: Sequence[Baseline]) -> str:
    percents = [one.percent for one in others]
    return " to ".join(
        dict.fromkeys(percentage(end, signed=True) for end in (min(percents), max(percents)))
    )
