"""The page of methods: every measure, break, source, mark and method, in the project's words."""

import re
from pathlib import Path

import brotli
import pytest

from data.breaks import all_breaks
from data.status import STATUS_MEANINGS
from data.store import citations
from layouts.pages import methods, overview
from layouts.prose import document, sections
from layouts.shell import shell
from layouts.static_html import render
from metrics.catalogue import METRICS
from metrics.coverage import is_loaded
from metrics.words import day
from publish.dictionary import DOCUMENT
from tests.held import as_held

METHODS = Path(__file__).parents[2] / "docs" / "methods.md"


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


@pytest.fixture(scope="module")
def page():
    return render(shell(methods.layout(), methods.PATH))


@pytest.fixture(scope="module")
def shown(page):
    return words(page)


def from_anchor(page, name, characters):
    """The words that follow an anchor."""
    return words("<" + page.split(f'id="{name}"')[1])[:characters]


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_measure_is_defined_at_an_anchor_of_its_own_name(page, metric_id):
    metric = METRICS[metric_id]
    assert page.count(f'id="{metric_id}"') == 1
    part = from_anchor(page, metric_id, 12_000)
    assert metric.definition in part
    if is_loaded(metric_id):
        assert all(caveat in part for caveat in metric.caveats)
    assert metric.unit in part.lower() or metric.unit in part


@pytest.mark.parametrize("metric_id", [name for name in METRICS if not is_loaded(name)])
def test_a_measure_without_figures_says_who_holds_them_or_where_they_are(page, metric_id):
    part = from_anchor(page, metric_id, 3000)
    assert "Not loaded." in part
    assert "knife-crime ingest" in part


@pytest.mark.parametrize("metric_id", [name for name in METRICS if not is_loaded(name)])
def test_what_to_bear_in_mind_of_figures_that_are_not_there_is_in_the_dictionary(page, metric_id):
    own = page.split(f'id="{metric_id}"')[1].split("</details></div>")[0]
    assert 'href="/data/dictionary.md"' in own
    written = DOCUMENT.read_text(encoding="utf-8")
    assert all(caveat in written for caveat in METRICS[metric_id].caveats)


@pytest.mark.usefixtures("sentences_loaded")
def test_once_they_are_loaded_it_stands_on_the_page():
    text = as_held(render(shell(methods.layout(), methods.PATH)))
    part = from_anchor(text, "knife_sentencing_disposals", 6000)
    assert all(caveat in part for caveat in METRICS["knife_sentencing_disposals"].caveats)


def test_what_is_not_judged_is_never_called_better_one_way(page):
    part = from_anchor(page, "weapon_possession", 1500)
    assert "Neither: the figure is not judged." in part
    assert "Lower is better" not in part


def test_every_link_within_the_page_leads_somewhere_on_it(page):
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    there = re.findall(r' id="([^"]+)"', page)
    assert wanted <= set(there)
    assert len(there) == len(set(there))


@pytest.mark.parametrize("section", sections(methods.METHODS), ids=lambda section: section.anchor)
def test_every_method_stands_whole_on_the_page_with_example_and_formula(page, shown, section):
    assert page.count(f'id="{section.anchor}"') == 1
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", section.text)
    for sentence in re.findall(r"[A-Z][a-z][^.|*`_\n]{40,}\.", plain.replace("\n", " ")):
        first = " ".join(sentence.split())[:60]
        assert first in shown, first


@pytest.mark.parametrize("entry", all_breaks(), ids=lambda entry: entry.break_id)
def test_every_break_says_when_and_whether_figures_may_be_compared(page, entry):
    part = from_anchor(page, f"break-{entry.break_id}", 1500).split("Origin:")[0]
    assert entry.title in part
    assert day(entry.first_day) in part
    assert entry.effect in part
    must_not = "Figures before and after must not be compared." in part
    assert must_not == (entry.comparable == "no")
    assert must_not or "can be compared, with care." in part


def test_every_source_held_and_every_mark_is_named(shown):
    assert [c.title for c in citations().values() if c.title not in shown] == []
    assert [meaning for meaning in STATUS_MEANINGS.values() if meaning not in shown] == []


def test_the_limitations_stand_on_the_page(shown):
    leads = re.findall(r"^\*\*(.+?)\*\*", document(methods.LIMITATIONS), flags=re.MULTILINE)
    assert len(leads) > 15
    assert [lead for lead in leads if " ".join(lead.split()) not in shown] == []


def test_every_table_has_a_caption_and_every_heading_of_it_a_scope(page):
    assert page.count("<table") == page.count("<caption")
    assert re.findall(r"<th(?![^>]*scope)[^>]*>", page.replace("<thead>", "")) == []


def test_the_page_is_small_enough_for_a_phone(page):
    assert len(brotli.compress(page.encode(), quality=9)) < 35_000


def test_the_page_is_one_and_the_same_whatever_is_asked(page):
    assert methods.PAGE.read("/methods", {"a": "b"}) == methods.PAGE.read("/methods", {})
    assert render(shell(methods.layout(measure="x"), methods.PATH)) == page


def test_every_chart_leads_to_the_definition_of_its_measure():
    assert 'href="/methods#knife_crime"' in render(overview.layout())
    assert 'href="/methods#weapon_possession"' in render(
        overview.layout(measure="weapon_possession")
    )


def test_every_method_names_its_source():
    sections = METHODS.read_text(encoding="utf-8").split("\n## ")[1:]
    without = [one.partition("\n")[0] for one in sections if "**Source.**" not in one]
    assert not without
