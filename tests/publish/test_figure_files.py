"""The files of a chart: the very figures of `knife-crime values`, and pictures that stand alone."""

import base64
import hashlib
import io
import re
import struct
from xml.etree import ElementTree

import pandas as pd
import pytest

from layouts.page import known_addresses
from layouts.site import PAGES
from metrics.catalogue import get_metric
from metrics.values import metric_values
from publish.exports import export

ADDRESSES = known_addresses(PAGES)
KINDS = sorted({path for page in PAGES for path in (page.static()[0], page.static()[-1])})
"""The first and the last address of each kind of page."""

TREND = "/figure/boroughs/southwark/trend"
COUNTS = f"{TREND}.csv?as=count&period=month"


def test_the_file_equals_the_values_of_the_command_line(client):
    answer = client.get(COUNTS)
    rows = metric_values("knife_crime", area="southwark", period_type="month", stated_as="count")
    assert answer.data == export(rows, get_metric("knife_crime"), "csv")
    assert answer.mimetype == "text/csv"


def test_a_rate_comes_with_londons(client):
    answer = client.get(f"{TREND}.csv?as=rate&period=rolling_12_months")
    table = pd.read_csv(io.StringIO(answer.text))
    assert set(table["area_code"]) == {"E09000028", "E23000001"}


def test_a_month_without_figures_is_an_empty_cell_with_the_status_x(client):
    table = pd.read_csv(io.StringIO(client.get(COUNTS).text), keep_default_na=False)
    row = table[table["period_end"] == "2021-03-31"].iloc[0]
    assert (row["value"], row["status"]) == ("", "x")


@pytest.mark.parametrize("path", KINDS)
def test_every_chart_of_every_page_can_be_had_as_a_file(client, path):
    for one in ADDRESSES[path].exhibits({}).values():
        answer = client.get(one.file_address("csv"))
        assert answer.status_code == 200
        assert len(answer.text.splitlines()) == len(one.values) + 1


@pytest.mark.parametrize("path", KINDS)
def test_every_page_links_to_the_files_of_its_charts(client, path):
    linked = set(re.findall(r'href="(/figure/[^"]+)"', client.get(path).text))
    for one in ADDRESSES[path].exhibits({}).values():
        addresses = {one.file_address(kind).replace("&", "&amp;") for kind in ("csv", "svg", "png")}
        assert addresses <= linked


def test_a_file_is_named_by_what_it_holds(client):
    disposition = client.get(COUNTS).headers["Content-Disposition"]
    assert "knife-crime-southwark-" in disposition
    assert "february-2026.csv" in disposition


@pytest.mark.parametrize("query", ["?measure=gun_crime", "?period=month&as=count"])
def test_a_file_shows_what_the_page_shows_for_the_same_query(client, query):
    shown = re.search(r'href="(/figure/[^"]+\.csv[^"]*)"', client.get(f"/{query}").text)
    assert shown is not None
    canonical = shown[1].replace("&amp;", "&")
    assert client.get(f"/figure/trend.csv{query}").data == client.get(canonical).data


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("measure=nonsense", "does not exist. This is "),
        ("as=percent", "neither a count nor a rate"),
        ("measure=knife_injury_victims_under_25&period=fortnight", "a period that does not exist"),
        ("mesure=homicide", "a parameter that is not known here"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "svg", "png"])
def test_a_file_that_would_show_something_else_is_refused(client, query, said, kind):
    answer = client.get(f"{TREND}.{kind}?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert said in answer.json["detail"]
    assert "/boroughs/southwark" in answer.json["detail"]
    assert said in client.get(f"/boroughs/southwark?{query}").text


def test_what_a_campaign_adds_to_an_address_leaves_the_file_as_it_is(client):
    plain = client.get(f"{TREND}.csv")
    assert client.get(f"{TREND}.csv?utm_source=letter&fbclid=1").data == plain.data


@pytest.mark.parametrize(
    "path",
    [
        "/figure/boroughs/atlantis/trend.csv",
        "/figure/boroughs/southwark/nothing.csv",
        "/figure/boroughs/southwark/trend.exe",
        "/figure/boroughs/southwark/trend",
        "/figure/boroughs/city-of-london/nothing.csv",
        "/figure/",
    ],
)
def test_a_chart_that_does_not_exist_has_no_file(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(
    "query", ["%ff%fe=%80", "measure=&period=&place=&month=&from=&to=&change=", "a=1&a=2&=&&%00"]
)
def test_whatever_an_address_asks_for_a_file_is_there_or_is_refused(client, path, query):
    for name in ADDRESSES[path].exhibits({}):
        answer = client.get(f"/figure{path.rstrip('/')}/{name}.csv?{query}")
        assert answer.status_code in (200, 400, 404)


def test_the_drawing_stands_alone_with_title_subtitle_and_source(client):
    answer = client.get(f"{TREND}.svg")
    assert answer.mimetype == "image/svg+xml"
    root = ElementTree.fromstring(answer.text)
    words = " ".join(" ".join(root.itertext()).split())
    for part in ("Knife crime, 12 months to February 2026", "per 1,000 residents", "Source: "):
        assert part in words
    assert "MPS Monthly Crime Dashboard Data, published 18 March 2026" in words
    assert not re.search(r"(?:href|src)=|url\(|@import|https?://(?!www\.w3\.org)", answer.text)


def test_the_drawing_may_use_its_own_style_and_nothing_else(client):
    answer = client.get(f"{TREND}.svg")
    style = re.search(r"<style>(.*?)</style>", answer.text)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_the_picture_is_twice_as_wide_as_the_drawing(client):
    answer = client.get(f"{TREND}.png")
    assert answer.mimetype == "image/png"
    width, height = struct.unpack(">II", answer.data[16:24])
    drawing = re.search(r'width="(\d+)" height="(\d+)"', client.get(f"{TREND}.svg").text)
    assert drawing is not None
    assert (width, height) == (2 * int(drawing[1]), 2 * int(drawing[2]))


@pytest.mark.parametrize("kind", ["csv", "svg", "png"])
def test_a_file_kept_by_the_reader_is_not_sent_again(client, kind):
    etag = client.get(f"{TREND}.{kind}").headers["ETag"]
    again = client.get(f"{TREND}.{kind}", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
