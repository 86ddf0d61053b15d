"""The vendored files are the released ones, and Plotly's is the version that Python speaks."""

import json

import pytest
from plotly.offline import get_plotlyjs_version

from tests.tools.renew_vendor import AXE, FONTS, PLOTLY, plotly_css, sha256

FOLDERS = pytest.mark.parametrize("folder", [PLOTLY, AXE, FONTS], ids=["plotly", "axe", "fonts"])


def record_of(folder):
    return json.loads((folder / "VERSIONS.json").read_text(encoding="utf-8"))[0]


@FOLDERS
def test_every_vendored_file_is_the_recorded_one(folder):
    recorded = record_of(folder)["sha256"]
    assert {name: sha256(folder / name) for name in recorded} == recorded


@FOLDERS
def test_no_vendored_file_is_unrecorded(folder):
    notes = {"VERSIONS.json", "README.md"}
    assert {path.name for path in folder.iterdir()} - notes == set(record_of(folder)["sha256"])


def test_plotly_basic_is_the_version_that_the_python_package_speaks():
    version = record_of(PLOTLY)["version"]
    assert version == get_plotlyjs_version()
    assert f"v{version}\n" in (PLOTLY / "plotly-basic.min.js").read_text(encoding="utf-8")[:200]


def test_the_style_sheet_is_the_one_in_the_bundle():
    script = (PLOTLY / "plotly-basic.min.js").read_text(encoding="utf-8")
    sheet = (PLOTLY / "plotly.css").read_text(encoding="utf-8")
    assert sheet == plotly_css(script)
    assert ".js-plotly-plot .plotly .modebar" in sheet
    assert sheet.count("{") == sheet.count("}") == len(sheet.splitlines())


def test_axe_is_the_recorded_version():
    start = (AXE / "axe.min.js").read_text(encoding="utf-8")[:200]
    assert f"axe v{record_of(AXE)['version']}" in start
