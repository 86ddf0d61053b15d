"""Tables of what was planned, promised and printed: action plans, commitments, printed figures."""

import pyarrow as pa

from data.contracts import VINTAGE, Column, TableContract, text
from data.restricted_tables import QUALIFIERS
from data.tidy_columns import AREA_TYPES

COMPLETE, IN_PROGRESS, NOT_REPORTED = "complete", "in progress", "not reported"
NOT_STARTED, STOPPED = "not started", "stopped"
PRINTED_STATUSES = (COMPLETE, IN_PROGRESS, NOT_REPORTED)
UPDATE_STATUSES = (COMPLETE, IN_PROGRESS, NOT_STARTED, STOPPED)
ACTION_STATUSES = (*PRINTED_STATUSES, NOT_STARTED, STOPPED)
NOT_PRINTED = "no status printed"
"""Of a commitment: the strategy says nothing of how far it had come."""

COMMITMENT_STATUSES = (COMPLETE, IN_PROGRESS, NOT_PRINTED, NOT_STARTED, STOPPED)
PARTNERSHIP = "a community safety partnership"
STRATEGY_OFFICE = "the Mayor's Office for Policing and Crime or a partner the strategy names"


def _day(name: str, description: str, *, nullable: bool = False) -> Column:
    return Column(name=name, type=pa.date32(), description=description, nullable=nullable)


_AREA = (
    text("area_code", "GSS nine-character code of the place"),
    text("area_type", "Kind of area", allowed=AREA_TYPES),
)
_ORIGIN = (
    text("status", "Status in GSS shorthand; blank is final", allowed=("", "e")),
    text("source_id", "Source module or import template that produced the row"),
    _day(VINTAGE, "Date of the document or file of the row, or one inferred"),
)

ACTION_PLANS = TableContract(
    table_id="action_plans",
    title="Actions of knife-crime action plans, with the status printed in the plan",
    columns=(
        *_AREA,
        _day("period_end", "Last day of the year whose position the plan prints"),
        text("plan", "Short name of the plan, such as southwark-2017-2019"),
        text("action_id", "Number of the action within the plan"),
        text("strategic_outcome", "Heading the plan puts the action under"),
        text("priority_area", "Priority area within the outcome"),
        text("sub_area", "Part of the priority area; blank where there is none"),
        text("action", "What is to be done, in our words"),
        text("measure_of_completion", "How the plan will know; blank where it does not say"),
        text("lead", "Who leads, several parted by semicolons, partners in brackets"),
        text("resource", "Whose resources; blank where not said"),
        text("due_text", "When, as the plan words it"),
        _day("due_date", "Last day by which it is due, where the wording gives one", nullable=True),
        text("progress", "Progress as printed, in our words; blank where none"),
        text("action_status", "Status as printed", allowed=PRINTED_STATUSES),
        *_ORIGIN,
    ),
    key=("plan", "action_id", "source_id"),
    value_column="action_status",
    absent="kept",
    template="action_plan",
    holder=PARTNERSHIP,
)

ACTION_PLAN_UPDATES = TableContract(
    table_id="action_plan_updates",
    title="Later statuses of actions, each dated and attributed; the printed status stays",
    columns=(
        *_AREA,
        _day("period_end", "Day the status was reported for"),
        text("plan", "Short name of the plan"),
        text("action_id", "Number of the action within the plan"),
        text("action_status", "Status reported", allowed=UPDATE_STATUSES),
        text("note", "What was done, in a sentence; blank where nothing was said"),
        text("reported_by", "Role or body that reports it"),
        *_ORIGIN,
    ),
    key=("plan", "action_id", "period_end", "source_id"),
    value_column="action_status",
    absent="kept",
    template="action_plan_updates",
    holder=PARTNERSHIP,
)

STRATEGY_COMMITMENTS = TableContract(
    table_id="strategy_commitments",
    title="Commitments of the London Knife Crime Strategy 2017, with their quantified targets",
    columns=(
        *_AREA,
        text("commitment_id", "Chapter and number"),
        text("chapter", "Chapter of the strategy"),
        text("commitment", "What was promised, in our words"),
        text("named_partners", "Partners named, parted by semicolons; blank where none"),
        text("quantified_target", "The target where a number was given; blank otherwise"),
        text("due_text", "When, as the strategy words it; blank where it names no date"),
        _day("due_date", "Last day by which it is due, where the wording gives one", nullable=True),
        Column(name="page", type=pa.int64(), description="Page of the strategy", nullable=True),
        *_ORIGIN,
    ),
    key=("commitment_id", "source_id"),
    value_column="commitment",
    absent="kept",
    loading="It comes with the product: 'knife-crime ingest build strategy_commitments --out DIR' "
    "makes it in another folder.",
)

COMMITMENT_UPDATES = TableContract(
    table_id="commitment_updates",
    title="Statuses reported of the strategy's commitments, each dated and attributed",
    columns=(
        *_AREA,
        _day("period_end", "Day the status was reported for"),
        text("commitment_id", "Chapter and number"),
        text("commitment_status", "Status reported", allowed=UPDATE_STATUSES),
        text("note", "What was done, in a sentence; blank where nothing was said"),
        text("reported_by", "Role or body that reports it"),
        *_ORIGIN,
    ),
    key=("commitment_id", "period_end", "source_id"),
    value_column="commitment_status",
    absent="kept",
    template="commitment_updates",
    holder=STRATEGY_OFFICE,
)

PUBLISHED_FIGURES = TableContract(
    table_id="published_figures",
    title="Figures printed in the two strategy documents of 2017, each with page and qualifier",
    columns=(
        text("figure_id", "Our number of the figure"),
        text("area_code", "GSS code of the place; blank where the document names none"),
        text("area_name", "Place as the document means it"),
        text("measure", "Short name of what is stated"),
        text("measure_label", "What is stated, in words"),
        _day("period_start", "First day of the period, where one is stated", nullable=True),
        _day("period_end", "Last day of the period, where one is stated", nullable=True),
        Column(name="printed_value", type=pa.float64(), description="The number", unit="by unit"),
        text(
            "unit", "Unit of the number", allowed=("count", "percent", "ratio", "pounds sterling")
        ),
        text("qualifier", "How the number is worded", allowed=QUALIFIERS),
        text("comparison", "What the document compares it with; blank where nothing"),
        text("population", "Of whom or of what it is stated"),
        text("document", "Which document", allowed=("strategy", "southwark_plan")),
        Column(name="page", type=pa.int64(), description="Page of the document"),
        text("note", "What a reader must know; blank where nothing"),
        text("metric_id", "Our measure whose baseline or target it is; blank where none"),
        *_ORIGIN,
    ),
    key=("figure_id", "source_id"),
    value_column="printed_value",
    absent="kept",
)

PLAN_TABLES = (
    ACTION_PLANS,
    ACTION_PLAN_UPDATES,
    STRATEGY_COMMITMENTS,
    COMMITMENT_UPDATES,
    PUBLISHED_FIGURES,
)
