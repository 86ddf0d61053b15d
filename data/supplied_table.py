"""What tables share that their holders' files fill."""

from data.contracts import Column, TableContract, text
from data.tidy_columns import tidy_columns


def supplied_table(
    table_id: str,
    title: str,
    *dimensions: Column,
    value: Column,
    described_by: tuple[Column, ...] = (),
    period_type: str,
    template: str,
    holder: str,
) -> TableContract:
    """A table whose cells are named by its dimensions and told apart by nothing that describes."""
    columns, key = tidy_columns(
        *dimensions, *described_by, value=value, period_types=(period_type,)
    )
    descriptive = {column.name for column in described_by}
    return TableContract(
        table_id=table_id,
        title=title,
        columns=columns,
        key=tuple(name for name in key if name not in descriptive),
        value_column=value.name,
        absent="kept",
        template=template,
        holder=holder,
    )


def part_or_whole(part: str, whole: str) -> Column:
    """The column that says whether a row counts a part or its whole."""
    return text("counted", f"Part or whole: {part}, {whole}", allowed=(part, whole))
