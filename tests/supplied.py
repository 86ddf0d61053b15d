"""Fixtures of measures that only a supplied file can fill; a plug-in of `tests/conftest.py`."""

import csv
import os
from datetime import date

import pytest

from data.store import LOCAL_VARIABLE
from ingest.importing import Import
from ingest.templates.registry import TEMPLATES
from ingest.templates.template import YES


@pytest.fixture(scope="session")
def local_examples(tmp_path_factory):
    """A folder with the tables of every template's made-up example."""
    folder = tmp_path_factory.mktemp("examples")
    for template in TEMPLATES.values():
        path = folder / f"made-up-{template.template_id}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = ((*row, YES) for row in template.example())
            csv.writer(file).writerows([template.names, *rows])
        run = Import(
            template=template,
            path=path,
            folder=folder / "local",
            today=date(2024, 6, 30),
            allow_made_up=True,
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(LOCAL_VARIABLE, os.fspath(run.folder))
            run.run()
    return folder / "local"


@pytest.fixture
def examples_loaded(local_examples, monkeypatch):
    """Measures that no open data fills answer from made-up files."""
    monkeypatch.setenv(LOCAL_VARIABLE, os.fspath(local_examples))
