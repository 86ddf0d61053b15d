"""Taking an imported file's rows out of the local tables again, all of them or none."""

from dataclasses import replace
from pathlib import Path

from data.errors import ImportRefusedError
from data.store import EMBEDDED, load_manifest
from data.writing import held_rows, replace_table, write_manifest
from ingest.build import BUILD_VERSION, locked
from ingest.importing import source_of
from ingest.templates.registry import TEMPLATES
from ingest.templates.template import Template


def imported(folder: Path) -> dict[str, int]:
    """Rows that each template's imports fill, by template; those without any are left out."""
    found = {}
    for name, template in TEMPLATES.items():
        rows = sum(
            int(held_rows(folder, contract)["source_id"].isin(_sources(template)).sum())
            for contract in template.tables
        )
        if rows:
            found[name] = rows
    return found


def drop(template: Template, folder: Path) -> int:
    """Remove every row that imports of a template filled, made-up ones too.

    Args:
        template: Whose imports leave.
        folder: Of the local tables.

    Returns:
        The number of rows removed, of every vintage.

    Raises:
        ImportRefusedError: If nothing of it is imported, or the folder is the project's own.
        BusyError: If another run is at work on the folder.
        StorageError: If the folder cannot be written.
    """
    if folder.resolve() == EMBEDDED.resolve():
        raise ImportRefusedError(
            f"{folder} is part of the project and is published with it. Nothing was removed. Name "
            "another folder with --data."
        )
    with locked(folder):
        rows = imported(folder).get(template.template_id, 0)
        if not rows:
            raise ImportRefusedError(
                f"Nothing of '{template.template_id}' is imported in {folder}. Nothing was "
                "removed. 'knife-crime ingest drop' lists what is."
            )
        _remove(template, folder)
    return rows


def _remove(template: Template, folder: Path) -> None:
    """Tables that others fill too keep their other rows; the rest go in one step."""
    emptied = []
    for contract in template.tables:
        held = held_rows(folder, contract)
        stays = held[~held["source_id"].isin(_sources(template))]
        if stays.empty:
            emptied.append(contract.table_id)
            continue
        editions = load_manifest(folder).tables[contract.table_id].editions
        kept = [one for one in editions if one.source_id not in _sources(template)]
        replace_table(
            folder,
            contract,
            stays.reset_index(drop=True),
            editions=kept,
            build_version=BUILD_VERSION,
        )
    before = load_manifest(folder)
    tables = {name: entry for name, entry in before.tables.items() if name not in emptied}
    sources = {n: one for n, one in before.sources.items() if n not in _sources(template)}
    write_manifest(folder, replace(before, tables=tables, sources=sources))
    for contract in template.tables:
        named = {entry.file for entry in tables.values()}
        for path in folder.glob(f"{contract.table_id}-????????.parquet"):
            if path.name not in named:
                path.unlink(missing_ok=True)


def _sources(template: Template) -> list[str]:
    return [source_of(template, made_up=mark) for mark in (False, True)]
