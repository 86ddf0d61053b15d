"""The names inside Dash that boot.js and the document rest on: a new Dash may change them."""

from pathlib import Path

import dash
import pytest

from publish import assets

PACKAGE = Path(dash.__file__).parent
RENDERER = "dash-renderer/build/dash_renderer.min.js"
GRAPH = "dcc/async-graph.js"


def text(name):
    return (PACKAGE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("_dash-loading", RENDERER),
        ("_dash-config", RENDERER),
        ("react-entry-point", RENDERER),
        ("plotlyjs_url", RENDERER),
        ("dash-graph--pending", GRAPH),
        ("set_props", RENDERER),
    ],
)
def test_dash_still_has_the_name(name, file):
    assert name in text(file)


def test_the_setting_that_names_plotly_is_read_for_nothing_else():
    """`_dash-config` says falsely that scripts are not served by us; it must mean Plotly alone."""
    assert text(RENDERER).count("serve_locally") == 1


def test_the_script_that_starts_dash_waits_for_both_signs_of_an_unfinished_page():
    script = assets.asset("boot.js").body.decode()
    assert "._dash-loading, .dash-graph--pending" in script
