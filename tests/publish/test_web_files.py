"""Files, headers and answers of Dash: compressed, fingerprinted, and strict."""

import base64
import contextlib
import gzip
import hashlib
import json
import re
import threading

import brotli
import dash
import pytest
from flask import Request

from app import create_app
from layouts.page import known_addresses
from layouts.region import cut
from layouts.site import PAGES
from publish import assets, content_policy
from publish.packed import pack

BROTLI = {"Accept-Encoding": "br"}
IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", sorted(assets.SERVED))
def test_each_of_our_files_may_be_kept_for_ever(client, name):
    answer = client.get(assets.url(name), headers=BROTLI)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == IMMUTABLE
    assert brotli.decompress(answer.data) == assets.asset(name).body


def test_a_file_of_another_version_is_gone(client):
    other = assets.url("boot.js").replace(assets.asset("boot.js").digest, "0123456789")
    assert client.get(other).status_code == 404
    assert client.get("/s/0123456789/../app.py").status_code == 404


def test_the_style_sheet_holds_ours_and_the_charts_and_plotlys(client):
    sheet = assets.styles()
    assert "#live.waiting" in sheet
    assert ".chart text" in sheet
    live = assets.asset("live.css").body.decode()
    assert ".js-plotly-plot .plotly .modebar" in live
    assert ".js-plotly-plot .hoverlayer text" in live


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_the_style_sheet_stands_in_the_page_under_the_hash_of_its_text(client, path):
    answer = client.get(path)
    (sheet,) = re.findall(r"<style[^>]*>(.*?)</style>", answer.text, re.S)
    assert sheet == assets.styles()
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"'sha256-{digest}'" in policy[policy.index("style-src") :].partition(";")[0]
    assert "unsafe" not in policy
    assert "stylesheet" not in answer.text.partition("<template")[0]


def test_plotly_is_compressed_beforehand():
    beforehand = assets.FOLDER / "vendor" / "plotly-basic.min.js.br"
    script = assets.FOLDER / "vendor" / "plotly-basic.min.js"
    assert brotli.decompress(beforehand.read_bytes()) == script.read_bytes()
    assert assets.packed("plotly-basic.min.js").encodings["br"] == beforehand.read_bytes()


def dash_scripts(client):
    return re.findall(r'src="(/_dash-component-suites/[^"]+)"', client.get("/").text)


def size(client, address):
    return len(client.get(address, headers=BROTLI).data)


def test_all_scripts_and_styles_together_are_small(client):
    lazy = "/_dash-component-suites/dash/dcc/async-graph.js"
    addresses = [*map(assets.url, sorted(assets.SERVED)), *dash_scripts(client), lazy]
    styles = len(assets.packed("site.css").encodings["br"])
    assert styles + sum(size(client, address) for address in addresses) <= 620_000


def test_what_a_page_needs_before_it_can_be_read_is_very_small(client):
    assert len((assets.FOLDER / "site.css").read_bytes()) <= 20_000
    styles = len(assets.packed("site.css").encodings["br"])
    assert styles + size(client, assets.url("boot.js")) <= 14_000


def test_the_fingerprinted_scripts_of_dash_may_be_kept_for_ever(client):
    scripts = dash_scripts(client)
    assert len(scripts) > 5
    for script in scripts:
        answer = client.get(script, headers=BROTLI)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == IMMUTABLE
        assert answer.headers["Content-Encoding"] == "br"


def test_the_scripts_of_dash_are_known_before_the_first_request():
    assert "dash" in create_app().registered_paths


def test_a_script_of_dash_without_a_fingerprint_is_asked_for_again(client):
    answer = client.get("/_dash-component-suites/dash/dcc/async-graph.js", headers=BROTLI)
    assert answer.headers["Cache-Control"] == "no-cache"
    again = {**BROTLI, "If-None-Match": answer.headers["ETag"]}
    path = "/_dash-component-suites/dash/dcc/async-graph.js"
    assert client.get(path, headers=again).status_code == 304


@pytest.mark.parametrize("path", ["/_dash-layout", "/_dash-dependencies"])
def test_the_layout_is_compressed_and_asked_for_again(client, path):
    answer = client.get(path, headers=BROTLI)
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert json.loads(brotli.decompress(answer.data))


def choose_view(client, search, *, pathname="/boroughs/southwark", **otherwise):
    """What the browser asks when the address of Southwark's page changes."""
    shown = cut(known_addresses(PAGES)["/boroughs/southwark"].region({}))
    pieces = [{"piece": number} for number in range(len(shown.markup))]
    drawings = [{"drawing": name} for name in shown.graphs]
    dependencies = json.loads(client.get("/_dash-dependencies").text)
    output = next(one["output"] for one in dependencies if "region.children" in one["output"])
    body = {
        "output": output,
        "outputs": [
            {"id": "region", "property": "children"},
            {"id": "region", "property": "data-shape"},
            [{"id": one, "property": "data-markup"} for one in pieces],
            [{"id": one, "property": "figure"} for one in drawings],
            [{"id": one, "property": "style"} for one in drawings],
        ],
        "inputs": [{"id": "address", "property": "search", "value": search}],
        "state": [
            {"id": "address", "property": "pathname", "value": pathname},
            {"id": "region", "property": "data-shape", "value": shown.shape},
            [{"id": one, "property": "id", "value": one} for one in drawings],
            [{"id": one, "property": "id", "value": one} for one in pieces],
        ],
        "changedPropIds": ["address.search"],
        **otherwise,
    }
    return client.post("/_dash-update-component", json=body, headers=BROTLI)


def test_choosing_a_view_is_answered_by_dash_and_never_kept(client):
    answer = choose_view(client, "?measure=weapon_possession")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    changed = json.loads(brotli.decompress(answer.data))["response"]
    assert "region" not in changed
    assert changed['{"drawing":"trend-graph"}']["figure"]["data"]
    assert "Possession of weapons" in changed['{"piece":1}']["data-markup"]


def test_a_view_that_many_choose_is_drawn_once(client, dashboard):
    first = choose_view(client, "?measure=weapon_possession&period=quarter")
    drawn = dashboard.answers.drawn
    again = choose_view(client, "?period=quarter&measure=weapon_possession&utm_source=elsewhere")
    assert dashboard.answers.drawn == drawn
    assert again.data == first.data
    assert choose_view(client, "?measure=knife_crime").data != first.data
    assert dashboard.answers.drawn == drawn + 1


def test_what_is_asked_in_other_words_is_not_answered_from_what_is_kept(client):
    """A kept answer must not be had, or be spoilt, by a request that asks for something else."""
    usual = choose_view(client, "?measure=knife_crime")
    other = choose_view(client, "?measure=knife_crime", outputs=[{"id": "a", "property": "title"}])
    assert other.status_code != 200 or other.data != usual.data
    assert choose_view(client, "?measure=knife_crime").data == usual.data


@pytest.mark.parametrize(
    ("pathname", "search"), [(None, None), (["/"], "?"), ("/", ["?"]), ("/nowhere", "?a=b")]
)
def test_an_answer_that_depends_on_no_known_address_is_not_kept(
    client, dashboard, pathname, search
):
    drawn = dashboard.answers.drawn
    with contextlib.suppress(Exception):  # what Dash makes of it is Dash's affair
        choose_view(client, search, pathname=pathname)
    assert dashboard.answers.drawn == drawn


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/healthz", "/_dash-layout", assets.url("boot.js")]
)
def test_every_answer_is_strict_about_what_may_run(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_allows_the_one_script_that_starts_dash(client, dashboard):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert all(found in policy for found in dashboard.csp_hashes())


def test_each_style_text_of_dash_is_allowed_once():
    hashes = content_policy.style_hashes()
    assert len(hashes) == len(set(hashes))
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", one) for one in hashes)


def test_the_style_texts_were_read_from_the_dash_that_is_installed():
    words = content_policy.STYLE_HASHES.read_text(encoding="utf-8")
    assert f"Dash {dash.__version__} " in words, "run `make hashes`"


def in_the_background(dashboard):
    """Returns when all that was left to the background is done."""
    done = threading.Event()
    dashboard._background.do(done.set)
    assert done.wait(60)


def test_a_page_that_is_asked_for_again_is_smaller_and_the_same(dashboard, client):
    dashboard.forget()
    first, second = (client.get("/justice", headers=BROTLI) for _ in range(2))
    in_the_background(dashboard)
    third = client.get("/justice", headers=BROTLI)
    assert len(first.data) == len(second.data)
    assert len(third.data) < 0.93 * len(first.data)
    assert brotli.decompress(third.data) == brotli.decompress(first.data)
    assert third.headers["ETag"] == first.headers["ETag"]


def test_a_long_page_is_made_smaller_as_soon_as_its_first_reader_has_it(dashboard, client):
    dashboard.forget()
    first = client.get("/methods", headers=BROTLI)
    in_the_background(dashboard)
    second = client.get("/methods", headers=BROTLI)
    assert 40_000 < len(first.data) < 44_500
    assert len(second.data) < 0.93 * len(first.data)


def test_a_packed_body_is_the_same_in_every_encoding():
    packed = pack(b"offences " * 100, "text/plain", cache_control="no-cache")
    assert brotli.decompress(packed.encodings["br"]) == b"offences " * 100
    request = Request({"HTTP_ACCEPT_ENCODING": "gzip"})
    for _ in range(2):
        answer = packed.answer(request)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.get_data()) == b"offences " * 100
    assert packed.answer(Request({})).get_data() == b"offences " * 100
