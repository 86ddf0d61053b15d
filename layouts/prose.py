"""Documents of the project on a page: the words stand once, in Markdown, and are printed here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from figures.typography import safe, typographic
from layouts.static_html import Markup

ROOT = Path(__file__).parents[1]
PACKAGE = "knife-crime-dashboard"
ON_THE_SITE = {
    "LICENCE-DATA.md": "/data#licence",
    "coverage.md": "/data#coverage",
    "limitations.md": "/methods#limitations",
    "methods.md": "/methods",
    "stop-and-search.md": "/stop-and-search",
}
"""Where a document that another one links to can be read on the site."""

LABELS = ("In words", "Formula", "Rule", "Example", "Measured", "Source", "Limits")
_LABELLED = re.compile(rf"^\*\*({'|'.join(LABELS)})\.?\*\*", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Block:
    """A part of a section, by the bold words it begins with; blank for the part before any."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of a document with the anchor that links within the document use."""

    title: str
    anchor: str
    text: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The section cut before each of the bold words of `LABELS`."""
        starts = [found.start() for found in _LABELLED.finditer(self.text)]
        cuts = [*dict.fromkeys((0, *starts)), len(self.text)]
        parts = (self.text[a:b].strip() for a, b in pairwise(cuts))
        return tuple(Block(label=_label(part), text=part) for part in parts if part)


@cache
def document(name: str) -> str:
    """The text of a document, by its path from the root of the project."""
    path = ROOT / name
    if path.exists():
        return path.read_text(encoding="utf-8")
    # An installed copy has the licence among its metadata and nowhere else.
    text = metadata.distribution(PACKAGE).read_text(f"licenses/{name}")
    if text is None:
        raise FileNotFoundError(f"The document {name} was not installed with the program.")
    return text


@cache
def sections(name: str) -> tuple[Section, ...]:
    """The sections of a document, those with headings of the second level."""
    _, *parts = re.split(r"^## ", document(name), flags=re.MULTILINE)
    split = (part.partition("\n") for part in parts)
    return tuple(
        Section(title=title, anchor=anchor(title), text=text.strip()) for title, _, text in split
    )


def introduction(name: str) -> str:
    """What stands between the title of a document and its first section."""
    return re.split(r"^## ", document(name), flags=re.MULTILINE)[0].partition("\n")[2].strip()


def anchor(title: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


@cache
def prose(text: str, *, caption: str = "", folder: str = "docs/") -> Markup:
    """Markdown as HTML.

    Args:
        text: Ours; HTML within it is shown, not interpreted.
        caption: Of a table in it.
        folder: Where the document lies, for links to files beside it.
    """
    tokens = list(_adapted(_markdown().parse(text), safe(caption), folder))
    return Markup(_markdown().renderer.render(tokens, _markdown().options, {}))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _label(part: str) -> str:
    found = _LABELLED.match(part)
    return found[1] if found else ""


def _adapted(tokens: Sequence[Token], caption: str, folder: str) -> Iterator[Token]:
    """Tables that scroll by themselves and have captions; links that lead somewhere."""
    for token in tokens:
        if token.type == "table_open":
            yield _html(
                f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
                f"<table><caption>{caption}</caption>"
            )
        elif token.type == "table_close":
            yield _html("</table></div>")
        else:
            if token.type == "th_open":
                token.attrSet("scope", "col")
            _lead_somewhere(token.children or (), folder)
            for part in token.children or ():
                if part.type == "text":
                    part.content = typographic(part.content)
            yield token


def _html(content: str) -> Token:
    return Token("html_block", "", 0, content=content)


def _lead_somewhere(tokens: Sequence[Token], folder: str) -> None:
    """Point links at the site; of a file that the site does not have, the place is told."""
    elsewhere = ""
    for position, token in enumerate(tokens):
        if token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            target = ON_THE_SITE.get(target, target)
            elsewhere = "" if target.startswith(("#", "/", "https://")) else target
            token.attrs = {} if elsewhere else {"href": target}
            token.tag = "span" if elsewhere else "a"
        elif token.type == "link_close" and elsewhere:
            token.tag = "span"
            tokens[position - 1].content += f" ({folder}{elsewhere})"
