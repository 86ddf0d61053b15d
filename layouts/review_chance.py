"""How many new signals of a review chance alone would bring, in sentences."""

from data.areas import METROPOLITAN_POLICE
from layouts.review_words import is_judged, month_name
from metrics.alerts import FALSE_ALARMS, Alerts
from metrics.measure_charts import MONTH
from metrics.review import Review
from metrics.review_rows import Row
from metrics.verdicts import number_word
from metrics.words import number

NO_RATE = "it has been measured on charts of boroughs, and only of some measures."
OVERLAP = (
    "The measures overlap: one change can show in several of them, so they are not so many "
    "separate events."
)


def chance(found: Review) -> str:
    """How many new signals chance alone would bring the place, and on how many of its charts."""
    judged = [row for row in found.rows if _is_by_month(row) and is_judged(row, found.end)]
    measured = [one for row in judged if (one := _measured_chart(row))]
    month = month_name(found.end)
    if not judged:
        return f"No chart by month can judge {month}, so chance can bring no new signal either."
    if not measured:
        return f"How often chance alone brings a new signal here is not known: {NO_RATE}"
    whole = found.area.area_code == METROPOLITAN_POLICE
    condition = "At the rate measured on boroughs" if whole else "If nothing had changed"
    charts = "chart" if len(judged) == 1 else "charts"
    those = "" if len(measured) == len(judged) else f"{number_word(len(measured))} of "
    rest = f" For the rest it is not known: {NO_RATE}" if those else ""
    expected = number(sum(FALSE_ALARMS[one] for one in measured), 1)
    return (
        f"{condition}, {those}the {number_word(len(judged))} {charts} judged to {month} would give "
        f"about {expected} new signals a month by chance.{rest} {OVERLAP}"
    )


def in_boroughs(found: Alerts) -> str:
    """New signals of all boroughs beside the number that chance would bring."""
    if found.found <= found.expected:
        return f"{found.sentence} That is no more than chance."
    return found.sentence


def _is_by_month(row: Row) -> bool:
    return row.signal is not None and row.signal.period_type == MONTH


def _measured_chart(row: Row) -> tuple[str, str] | None:
    """Measure and chart of a row whose kind has had its false alarms measured."""
    key = (row.metric.metric_id, row.signal.chart if row.signal else "")
    return key if key in FALSE_ALARMS else None
