"""What a table is: columns, types, key, allowed values and meaning, for writer and reader."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

import pandas as pd
import pyarrow as pa

from data.errors import TableContractError

VINTAGE = "vintage"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its type, what it holds, in which unit, and which values are allowed."""

    name: str
    type: pa.DataType
    description: str
    unit: str = ""
    nullable: bool = False
    allowed: tuple[str, ...] = ()
    minimum: float | None = None

    def field(self) -> pa.Field:
        """The Arrow field, its meaning travelling as metadata inside the Parquet file."""
        notes = {"description": self.description, "unit": self.unit}
        if self.allowed:
            notes["allowed"] = json.dumps(self.allowed)
        return pa.field(self.name, self.type, self.nullable, notes)


@dataclass(frozen=True, kw_only=True)
class TableContract:
    """The promise that ingest keeps and that metrics rely on.

    Attributes:
        key: Columns that name one cell; every cell stands once in a vintage.
        value_column: The count, a plural noun.
        absent: What it means that a newer file covers a cell's period but has no row for it:
            "zero" where the publisher leaves zeros out, "missing" where each cell should be there,
            "kept" where files complement each other and the older value stands, also against a
            newer file that has the cell without a value.
        template: Import template that fills the table from a file its holder supplies; blank where
            open data does.
        holder: Who holds such a file.
        covered_by: Columns that say what a file covers. Where given, a cell absent from a newer
            file counts as left out only if the file has rows with the same values in them;
            otherwise the file covers every period from its first to its last.
        loading: How to get a table that is not built from what can be fetched.
    """

    table_id: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    value_column: str
    absent: str = "missing"
    template: str = ""
    holder: str = ""
    covered_by: tuple[str, ...] = ()
    loading: str = ""

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema with descriptions; the table's own title rides along."""
        notes = {"table_id": self.table_id, "title": self.title, "key": json.dumps(self.key)}
        return pa.schema([column.field() for column in self.columns], metadata=notes)

    @property
    def names(self) -> list[str]:
        """Column names in their fixed order."""
        return [column.name for column in self.columns]

    def check(self, frame: pd.DataFrame) -> None:
        """Refuse a frame that breaks the contract.

        Raises:
            TableContractError: Naming the table, the column, and the first offending values.
        """
        self._check_columns(frame)
        for column in self.columns:
            self._check_values(frame[column.name], column)
        duplicated = frame.duplicated([*self.key, VINTAGE])
        if duplicated.any():
            first = frame.loc[duplicated, [*self.key]].iloc[0].to_dict()
            self._fail(f"{int(duplicated.sum())} rows repeat a key; the first is {first}")

    def to_arrow(self, frame: pd.DataFrame) -> pa.Table:
        """The frame as an Arrow table of exactly this schema.

        Raises:
            TableContractError: If a column cannot be held in its declared type.
        """
        try:
            table = pa.Table.from_pandas(frame[self.names], self.schema, preserve_index=False)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            self._fail(f"a column does not fit its declared type: {error}")
        # pandas would leave its version and dtypes in the file: equal tables, unequal bytes
        return table.replace_schema_metadata(self.schema.metadata)

    def _check_columns(self, frame: pd.DataFrame) -> None:
        if list(frame.columns) != self.names:
            self._fail(f"expected the columns {self.names}, found {list(frame.columns)}")

    def _check_values(self, values: pd.Series, column: Column) -> None:
        if not column.nullable and values.isna().any():
            self._fail(f"{int(values.isna().sum())} values of '{column.name}' are missing")
        if column.allowed:
            strange = sorted(set(values.dropna().unique()) - set(column.allowed))
            if strange:
                self._fail(f"'{column.name}' has {strange[:5]}; allowed are {list(column.allowed)}")
        if column.minimum is not None and bool((values.dropna() < column.minimum).any()):
            low = values.dropna().min()
            self._fail(
                f"'{column.name}' goes down to {low}; nothing below {column.minimum:g} can be"
            )

    def _fail(self, what: str) -> NoReturn:
        raise TableContractError(
            f"{self.table_id}: {what}. The last good table stays in use; compare the new file "
            "with the layout in the source module's docstring."
        )


def text(name: str, description: str, *, allowed: tuple[str, ...] = ()) -> Column:
    """A column of short texts."""
    return Column(name=name, type=pa.string(), description=description, allowed=allowed)


def count(name: str, description: str, unit: str, *, minimum: float | None = 0) -> Column:
    """A column of whole numbers, missing where the publisher has none."""
    return Column(
        name=name,
        type=pa.int64(),
        description=description,
        unit=unit,
        nullable=True,
        minimum=minimum,
    )


def descriptions(contract: TableContract) -> Mapping[str, str]:
    """What each column of a table holds, by name."""
    return {column.name: column.description for column in contract.columns}
