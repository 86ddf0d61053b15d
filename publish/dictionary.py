"""The data dictionary, written from the contracts, the catalogue and the ledger of breaks.

`python -m publish.dictionary` renews docs/data-dictionary.md; a test fails when it is not current.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from data.breaks import Break, all_breaks
from data.contracts import Column, TableContract
from data.status import PRECEDENCE, STATUS_MEANINGS
from data.tables import TABLES
from metrics.catalogue import METRICS
from metrics.evaluate import RELIABLE_EVENTS
from metrics.metric import Metric

DOCUMENT = Path(__file__).parents[1] / "docs" / "data-dictionary.md"

VALUE_COLUMNS: dict[str, str] = {
    "metric_id": "Name of the measure",
    "area_code": "GSS nine-character code",
    "area_name": "Name of the area",
    "period_type": "month, quarter, rolling_12_months, financial_year (April to March) or "
    "calendar_year; day where a position was asked for with `on`",
    "period_start": "First day of the period",
    "period_end": "Last day of the period",
    "(dimensions)": "One column for each dimension asked for with `by`",
    "value": "The value, in the unit of its row; empty where it is missing or withheld",
    "unit": "Unit; a rate names the mid-year of the residents it divides by",
    "lower": "Lower 95% confidence limit; empty where there is none",
    "upper": "Upper 95% confidence limit; empty where there is none",
    "numerator": "Events counted",
    "denominator": "Residents of a rate, offences of a share, or events of the group that a ratio "
    "compares with; people of the group asked for a difference; empty for counts",
    "status": "Status in GSS shorthand, below; the gravest among the parts of the value",
    "vintage": "Publisher's date of the newest file among the counts in the value; the residents "
    "that a rate divides by are named in its unit, by their mid-year",
}

_PRECEDENCE = (
    "A value has one status. Where several apply, the first of these stands: "
    f"{', '.join(f'`{mark}`' for mark in PRECEDENCE if mark)}. What it hides is said elsewhere: "
    "that residents are estimated, in the unit of a rate, beside their mid-year; that a rate is of "
    "a month still provisional, in the status of its count, on pages and charts in words beside "
    "the status, and in Python in a further column, `provisional`; that a break lies near, in the "
    "ledger of breaks, below, from which charts and comparisons take it. A rate from fewer than "
    f"{RELIABLE_EVENTS} events keeps its value and has the status `u`; any other value with `u` "
    "that is empty is withheld."
)


def dictionary() -> str:
    """The whole document."""
    return "\n".join([*_opening(), *_metrics(), *_tables(), *_breaks()]) + "\n"


def _opening() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield (
        "Generated from the table contracts, the catalogue of measures and the ledger of breaks by "
        "`python -m publish.dictionary`. Do not edit it."
    )
    yield from ("", "## Columns of values", "")
    yield from _table(("column", "meaning"), VALUE_COLUMNS.items(), code=True)
    yield from ("", "## Statuses", "")
    meanings = ((mark or "(blank)", meaning) for mark, meaning in STATUS_MEANINGS.items())
    yield from _table(("status", "meaning"), meanings, code=True)
    yield from ("", _PRECEDENCE)


def _metrics() -> Iterator[str]:
    yield from ("", "## Measures")
    for metric in METRICS.values():
        yield from _metric(metric)


def _metric(metric: Metric) -> Iterator[str]:
    yield from ("", f"### `{metric.metric_id}`", "", f"**{metric.title}.** {metric.definition}", "")
    yield from _table(("", ""), _facts(metric))
    yield ""
    yield from (f"- {caveat}" for caveat in metric.caveats)


def _facts(metric: Metric) -> Iterator[tuple[str, str]]:
    yield "tier", metric.tier
    yield "unit", metric.unit
    if metric.unit_of_total:
        yield "unit, not broken down", metric.unit_of_total
    if metric.rate_unit and metric.rate_unit != metric.unit:
        yield "rate", metric.rate_unit
    yield "numerator", metric.numerator
    if metric.denominator:
        yield "denominator", metric.denominator
    yield "direction", metric.direction
    for kind, offered in metric.period_types.items():
        yield f"periods, {kind.replace('_', ' ')}", ", ".join(offered)
    for name, values in metric.dimensions.items():
        always = " (always to be named: there is no total)" if name in metric.no_total else ""
        yield f"by `{name}`", f"{', '.join(values)}{always}".strip()
    yield (
        "tables",
        ", ".join(f"`{name}`" for name in (*metric.inputs, *metric.neighbourhood_inputs)),
    )
    yield "sources", ", ".join(metric.source_ids)


def _tables() -> Iterator[str]:
    yield from ("", "## Tables")
    for contract in TABLES.values():
        yield from _contract(contract)


def _contract(contract: TableContract) -> Iterator[str]:
    key = ", ".join(f"`{name}`" for name in contract.key)
    yield from ("", f"### `{contract.table_id}`", "", f"{contract.title}.", "")
    yield from (f"One row per {key} and vintage.", "")
    rows = ((c.name, str(c.type), _meaning(c)) for c in contract.columns)
    yield from _table(("column", "type", "meaning"), rows, code=True)


def _meaning(column: Column) -> str:
    allowed = [name or "(blank)" for name in column.allowed]
    notes = [
        f"in {column.unit}" if column.unit else "",
        "may be missing" if column.nullable else "",
        f"one of {', '.join(allowed)}" if allowed else "",
    ]
    return "; ".join([column.description, *filter(None, notes)])


def _breaks() -> Iterator[str]:
    yield from ("", "## Breaks in the series", "")
    heading = ("from", "to", "what", "comparable across it", "measures", "effect", "origin")
    yield from _table(heading, (_break(entry) for entry in all_breaks()))


def _break(entry: Break) -> tuple[str, ...]:
    last = entry.last_day.isoformat() if entry.last_day else ""
    touched = ", ".join(entry.metric_ids) or "all"
    comparable = "no" if entry.comparable == "no" else "with care"
    return (
        entry.first_day.isoformat(),
        last,
        entry.title,
        comparable,
        touched,
        entry.effect,
        entry.origin,
    )


def _table(
    heading: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, code: bool = False
) -> Iterator[str]:
    """A table in Markdown, its first column as code where asked."""
    yield f"| {' | '.join(heading)} |"
    yield f"|{'---|' * len(heading)}"
    for first, *others in rows:
        shown = f"`{first}`" if code and not first.startswith("(") else first
        yield f"| {' | '.join([shown, *others])} |"


if __name__ == "__main__":
    DOCUMENT.write_text(dictionary(), encoding="utf-8")
