"""The `claim` command: whether our figures bear out a claimed change, and what it leaves out."""

import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from publish.commands import Day, plain_errors
from publish.once import OnceCommand

if TYPE_CHECKING:
    from metrics.claim import Baseline, Claim

REVISED = "; ? not judged yet, its figures will still be revised"
PERIODS = "2024-02, 2024/25, 2024 or 12m:2026-02"


@click.command(
    cls=OnceCommand,
    epilog="Example: knife-crime claim knife_crime --area southwark --change -15 "
    "--from 12m:2025-02 --to 12m:2026-02",
)
@click.argument("metric")
@click.option("--area", required=True, metavar="CODE", help="GSS code, name or slug.")
@click.option(
    "--change", required=True, metavar="PCT", help="The claimed change in percent, as written."
)
@click.option(
    "--from", "before", required=True, metavar="P", help=f"The earlier period: {PERIODS}."
)
@click.option("--to", "now", required=True, metavar="P", help="The later period, equally long.")
@click.option("--as-of", type=Day(last=True), help="Only what had been published by this day.")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def claim(
    metric: str,
    *,
    area: str,
    change: str,
    before: str,
    now: str,
    as_of: date | None,
    file_format: str,
) -> None:
    """Check a claimed change of METRIC between two periods.

    Says whether the figures give the claim and by what rounding, whether the change is more than
    ordinary variation, how it reads under neighbouring baselines and other measures, and what the
    claim leaves out. A period that is not held is answered with what is.
    """
    from data.periods import parse_period
    from metrics.claim_reading import check_claim

    with plain_errors():
        answer = check_claim(
            metric,
            area=area,
            change=change,
            before=parse_period(before),
            now=parse_period(now),
            as_of=as_of,
        )
    text = _json(answer) if file_format == "json" else "\n".join(lines(answer))
    click.echo(text)


def lines(answer: "Claim") -> Iterator[str]:
    """The answer for a reader."""
    from metrics.claim import NOT_HELD, NOT_JUDGED
    from metrics.words import number

    yield answer.sentence
    if answer.verdict == NOT_HELD:
        return
    held = [one for one in answer.baselines if one.note != NOT_HELD]
    if held:
        yield "\nOther baselines:"
    for one in held:
        why = f" ({one.note or NOT_JUDGED})" if one.note or one.revised else ""
        yield f"  {one.before_label} to {one.now_label}: {one.step}{why}"
    yield from _by_month(answer)
    yield from _others(answer)
    if answer.left_out:
        yield "\nWhat the claim leaves out:"
    for sentence in answer.left_out:
        yield f"  {sentence}"
    found = answer.variation
    if found is not None and round(found.spread, 1) > 1:
        yield (
            f"\nLimits allow for months that vary {number(found.spread, 1)} times as much as "
            "chance alone."
        )


def _others(answer: "Claim") -> Iterator[str]:
    """The other measures, those that only restate one under it, and those that were not read."""
    from metrics.claim import absent_words

    if answer.siblings or answer.absent:
        yield "\nOther measures over the same time:"
    is_under = False
    for other in answer.siblings:
        is_under = is_under or not other.restates
        inset = "    " if other.restates and is_under else "  "
        yield f"{inset}{other.label}: {other.step} ({other.reading})"
    for sentence in absent_words(answer.absent):
        yield f"  {sentence}"


def _by_month(answer: "Claim") -> Iterator[str]:
    """How many neighbouring baselines agree, and those moved by quarters."""
    from metrics.claim_agreement import SHOWN_SHIFTS, agreement
    from metrics.words import number

    found = agreement(answer)
    yield f"\nBaselines moved by months: {found.sentence}"
    if not found.readings:
        return
    marks = "* more than ordinary variation" + (REVISED if found.revised else "")
    yield f"  months  earlier period moved  both periods moved  ({marks})"
    readings = {(one.moved, one.shift): one for one in answer.by_month}
    for shift in SHOWN_SHIFTS:
        first, both = (_cell(readings.get((moved, shift))) for moved in ("from", "both"))
        if first.strip("- ") or both.strip("- "):
            yield f"  {number(shift, signed=True):>6}  {first:>20}  {both:>18}".rstrip()
    left = sum(one.shift not in SHOWN_SHIFTS for one in answer.by_month)
    if left:
        yield (
            f"  {left} of the {len(answer.by_month)} readings, by other months, are not printed: "
            "--format json gives all, each with its limits."
        )


def _cell(one: "Baseline | None") -> str:
    from metrics.claim_agreement import is_beyond
    from metrics.words import percentage

    if one is None or math.isnan(one.percent):
        return "- "
    mark = "?" if one.revised else "*" if is_beyond(one) else " "
    return percentage(one.percent, signed=True) + mark


def _json(answer: "Claim") -> str:
    content = asdict(answer)
    for name in ("baselines", "by_month"):
        for plain, one in zip(content[name], getattr(answer, name), strict=True):
            plain["percent"] = one.percent
    if answer.variation is not None:
        judged = None if answer.revised else answer.variation.more_than_ordinary
        content["variation"]["more_than_ordinary"] = judged
    return json.dumps(_plain(content), indent=1, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """The value with nothing that JSON does not know: what is missing or infinite is null."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value
