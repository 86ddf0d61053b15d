"""An action plan as printed, and the statuses reported later, each dated and attributed."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from data.errors import TableMissingError
from data.plan_tables import (
    ACTION_PLAN_UPDATES,
    ACTION_PLANS,
    PARTNERSHIP,
    PRINTED_STATUSES,
    UPDATE_STATUSES,
)
from data.store import read_table
from ingest.templates.template import (
    DAY,
    Coverage,
    Record,
    Template,
    TemplateColumn,
    choice,
    period_end,
    place,
    words,
)

OWN_COLUMNS = ("area_type", "status", "source_id", "vintage")


def plan_rows(records: Iterable[Record], _stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """One row an action, with the status the plan prints."""
    rows = [{**record, "area_code": record["area"]} for record in records]
    return {ACTION_PLANS.table_id: _typed(rows, [*ACTION_PLANS.names])}


def update_rows(records: Iterable[Record], _stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """One row a reported status; the printed one stays where it is."""
    places = _places_of_actions()
    rows = [
        {
            **record,
            "area_code": places[record["plan"], record["action_id"]],
            "period_end": record["reported_on"],
        }
        for record in records
    ]
    return {ACTION_PLAN_UPDATES.table_id: _typed(rows, [*ACTION_PLAN_UPDATES.names])}


def check_update(record: Record) -> Iterator[tuple[str, str]]:
    """Whether the action is one of a plan that is loaded."""
    actions = _places_of_actions()
    if record["plan"] not in {plan for plan, _ in actions}:
        plans = ", ".join(sorted({plan for plan, _ in actions}))
        none = "none is; load the plan first, with 'knife-crime ingest import action_plan FILE'"
        yield "plan", f"expected the short name of a plan that is loaded: {plans or none}"
    elif (record["plan"], record["action_id"]) not in actions:
        yield "action_id", "expected the number of an action of that plan"


def _places_of_actions() -> dict[tuple[str, str], str]:
    try:
        plans = read_table(ACTION_PLANS.table_id)
    except TableMissingError:
        return {}
    names = plans[["plan", "action_id", "area_code"]].astype("str")
    return {(plan, action): area for plan, action, area in names.itertuples(index=False)}


def _typed(rows: list[dict[str, object]], names: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[name for name in names if name not in OWN_COLUMNS])
    days = [name for name in ("period_end", "due_date") if name in frame]
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in days}
    texts = frame.drop(columns=days).fillna("").astype("str")
    return texts.assign(**dates, status="")


ACTION_PLAN = Template(
    template_id="action_plan",
    title="An action plan, a row for each action",
    holder=PARTNERSHIP,
    columns=(
        place("borough", "region", "police_force"),
        words("plan", "Short name of the plan, such as southwark-2017-2019", longest=60),
        period_end("calendar_year"),
        words("action_id", "Number of the action within the plan", longest=30),
        words("strategic_outcome", "Heading the plan puts the action under"),
        words("priority_area", "Priority area within the outcome"),
        words("sub_area", "Part of the priority area", required=False),
        words("action", "What is to be done", longest=1000),
        words("measure_of_completion", "How the plan will know", required=False, longest=500),
        words("lead", "Who leads; several parted by semicolons, partners in brackets"),
        words("resource", "Whose resources", required=False),
        words("due_text", "When, as the plan words it", required=False),
        TemplateColumn(
            name="due_date",
            kind=DAY,
            description="Last day by which it is due; blank where the plan gives none",
            required=False,
            future=True,
        ),
        words("progress", "Progress as printed", required=False, longest=1000),
        choice("action_status", "Status as printed in the plan", PRINTED_STATUSES),
    ),
    key=("plan", "action_id"),
    tables=(ACTION_PLANS,),
    aggregate=plan_rows,
    example=lambda: (
        (
            *("Lambeth", "made-up-plan", "2018-12-31", "MU-1", "Made-up outcome"),
            *("Made-up priority", "", "Made-up action", "", "Council", "", "March 2019"),
            *("2019-03-31", "", "not reported"),
        ),
        (
            *("Lambeth", "made-up-plan", "2018-12-31", "MU-2", "Made-up outcome"),
            *("Made-up priority", "", "Another made-up action", "", "Police (with schools)"),
            *("", "Ongoing", "", "Made-up progress", "in progress"),
        ),
    ),
    notes=(
        "Statuses are those printed in the plan; what is reported later goes into a file of the "
        "template action_plan_updates and never replaces them.",
        "The year is the one whose position the plan prints.",
    ),
)

ACTION_PLAN_UPDATE = Template(
    template_id="action_plan_updates",
    title="Statuses of actions reported after the plan was printed, a row for each report",
    holder=PARTNERSHIP,
    columns=(
        words("plan", "Short name of the plan, as loaded", longest=60),
        words("action_id", "Number of the action within the plan", longest=30),
        TemplateColumn(name="reported_on", kind=DAY, description="Day the status was reported for"),
        choice("action_status", "Status reported", UPDATE_STATUSES),
        words("note", "What was done, in a sentence", required=False, longest=1000),
        words("reported_by", "Role, body or name of whoever reports it"),
    ),
    key=("plan", "action_id", "reported_on"),
    tables=(ACTION_PLAN_UPDATES,),
    aggregate=update_rows,
    check=check_update,
    example=lambda: (
        (
            *("made-up-plan", "MU-1", "2019-01-31", "complete"),
            *("Made-up: what was done", "Made-up officer"),
        ),
    ),
    notes=(
        "The plan is loaded first: a report of an action of no plan is refused. The made-up report "
        "is of the made-up plan of the template action_plan.",
        "The printed status stays; a status holds from the day it was reported for.",
        "Who reports it is shown beside the status, with the date of the file.",
    ),
)
