"""Each page says for what the browser shall wait before it draws."""

import re

import pytest

from publish.first_seen import ID, LINK, marked
from tests.browser.addresses import OPENED

CHART = '<svg class="chart chart-l6"><svg class="chart"></svg></svg>'
LEAD = '<p class="lead">Text.</p>'


def test_the_first_chart_is_marked():
    page, link = marked(f"{LEAD}{CHART}{CHART}")
    assert page == f'{LEAD}<svg class="chart chart-l6" id="{ID}">{CHART[28:]}{CHART}'
    assert link == LINK


def test_a_page_without_a_chart_waits_for_its_sentence():
    assert marked(f"<h1>Data</h1>{LEAD}") == (
        f'<h1>Data</h1><p class="lead" id="{ID}">Text.</p>',
        LINK,
    )


def test_a_page_with_neither_waits_for_nothing():
    assert marked("<h1>Data</h1>") == ("<h1>Data</h1>", "")


@pytest.mark.parametrize("path", OPENED)
def test_every_page_waits_for_one_place_in_it(client, path):
    head, _, body = client.get(path).text.partition("</head>")
    assert re.search(rf'<link rel="expect" href="#{ID}" blocking="render">', head)
    (element,) = re.findall(rf'<(\w+) [^>]*id="{ID}"', body)
    assert element == ("svg" if '<svg class="chart' in body else "p")
