"""Knife-related cases at court with a pre-sentence report or a victim's statement."""

from collections.abc import Iterator

from data.restricted_tables import COURT_REPORTS, REPORTS
from ingest.templates.shares import part_within_whole, protected, shares
from ingest.templates.template import Template, choice, period_end, place, whole

QUARTER_ENDS = ("06-30", "09-30", "12-31", "03-31")


def example() -> Iterator[tuple[str, ...]]:
    """Two made-up financial years, with made-up cases that change from quarter to quarter."""
    for number in range(8):
        end = f"{2018 + (number + 1) // 4}-{QUARTER_ENDS[number % 4]}"
        cases = 900 - 10 * number
        yield "E23000001", end, "pre_sentence", str(cases), str(cases * 8 // 10)
        yield "E23000001", end, "victim_statement", str(cases), str(cases * 7 // 10)


TEMPLATE = Template(
    template_id="court_reports",
    title="Reports before the court, a row for each place, quarter and kind of report",
    holder=COURT_REPORTS.holder,
    columns=(
        place(),
        period_end("quarter"),
        choice("report", "Pre-sentence report, or victim personal statement", REPORTS),
        whole("cases", "Knife-related cases at court in the quarter"),
        whole("with_report", "Those among them in which the court had the report"),
    ),
    key=("area", "period_end", "report"),
    tables=(COURT_REPORTS,),
    aggregate=shares(COURT_REPORTS),
    protect=protected(COURT_REPORTS),
    check=part_within_whole("with_report", "cases"),
    example=example,
    notes=(
        "The strategy counts a pre-sentence report when it is done on the day, and takes all "
        "knife-related offences at court as the whole.",
    ),
)
