"""Documents of the project as HTML: their words, never markup that somebody wrote into them."""

import tomllib
from pathlib import Path

import pytest

from layouts import prose as module
from layouts.page import known_addresses
from layouts.pages import methods
from layouts.prose import anchor, document, prose, sections
from layouts.site import PAGES

ROOT = Path(__file__).parents[2]


def test_markup_in_a_text_is_shown_and_not_obeyed():
    assert "<script>" not in prose("a <script>alert(1)</script> b")
    assert "&lt;script&gt;" in prose("a <script>alert(1)</script> b")


def test_a_table_scrolls_by_itself_and_has_a_caption_and_scopes():
    html = prose("| a | b |\n|---|---|\n| 1 | 2 |\n", caption="Numbers & more")
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Numbers &amp; more">' in html
    assert "<caption>Numbers &amp; more</caption>" in html
    assert html.count('<th scope="col">') == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](#place)", '<a href="#place">x</a>'),
        ("[x](limitations.md)", '<a href="/methods#limitations">x</a>'),
        ("[x](https://example.org/)", '<a href="https://example.org/">x</a>'),
        ("[x](decisions/0001-a.md)", "<span>x (docs/decisions/0001-a.md)</span>"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
    ],
)
def test_a_link_leads_to_the_site_or_says_where_the_file_is(text, expected):
    assert expected in prose(text)


def test_an_anchor_is_the_one_that_links_in_the_document_use():
    assert anchor("Alerts, and how often they are wrong") == "alerts-and-how-often-they-are-wrong"
    text = document(methods.METHODS)
    assert all(f"](#{section.anchor})" in text for section in sections(methods.METHODS))


def test_a_section_is_cut_before_its_bold_words_and_nothing_is_lost():
    for section in sections(methods.METHODS):
        assert section.blocks[0].label == "In words"
        joined = "\n\n".join(block.text for block in section.blocks)
        assert joined.split() == section.text.split()


def test_the_documents_of_the_page_are_installed_with_the_program():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    shipped = settings["setuptools"]["package-data"]["docs"]
    assert {f"docs/{name}" for name in shipped} >= {methods.METHODS, methods.LIMITATIONS}
    assert "docs" in settings["setuptools"]["packages"]["find"]["include"]


def test_an_installed_copy_finds_the_licence_among_its_metadata(monkeypatch, tmp_path):
    title, _, _ = document("LICENCE-DATA.md").partition("\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    document.cache_clear()
    # The copy is as old as the installation, so its words may be an earlier edition's.
    assert document("LICENCE-DATA.md").startswith(f"{title}\n")
    with pytest.raises(FileNotFoundError, match="was not installed"):
        document("docs/none.md")
    document.cache_clear()


def test_every_place_on_the_site_that_a_document_leads_to_is_there():
    targets = {target.partition("#")[0] for target in module.ON_THE_SITE.values()}
    assert targets <= set(known_addresses(PAGES))
