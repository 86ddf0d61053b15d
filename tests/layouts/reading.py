"""Reads a page as its readers do."""

import re

from layouts.page import known_addresses
from layouts.shell import shell
from layouts.site import PAGES
from layouts.static_html import render
from tests.held import as_held

ADDRESSES = known_addresses(PAGES)


def document(path, **query):
    """The HTML of a page."""
    return render(shell(ADDRESSES[path].layout(query)))


def words(html):
    """What a document says, without its markup."""
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def lead(html):
    """The sentences a reader meets first."""
    return words(re.search(r'<p class="lead">(.*?)</p>', html)[1])


def section(html, name):
    """The words of the section that a heading names."""
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', html, re.DOTALL)
    return words(found[1])
