"""What the server answers: every page whole, nothing twice, nothing that it does not have."""

import re

import pytest

from data.areas import all_areas
from layouts import kept
from layouts.components.boroughs import place_path
from layouts.page import known_addresses, no_exhibits
from layouts.site import PAGES
from publish import assets
from tests.browser.addresses import KINDS

ADDRESSES = known_addresses(PAGES)
CITY = "/boroughs/city-of-london"
SOUTHWARK = "/boroughs/southwark"
BROTLI = {"Accept-Encoding": "br"}


@pytest.mark.parametrize("path", sorted(ADDRESSES))
def test_every_address_answers_with_a_whole_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "<h1>" in answer.text
    has_charts = ADDRESSES[path].page.exhibits is not no_exhibits and not path.startswith(CITY)
    assert '<svg class="chart' in answer.text or not has_charts


@pytest.mark.parametrize("path", ["/boroughs/atlantis", "/nothing", "/boroughs/southwark/more"])
def test_an_unknown_address_is_not_found_and_lists_the_boroughs(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
    assert SOUTHWARK in answer.text
    assert "<script" not in answer.text


def test_a_slash_at_the_end_leads_to_the_page(client):
    answer = client.get(f"{SOUTHWARK}/")
    assert (answer.status_code, answer.location) == (308, SOUTHWARK)


def test_the_title_is_the_page_s_own(client):
    assert "<title>Knife crime in Southwark</title>" in client.get(SOUTHWARK).text


def test_the_head_of_a_page_has_typographic_apostrophes(client):
    assert 'content="How often London’s police' in client.get("/stop-and-search").text


def test_a_page_kept_by_the_reader_is_not_sent_again(client):
    first = client.get(SOUTHWARK, headers=BROTLI)
    again = client.get(SOUTHWARK, headers={**BROTLI, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]


def test_each_encoding_has_an_etag_of_its_own(client):
    answers = [client.get("/", headers={"Accept-Encoding": e}) for e in ("br", "gzip", "identity")]
    assert [a.headers.get("Content-Encoding") for a in answers] == ["br", "gzip", None]
    assert len({a.headers["ETag"] for a in answers}) == 3
    assert all(a.headers["Vary"] == "Accept-Encoding" for a in answers)


def test_an_encoding_that_is_refused_is_not_sent(client):
    answer = client.get("/", headers={"Accept-Encoding": "br;q=0, gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_page_is_rendered_once_for_the_same_view(client, dashboard):
    client.get(f"{SOUTHWARK}?period=month")
    rendered = dashboard.rendered_pages
    client.get(f"{SOUTHWARK}?period=month&utm_source=elsewhere")
    client.get(f"{SOUTHWARK}?period=month&as=rate&intervals=off")
    assert dashboard.rendered_pages == rendered


def test_invented_parameters_fill_no_memory(client, dashboard):
    client.get("/?measure=a&as=b&period=c&intervals=d")
    rendered = dashboard.rendered_pages
    for n in range(20):
        client.get(f"/?measure=a{n}&as=b{n}&period=c{n}&intervals=d{n}")
    assert dashboard.rendered_pages == rendered


def test_a_query_string_that_is_no_text_is_a_page_like_any_other(client):
    for path in ("/", SOUTHWARK, "/boroughs", "/figure/boroughs/southwark/trend.csv"):
        answer = client.get(
            path, environ_overrides={"QUERY_STRING": "measure=\xff\xfe&period=\x80"}
        )
        assert answer.status_code < 500


def test_a_page_is_small_enough_for_a_phone(client):
    sizes = {p: len(client.get(p, headers=BROTLI).data) for p in ("/", SOUTHWARK)}
    assert max(sizes.values()) < 36_000, "the style sheet of 7 KB included"


def test_choosing_a_borough_without_javascript_leads_to_its_page(client):
    answer = client.get("/boroughs?borough=southwark&as=count&period=month")
    assert answer.status_code == 303
    assert answer.location == f"{SOUTHWARK}?as=count&period=month"


@pytest.mark.parametrize(
    "name",
    ["Croydon", "croydon", "CROYDON", " croydon ", "E09000008"],
)
def test_a_borough_is_chosen_by_its_name_slug_or_code_in_any_letters(client, name):
    assert client.get("/boroughs", query_string={"borough": name}).location == "/boroughs/croydon"


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("Hammersmith & Fulham", "/boroughs/hammersmith-and-fulham"),
        ("Metropolitan Police", "/"),
        ("", "/boroughs"),
    ],
)
def test_choosing_another_place_or_none_leads_somewhere(client, name, location):
    assert client.get("/boroughs", query_string={"borough": name}).location == location


@pytest.mark.parametrize(
    ("letters", "slug"),
    [
        ("Kingston", "kingston-upon-thames"),
        ("tow", "tower-hamlets"),
        ("Kens", "kensington-and-chelsea"),
    ],
)
def test_the_first_letters_of_one_borough_are_enough(client, letters, slug):
    answer = client.get("/boroughs", query_string={"borough": letters})
    assert answer.location == f"/boroughs/{slug}"


def test_the_first_letters_of_several_boroughs_are_answered_with_those(client):
    answer = client.get("/boroughs?borough=wa")
    assert answer.status_code == 404
    assert "Waltham Forest" in answer.text.partition("All are listed below")[0]
    assert "Wandsworth" in answer.text.partition("All are listed below")[0]


def test_a_ward_is_told_of_on_the_page_of_its_borough():
    ward = next(area for area in all_areas().values() if area.area_type == "neighbourhood")
    assert place_path(ward) == f"/boroughs/{all_areas()[ward.parent_code].slug}"


@pytest.mark.parametrize("query", ["?borough=atlantis", "?borough=//elsewhere.example"])
def test_choosing_a_borough_that_does_not_exist_is_not_found(client, query):
    answer = client.get(f"/boroughs{query}")
    assert answer.status_code == 404
    assert "No borough has that name" in answer.text
    assert "elsewhere" not in answer.text
    assert "atlantis" not in answer.text


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/boroughs?borough=suthwark", "southwark"),
        ("/boroughs/suthwark", "southwark"),
        ("/boroughs?borough=chelsea", "kensington-and-chelsea"),
    ],
)
def test_a_name_that_no_borough_has_is_answered_with_the_nearest(client, path, meant):
    answer = client.get(path)
    assert answer.status_code == 404
    lead = re.search(r'<p class="lead">(.*?)</p>', answer.text)
    assert lead is not None
    assert f'href="/boroughs/{meant}"' in lead[1]


@pytest.mark.parametrize(("name", "boroughs"), [("Peckham", ["southwark"]), ("se1", [])])
def test_a_ward_s_name_is_answered_with_its_borough_and_a_postcode_with_none(
    client, name, boroughs
):
    answer = client.get(f"/boroughs?borough={name}")
    lead = re.search(r'<p class="lead">(.*?)</p>', answer.text)
    assert lead is not None
    assert re.findall(r'href="/boroughs/([^"]+)"', lead[1]) == boroughs
    assert ("A ward of that name lies in" in lead[1]) == bool(boroughs)
    assert "moved" not in lead[1]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/boroughs/SOUTHWARK", SOUTHWARK),
        ("/Boroughs/Southwark/", SOUTHWARK),
        ("/boroughs/Richmond%20upon%20Thames", "/boroughs/richmond-upon-thames"),
        ("/boroughs/E09000028?period=month", f"{SOUTHWARK}?period=month"),
        ("/boroughs/SOUTHWARK?measure=a%0d%0ab", f"{SOUTHWARK}?measure=a%0d%0ab"),
    ],
)
def test_another_spelling_of_an_address_leads_to_the_proper_one(client, path, location):
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (308, location)


@pytest.mark.parametrize("path", ["/boroughs/E23000001", "/boroughs/SOUTHWARK/nothing"])
def test_an_address_that_means_no_page_leads_nowhere(client, path):
    assert client.get(path).status_code == 404


def test_a_page_loads_nothing_from_elsewhere(client):
    loaded = re.findall(r'(?:src|<link[^>]+href)="([^"#]+)"', client.get("/").text)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_dash_is_told_to_take_plotly_from_us(client):
    text = client.get("/").text
    assert f'"plotlyjs_url": "{assets.url("plotly-basic.min.js")}"' in text
    assert '"serve_locally": false' in text
    assert "python_version" not in text


def test_the_scripts_of_dash_lie_inert_until_they_are_wanted(client):
    text = client.get("/").text
    scripts, template = re.findall(r"<script ", text), text.index('<template id="dash-boot">')
    before = text[:template].count("<script ")
    after = text.partition("</template>\n<script ")[2].count("<script ")
    assert before == 1  # Dash's settings, which are no code
    assert after == 0  # nothing but boot.js, which comes last
    assert len(scripts) > 5


def test_a_page_is_made_without_the_figures_that_only_dash_wants(dashboard, client, monkeypatch):
    made = []
    monkeypatch.setattr("layouts.components.chart.figure", made.append)
    dashboard.forget()
    kept.forget()
    for path in KINDS:
        assert client.get(path).status_code == 200
    dashboard.forget()
    kept.forget()
    assert made == []
