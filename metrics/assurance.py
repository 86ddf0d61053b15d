"""Assurance: whether a process as it is now will meet a target, where somebody declared one."""

import math

from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER

CONSISTENTLY_MET = "consistently met"
CONSISTENTLY_MISSED = "consistently missed"
BY_CHANCE = "met or missed by chance"


def assurance(target: float, lower: float, upper: float, direction: str) -> str:
    """What ordinary variation around the present level means for a target.

    A target above the upper limit is out of reach of chance, one below the lower limit is passed
    whatever chance does; between them single months meet it or not without anything having
    changed.

    Args:
        target: The declared target, in the unit of the chart.
        lower: Lower limit of the chart's newest segment.
        upper: Upper limit of it.
        direction: The measure's direction, as `metrics.metric` names it.

    Returns:
        "consistently met", "consistently missed" or "met or missed by chance"; empty for a measure
        that is not judged and for a chart without limits.

    Source:
        NHS England, Making Data Count; cases of NHSRplotthedots in tests/golden.
    """
    if direction not in (LOWER_IS_BETTER, HIGHER_IS_BETTER) or math.isnan(lower + upper + target):
        return ""
    if lower <= target <= upper:
        return BY_CHANCE
    all_below_target = target > upper
    met = all_below_target == (direction == LOWER_IS_BETTER)
    return CONSISTENTLY_MET if met else CONSISTENTLY_MISSED
