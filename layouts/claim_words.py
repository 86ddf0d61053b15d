"""What the claim checker says around the answer: the claim itself, the verdict, the readings."""

import math

from layouts.claim_view import ClaimView
from metrics.claim import NOT_HELD, REPRODUCED, Baseline, Claim, Sibling
from metrics.claims import FEW
from metrics.compared import NOT_COMPARABLE
from metrics.words import in_period, limits, number, percentage

UNHELD = "This cannot be checked here: the figures are not held"
BROKEN = "The two figures must not be compared: the series breaks between them"
WRONG = "The figures do not give this claim"
ORDINARY = "The figures give this claim, but the change is no more than ordinary variation"
REAL = "The figures give this claim, and the change is more than ordinary variation"
GIVEN = "The figures give this claim"
UNJUDGED = "The figures give this claim, but the change cannot be judged yet"


def claimed(view: ClaimView) -> str:
    """The claim as a sentence."""
    value = float(view.change)
    size = f"{view.change.lstrip('-')}%"
    way = "did not change" if value == 0 else f"{'fell' if value < 0 else 'rose'} by {size}"
    first, last = (in_period(one.period_type, one.end) for one in (view.before, view.now))
    return f"{view.metric.title} in {view.area.label} {way} from {first} to {last}."


def headline(answer: Claim) -> str:
    """The verdict in a line."""
    if answer.verdict == NOT_HELD:
        return UNHELD
    if answer.variation is None and "must not be compared" in answer.sentence:
        return BROKEN
    if answer.verdict != REPRODUCED:
        return WRONG
    if answer.variation is None or not answer.variation.known:
        return GIVEN
    if answer.revised:
        return UNJUDGED
    return REAL if answer.variation.more_than_ordinary else ORDINARY


def arithmetic_words(answer: Claim) -> str:
    """The answer without the subject, which the claim above it has named."""
    if answer.verdict == NOT_HELD:
        return answer.sentence
    return answer.sentence.partition(": ")[2]


def widened(answer: Claim) -> str:
    """By how much the limits allow for more than chance; blank where they do not."""
    found = answer.variation
    if found is None or round(found.spread, 1) <= 1:
        return ""
    return (
        f"The limits allow for months that vary {number(found.spread, 1)} times as much as "
        "chance alone."
    )


def spread(readings: list[Baseline]) -> str:
    """How far the readings from other baselines lie apart: the finding of their chart."""
    known = [one.percent for one in readings if not math.isnan(one.percent)]
    if not known and any(one.note == FEW for one in readings):
        return "Other baselines have too few events for a percentage"
    if not known:
        return "No other baseline can be compared"
    if len(known) == 1:
        only = percentage(known[0], signed=True)
        return f"From the one other baseline that can be compared the change reads {only}"
    ends = dict.fromkeys(percentage(end, signed=True) for end in (min(known), max(known)))
    return f"From baselines moved by years the change reads {' to '.join(ends)}"


def reading_name(one: Baseline) -> str:
    """One reading by the period that was moved."""
    return f"{'from' if one.moved == 'from' else 'to'} {moved_label(one)}"


def moved_label(one: Baseline) -> str:
    """The period of a reading that is not the claim's own."""
    return one.before_label if one.moved == "from" else one.now_label


def sibling_change(one: Sibling) -> str:
    """The change of another measure, of a share in points; blank where none can be stated."""
    if one.unit.split(" ")[0] == "percent" and one.verdict != NOT_COMPARABLE:
        return f"{number(one.now - one.before, 1, signed=True)} points"
    return "" if math.isnan(one.percent) else percentage(one.percent, signed=True)


def sibling_limits(one: Sibling) -> str:
    """Its interval, blank where there is none."""
    if math.isnan(one.limits[0]):
        return ""
    return limits(one.limits)
