"""The sentences a viewer reads first are plain: short, and of words that most people know."""

import re
from html import unescape

import pytest

from layouts.page import known_addresses
from layouts.site import PAGES
from layouts.static_html import render

ADDRESSES = known_addresses(PAGES)
MOST_WORDS = 30
HIGHEST_GRADE = 10
"""Flesch and Kincaid's grade of a lead at the most: figures and names of measures weigh on it.
The leads lie between 2 and 9.5, on the average at 7, which is a reading age of about 12."""


def syllables(word):
    letters = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", letters))
    silent = letters.endswith("e") and not letters.endswith("le") and count > 1
    return max(count - silent, 1)


def sentences(text):
    return [one for one in re.split(r"(?<=[.?!])\s+", text) if one]


def grade(text):
    words = re.findall(r"[A-Za-z'’\-]+", text)
    per_sentence = len(words) / len(sentences(text))
    return 0.39 * per_sentence + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("path", [page.static()[-1] for page in PAGES])
def test_a_page_begins_with_a_lead_that_is_read_without_effort(path):
    found = re.findall(r'<p class="lead">(.*?)</p>', render(ADDRESSES[path].layout({})))
    leads = [unescape(re.sub("<[^>]+>", "", one)) for one in found]
    assert leads
    for lead in leads:
        assert max(len(one.split()) for one in sentences(lead)) <= MOST_WORDS, lead
        assert grade(lead) <= HIGHEST_GRADE, lead


def test_long_sentences_of_long_words_are_noticed():
    said = "Notwithstanding considerable methodological heterogeneity, comparability deteriorated."
    assert grade(said) > HIGHEST_GRADE
