"""What templates of counted parts and wholes share: a rule, tidying and withholding."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pandas as pd

from data.contracts import TableContract
from ingest.beside_held import NO_SUMS, withhold_beside
from ingest.derivable import GroupSums
from ingest.templates.template import Coverage, Protect, Record
from ingest.withholding import as_rows


def part_within_whole(part: str, whole: str) -> Callable[[Record], Iterator[tuple[str, str]]]:
    """The rule that a part is no more than its whole."""

    def check(record: Record) -> Iterator[tuple[str, str]]:
        """The fault of a row whose part is larger than its whole."""
        if record[part] > record[whole]:
            yield part, f"expected no more than the number in '{whole}'"

    return check


def protected(contract: TableContract, group_sums: GroupSums = NO_SUMS) -> Protect:
    """How small counts of a table are withheld, beside those of earlier files."""

    def protect(rows: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
        """The rows with small cells withheld, and whatever would give them away."""
        return withhold_beside(rows, held, contract, group_sums)

    return protect


def shares(
    contract: TableContract,
) -> Callable[[Iterable[Record], Coverage | None], Mapping[str, pd.DataFrame]]:
    """How rows with a part and a whole become a table: a row each, nothing withheld yet.

    The file's columns for the two are named as the contract's values of `counted`.
    """
    counted = next(column.allowed for column in contract.columns if column.name == "counted")
    period_type = _period_type(contract)

    def aggregate(
        records: Iterable[Record], _stated: Coverage | None
    ) -> Mapping[str, pd.DataFrame]:
        """The table that the rows of the file become."""
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
        return {contract.table_id: as_rows(rows, contract)}

    return aggregate


def counts(
    contract: TableContract, column: str
) -> Callable[[Iterable[Record], Coverage | None], Mapping[str, pd.DataFrame]]:
    """How rows with one count become a table, nothing withheld yet."""
    period_type = _period_type(contract)

    def aggregate(
        records: Iterable[Record], _stated: Coverage | None
    ) -> Mapping[str, pd.DataFrame]:
        """The table that the rows of the file become."""
        rows = [
            {
                **record,
                "area_code": record["area"],
                "period_type": period_type,
                contract.value_column: record[column],
            }
            for record in records
        ]
        return {contract.table_id: as_rows(rows, contract)}

    return aggregate


def _period_type(contract: TableContract) -> str:
    return next(column.allowed[0] for column in contract.columns if column.name == "period_type")
