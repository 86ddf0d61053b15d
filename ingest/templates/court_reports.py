"""Knife-related cases at court with a pre-sentence report or a victim's statement."""

from data.restricted_tables import COURT_REPORTS, REPORTS
from ingest.templates.shares import part_within_whole, shares
from ingest.templates.template import Template, choice, period_end, place, whole

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
    check=part_within_whole("with_report", "cases"),
    example=lambda: (
        ("E23000001", "2018-06-30", "pre_sentence", "900", "702"),
        ("E23000001", "2018-06-30", "victim_statement", "900", "630"),
        ("E23000001", "2018-09-30", "pre_sentence", "880", "739"),
        ("E23000001", "2018-09-30", "victim_statement", "880", "651"),
    ),
    notes=(
        "The strategy counts a pre-sentence report when it is done on the day, and takes all "
        "knife-related offences at court as the whole.",
    ),
)
