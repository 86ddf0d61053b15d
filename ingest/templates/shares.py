"""What templates of counted parts and wholes share: their rule, and how their rows are tidied."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pandas as pd

from data.contracts import TableContract
from ingest.templates.template import Coverage, Record
from ingest.withholding import GroupSums, as_rows, withhold


def part_within_whole(part: str, whole: str) -> Callable[[Record], Iterator[tuple[str, str]]]:
    """The rule that a part is no more than its whole."""

    def check(record: Record) -> Iterator[tuple[str, str]]:
        if record[part] > record[whole]:
            yield part, f"expected no more than the number in '{whole}'"

    return check


def shares(
    contract: TableContract, *, group_sums: GroupSums | None = None
) -> Callable[[Iterable[Record], Coverage | None], Mapping[str, pd.DataFrame]]:
    """How rows with a part and a whole become a table: a row each, small counts withheld.

    The file's columns for the two are named as the contract's values of `counted`.
    """
    counted = next(column.allowed for column in contract.columns if column.name == "counted")
    period_type = _period_type(contract)

    def aggregate(
        records: Iterable[Record], _stated: Coverage | None
    ) -> Mapping[str, pd.DataFrame]:
        rows = [
            {
                **record,
                "area_code": record["area"],
                "period_type": period_type,
                "counted": name,
                contract.value_column: record[name],
            }
            for record in records
            for name in counted
        ]
        frame = withhold(as_rows(rows, contract), contract, group_sums=group_sums)
        return {contract.table_id: frame}

    return aggregate


def counts(
    contract: TableContract, column: str
) -> Callable[[Iterable[Record], Coverage | None], Mapping[str, pd.DataFrame]]:
    """How rows with one count become a table, small counts withheld."""
    period_type = _period_type(contract)

    def aggregate(
        records: Iterable[Record], _stated: Coverage | None
    ) -> Mapping[str, pd.DataFrame]:
        rows = [
            {
                **record,
                "area_code": record["area"],
                "period_type": period_type,
                contract.value_column: record[column],
            }
            for record in records
        ]
        return {contract.table_id: withhold(as_rows(rows, contract), contract)}

    return aggregate


def _period_type(contract: TableContract) -> str:
    return next(column.allowed[0] for column in contract.columns if column.name == "period_type")
