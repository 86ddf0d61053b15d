"""From a supplied file to its tables: checked as a whole, then replaced, or nothing at all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.areas import all_areas
from data.contracts import VINTAGE, TableContract
from data.errors import ImportRefusedError
from data.store import EMBEDDED, Citation, Edition, TableEntry, load_manifest
from data.writing import held_rows, replace_table
from ingest.build import BUILD_VERSION, locked
from ingest.row_reader import RowReader
from ingest.templates.template import MADE_UP, Coverage, Template

NOT_OPEN = "Supplied by its holder; not open data"
CONFIDENTIAL, ESTIMATED = "c", "e"


@dataclass(frozen=True, kw_only=True)
class Import:
    """One file to load.

    Attributes:
        folder: Of the local tables.
        today: The day of the import: no day in the file may lie after it.
        vintage: The date its holder gives the file; the day of the import if none.
        covers: The days a person-level extract covers; inferred from its rows if none.
        allow_made_up: Whether a made-up file may be loaded, marked as such.
    """

    template: Template
    path: Path
    folder: Path
    today: date
    vintage: date | None = None
    covers: Coverage | None = None
    allow_made_up: bool = False

    def run(self) -> tuple[TableEntry, ...]:
        """Check the whole file, then replace the tables it fills.

        Raises:
            ImportRefusedError: If the file is not as its template says, or would give away what is
                withheld; nothing has changed then.
            BusyError: If another run is at work on the folder.
            StorageError: If the folder cannot be written.
        """
        if self.folder.resolve() == EMBEDDED.resolve():
            raise ImportRefusedError(
                f"{self.folder} is part of the project and is published with it. Nothing was "
                "loaded. Name another folder with --data."
            )
        self._check_dates()
        rows = RowReader(self.template, self.path, self.today)
        tables = self.template.aggregate(rows.records(), self.covers)
        self._check_yield(tables)
        if rows.made_up and not self.allow_made_up:
            raise ImportRefusedError(
                f"{self.path.name} says in its column '{MADE_UP}' that it is made up. Nothing was "
                "loaded. To try it, name a folder of its own: --allow-example --data DIR."
            )
        with locked(self.folder):
            return tuple(
                self._replace(contract, tables[contract.table_id], made_up=rows.made_up)
                for contract in self.template.tables
            )

    def _check_dates(self) -> None:
        """Refuse a date or coverage in the future, by which nothing can be known yet."""
        stated = {"--vintage": self.vintage, "--covers": self.covers and self.covers.last_day}
        for name, day in stated.items():
            if day and day > self.today:
                raise ImportRefusedError(
                    f"{name} names {day}, which is after today, {self.today}. Nothing was loaded."
                )

    def _check_yield(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Refuse a file that gives no figure, or is dated before what it reports was over."""
        ends = [rows["period_end"].max() for rows in tables.values() if len(rows)]
        if not ends:
            raise ImportRefusedError(
                f"{self.path.name} gives no figures: what it covers holds no whole period of the "
                "kind that is counted, with the months that must follow it. Nothing was loaded, "
                "and what was loaded before stands. docs/templates.md says which periods are "
                "counted; --covers FIRST LAST says what the file covers."
            )
        if self.vintage and max(ends) > pd.Timestamp(self.vintage):
            raise ImportRefusedError(
                f"--vintage names {self.vintage}, and the file reports a period to "
                f"{max(ends):%Y-%m-%d}, which was not over then. Nothing was loaded."
            )

    def _replace(self, contract: TableContract, rows: pd.DataFrame, *, made_up: bool) -> TableEntry:
        source_id = source_of(self.template, made_up=made_up)
        vintage = self.vintage or self.today
        held = held_rows(self.folder, contract)
        held = held[~held["source_id"].isin(self._superseded(made_up=made_up))]
        stays = _beside(held, rows, contract, source_id=source_id, vintage=vintage)
        rows = self.template.protected(rows, stays)
        fresh = _completed(rows, contract, source_id, vintage=vintage, made_up=made_up)
        both = pd.concat([held, fresh], ignore_index=True)
        both = both.drop_duplicates([*contract.key, VINTAGE], keep="last")
        return replace_table(
            self.folder,
            contract,
            both.sort_values([*contract.key, VINTAGE]).reset_index(drop=True)[contract.names],
            editions=self._editions(contract, source_id, vintage, kept=set(held["source_id"])),
            build_version=BUILD_VERSION,
            citations={source_id: citation(self.template, made_up=made_up)},
        )

    def _superseded(self, *, made_up: bool) -> list[str]:
        """Imports that leave: made-up ones before a real one, and all before a new extract."""
        real, fake = (source_of(self.template, made_up=mark) for mark in (False, True))
        if self.template.personal:
            return [real, fake]
        return [] if made_up else [fake]

    def _editions(
        self, contract: TableContract, source_id: str, vintage: date, *, kept: set[str]
    ) -> list[Edition]:
        entry = load_manifest(self.folder).tables.get(contract.table_id)
        before = [e for e in entry.editions if e.source_id in kept] if entry else []
        files = {
            str(facts["sha256"]): facts
            for e in before
            if (e.source_id, e.vintage) == (source_id, vintage.isoformat())
            for facts in e.files
        }
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        name = f"{self.template.template_id}.csv" if self.template.personal else self.path.name
        files[digest] = {"name": name, "sha256": digest, "bytes": self.path.stat().st_size}
        edition = Edition(
            source_id=source_id,
            vintage=vintage.isoformat(),
            vintage_basis="printed" if self.vintage else "received",
            files=tuple(files[key] for key in sorted(files)),
        )
        others = [e for e in before if (e.source_id, e.vintage) != (source_id, edition.vintage)]
        return [*others, edition]


def source_of(template: Template, *, made_up: bool) -> str:
    """The source id of rows that an import produced."""
    return f"{'made_up' if made_up else 'import'}_{template.template_id}"


def citation(template: Template, *, made_up: bool) -> Citation:
    """How figures of an imported file are cited."""
    publisher = template.holder[0].upper() + template.holder[1:]
    if made_up:
        return Citation(
            publisher="Made-up example",
            title=f"MADE UP: {template.title}",
            landing_page="",
            licence="Not figures: made up to show the layout",
        )
    return Citation(publisher=publisher, title=template.title, landing_page="", licence=NOT_OPEN)


def _beside(
    held: pd.DataFrame,
    rows: pd.DataFrame,
    contract: TableContract,
    *,
    source_id: str,
    vintage: date,
) -> pd.DataFrame:
    """The held rows of a source that stay when a file of a vintage is added."""
    own = held[held["source_id"].astype("str") == source_id]
    names = [name for name in contract.key if name != "source_id" and name in rows]
    cells = pd.MultiIndex.from_frame(own[names].astype("str"))
    again = cells.isin(pd.MultiIndex.from_frame(rows[names].astype("str")))
    return own[~(again & (own[VINTAGE] == pd.Timestamp(vintage)))]


def _completed(
    rows: pd.DataFrame, contract: TableContract, source_id: str, *, vintage: date, made_up: bool
) -> pd.DataFrame:
    """Rows with what every tidy row carries; a made-up one is marked as no true count."""
    kinds = {code: area.area_type for code, area in all_areas().items()}
    status = rows["status"]
    if made_up:
        status = status.where(status == CONFIDENTIAL, ESTIMATED)
    whole = rows.assign(
        area_type=rows["area_code"].map(kinds),
        status=status,
        source_id=source_id,
        **{VINTAGE: pd.Timestamp(vintage).as_unit("s")},
    )
    return whole[contract.names]
