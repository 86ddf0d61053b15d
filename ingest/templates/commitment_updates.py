"""Statuses of the strategy's commitments, which it does not print itself."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from data.areas import LONDON
from data.plan_tables import COMMITMENT_UPDATES, STRATEGY_OFFICE, UPDATE_STATUSES
from data.strategy import commitment_ids
from ingest.templates.template import (
    DAY,
    Coverage,
    Record,
    Template,
    TemplateColumn,
    choice,
    words,
)

REPORTED = ("commitment_id", "commitment_status", "note", "reported_by")


def update_rows(records: Iterable[Record], _stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """One row a reported status."""
    rows = list(records)
    frame = pd.DataFrame(rows, columns=[*REPORTED, "reported_on"])
    texts = frame[[*REPORTED]].fillna("").astype("str")
    days = pd.to_datetime(frame["reported_on"]).astype("datetime64[s]")
    found = texts.assign(period_end=days, area_code=LONDON, status="")
    return {COMMITMENT_UPDATES.table_id: found}


def check_update(record: Record) -> Iterator[tuple[str, str]]:
    """Whether the strategy has such a commitment."""
    numbers = commitment_ids()
    if record["commitment_id"] not in numbers:
        yield (
            "commitment_id",
            f"expected the number of a commitment, from {numbers[0]} to {numbers[-1]}; the page "
            "/action-plans and the table strategy_commitments list them",
        )


TEMPLATE = Template(
    template_id="commitment_updates",
    title="Statuses of the London strategy's commitments of 2017, a row for each report",
    holder=STRATEGY_OFFICE,
    columns=(
        words("commitment_id", "Chapter and number of the commitment, such as LKCS-1.03"),
        TemplateColumn(name="reported_on", kind=DAY, description="Day the status was reported for"),
        choice("commitment_status", "Status reported", UPDATE_STATUSES),
        words("note", "What was done, in a sentence", required=False, longest=1000),
        words("reported_by", "Role, body or name of whoever reports it"),
    ),
    key=("commitment_id", "reported_on"),
    tables=(COMMITMENT_UPDATES,),
    aggregate=update_rows,
    check=check_update,
    example=lambda: (
        ("LKCS-4.09", "2018-01-31", "complete", "Made-up: a campaign ran", "Made-up officer"),
        ("LKCS-1.03", "2018-01-31", "in progress", "", "Made-up officer"),
    ),
    notes=(
        "The strategy prints no status: a commitment without a report stays 'no status printed'.",
        "A status holds from the day it was reported for; who reports it is shown beside it.",
    ),
)
