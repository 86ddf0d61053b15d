"""Reading what was typed by hand from a printed document and is kept with the project."""

from datetime import date
from pathlib import Path

import pandas as pd

from data.areas import REFERENCE, all_areas
from data.errors import SourceChangedError
from data.writing import no_rows
from ingest.row_reader import RowReader
from ingest.source import INFERRED, PRINTED, Discovery, Tidied
from ingest.templates.template import Template

KEPT_IN = REFERENCE
NOWHERE = Discovery(kind="none")
WORDS_OURS = "Facts and figures cited from the printed document; the words are ours"

GREATER_LONDON_AUTHORITY = "Greater London Authority, Mayor's Office for Policing and Crime"
STRATEGY_TITLE = "The London Knife Crime Strategy, June 2017"
STRATEGY_PAGE = (
    "https://www.london.gov.uk/what-we-do/mayors-office-policing-and-crime-mopac/"
    "governance-and-decision-making/mopac-decisions-424"
)
STRATEGY_LAUNCHED = date(2017, 6, 27)
"""As the Mayor's decision PCD 225 gives it."""


def printed_rows(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a file kept by hand, all text, blanks as empty texts.

    Raises:
        SourceChangedError: If the columns are others.
    """
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    if tuple(rows.columns) != columns:
        raise SourceChangedError(
            f"{path.name}: expected the columns {list(columns)}, found {list(rows.columns)}. "
            "Correct the file in data/reference."
        )
    return rows


def days(texts: pd.Series) -> pd.Series:
    """ISO dates, missing where the text is blank."""
    return pd.to_datetime(texts.mask(texts == ""), format="%Y-%m-%d").astype("datetime64[s]")


def with_area_types(rows: pd.DataFrame, source_id: str) -> pd.DataFrame:
    """Rows with the kind of their area and the source they come from."""
    kinds = {code: area.area_type for code, area in all_areas().items()}
    return rows.assign(area_type=rows["area_code"].map(kinds), source_id=source_id)


def tidied_template(
    path: Path, template: Template, *, source_id: str, vintage: date, inferred: bool = False
) -> Tidied:
    """A file in an import template's layout as one edition of a source.

    Raises:
        ImportRefusedError: If a row is not as the template says.
    """
    records = RowReader(template, path, date.max).records()
    tables = template.aggregate(records, None)
    return Tidied(
        vintage=vintage,
        vintage_basis=INFERRED if inferred else PRINTED,
        tables={
            contract.table_id: with_area_types(
                template.protected(tables[contract.table_id], no_rows(contract)), source_id
            )
            for contract in template.tables
        },
    )
