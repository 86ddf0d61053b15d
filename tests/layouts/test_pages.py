"""The pages as readers get them, before and without any script."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from data.areas import boroughs
from data.tables import TABLES
from layouts.page import known_addresses, no_exhibits
from layouts.pages import not_found
from layouts.shell import shell
from layouts.site import PAGES
from layouts.static_html import render
from metrics.catalogue import METRICS
from metrics.change import change
from tests.held import as_held

ADDRESSES = known_addresses(PAGES)
CITY = "/boroughs/city-of-london"
WITH_FIGURES = [
    path
    for path, address in ADDRESSES.items()
    if not path.startswith(CITY) and address.page.exhibits is not no_exhibits
]
OF_EACH_KIND = sorted(
    {
        "/boroughs/southwark",
        CITY,
        "/review",
        "/claims",
        "/revisions",
        *(path for path in WITH_FIGURES if "boroughs" not in path),
    }
)
PRIMARY = [metric for metric in METRICS.values() if metric.tier == "primary"]


class Outline(HTMLParser):
    """What a document is built of."""

    def __init__(self, document):
        super().__init__()
        self.elements = []
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def page(path, **query):
    return render(shell(ADDRESSES[path].layout(query)))


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


@pytest.fixture(scope="module")
def overview():
    return page("/")


@pytest.fixture(scope="module")
def southwark():
    return page("/boroughs/southwark")


def test_every_borough_has_a_page_and_london_has_one():
    assert set(ADDRESSES) >= {"/", *(f"/boroughs/{area.slug}" for area in boroughs())}


@pytest.mark.parametrize("path", WITH_FIGURES)
def test_every_page_with_figures_draws_them(path):
    document = page(path)
    assert document.count('<svg class="chart') >= max(1, len(ADDRESSES[path].exhibits({})))
    assert "nan" not in words(document).lower().split()
    assert "None" not in words(document).replace("None: a closed series", "")


def test_london_shows_every_primary_measure_together(overview):
    shown = words(overview)
    assert [metric.title for metric in PRIMARY if metric.title not in shown] == []


def test_london_says_which_london(overview):
    assert "London (Metropolitan Police area)" in words(overview)
    assert "without the City of London" in words(overview)


def test_the_newest_twelve_months_of_london_are_the_published_ones(overview):
    assert "13,552 offences in the 12 months to February 2026" in words(overview)


@pytest.mark.parametrize("metric_id", ["knife_crime", "knife_homicide", "weapon_possession"])
def test_each_sentence_is_the_one_the_measure_makes(overview, metric_id):
    assert change(metric_id, area="E23000001").sentence in words(overview)


def test_each_row_says_its_own_period_status_and_file(overview):
    shown = words(overview)
    assert "12 months to March 2024" in shown
    assert "12 months to June 2026" in shown
    assert "Provisional. From the file of 18 March 2026." in shown


def test_a_borough_stands_beside_london_as_a_rate(southwark):
    assert "Southwark and London (Metropolitan Police area)" in words(southwark)


def test_definition_caveats_source_and_vintage_stand_under_the_chart(southwark):
    metric, shown = METRICS["knife_crime"], words(southwark)
    assert metric.definition in shown
    assert all(caveat in shown for caveat in metric.caveats)
    assert "MPS Monthly Crime Dashboard Data, published 18 March 2026" in shown
    assert "Mid-year population estimates" in shown


def test_the_boroughs_stand_in_the_order_of_the_alphabet(overview):
    listed = re.findall(r'<li><a href="/boroughs/([^"]+)">', overview)
    assert listed == [area.slug for area in boroughs()]
    assert listed == sorted(listed)


def test_small_numbers_by_month_come_with_a_word_of_caution():
    assert "These are small numbers" in words(
        page("/boroughs/richmond-upon-thames", period="month")
    )
    assert "These are small numbers" not in words(page("/", period="month"))


def test_a_month_without_figures_is_no_zero():
    table = words(page("/", period="month"))
    row = re.search(r"March 2021 (.{20})", table)
    assert row is not None
    assert row[1].startswith("not available")


def test_the_city_of_london_says_what_its_police_do_not_publish():
    shown = words(page(CITY))
    assert "has its own police force" in shown
    assert "do not publish" in shown
    assert "a gap, not a zero" in shown


def test_a_measure_nobody_publishes_is_named_and_left_blank(overview):
    shown = words(overview)
    assert "left blank, not estimated" in shown
    assert METRICS["repeat_victimisation"].title in shown


def test_an_address_that_asks_for_the_impossible_gets_a_page_that_says_so():
    shown = words(page("/boroughs/southwark", measure="knife_homicide", period="month"))
    assert "Knife homicide" in shown
    assert "is not shown by months for Southwark, but by rolling 12 months" in shown


def test_the_page_of_an_unknown_address_lists_every_borough():
    document = render(shell(not_found.layout()))
    assert all(f'href="/boroughs/{area.slug}"' in document for area in boroughs())


@pytest.mark.parametrize("path", OF_EACH_KIND)
class TestTheDocument:
    """What a reader with assistive technology, or a strict browser, relies on."""

    def test_has_no_inline_style_or_script(self, path):
        document = page(path)
        assert " style=" not in document
        assert "<script" not in document
        assert not re.search(r"\son\w+=", document)

    def test_has_one_main_heading_and_skips_no_level(self, path):
        levels = [
            int(tag[1]) for tag, _ in Outline(page(path)).elements if re.match(r"h[1-6]$", tag)
        ]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_uses_each_id_once_and_refers_to_those_it_has(self, path):
        outline = Outline(page(path))
        ids = [a["id"] for _, a in outline.elements if "id" in a]
        assert sorted(ids) == sorted(set(ids))
        referred = [
            a[name] for _, a in outline.elements for name in ("for", "aria-labelledby") if name in a
        ]
        anchors = [a["href"][1:] for a in outline.all("a") if a.get("href", "").startswith("#")]
        assert set(referred) | set(anchors) <= set(ids)

    def test_has_landmarks_and_a_way_past_the_navigation(self, path):
        outline = Outline(page(path))
        assert [len(outline.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1] * 4
        assert outline.all("a")[0] == {"href": "#main", "class": "skip"}

    def test_labels_every_select_and_gives_every_cell_a_heading(self, path):
        outline = Outline(page(path))
        labelled = {attributes["for"] for attributes in outline.all("label")}
        fields = [*outline.all("select"), *outline.all("input"), *outline.all("textarea")]
        shown = [field for field in fields if field.get("type") != "hidden"]
        assert {field["id"] for field in shown} <= labelled
        assert all(heading.get("scope") in ("col", "row") for heading in outline.all("th"))

    def test_links_to_nothing_that_is_not_there(self, path):
        for link in Outline(page(path)).all("a"):
            target = link["href"].partition("?")[0].partition("#")[0]
            if target.startswith("/data/"):
                name = target.removeprefix("/data/")
                assert name == "dictionary.md" or name.partition(".")[0] in TABLES
            elif target.startswith("/") and not target.startswith(("/figure/", "/api/")):
                assert target in ADDRESSES
