"""What is said of a claim's choice of periods never contradicts the tables of its readings."""

import math
import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.periods import parse_period
from metrics.claim import Baseline
from metrics.claim_agreement import agreement
from metrics.claim_choice import LATER_KEPT, LATER_MOVED, choice_words
from metrics.claim_reading import check_claim

PERCENT = re.compile(r"[+−]?[\d,]+\.\d%")
MOVES = ("from", "to", "both")
PUBLISHED_BY = date(2026, 8, 31)
CLAIMS = (
    ("knife_crime", "southwark", "4.6", "2022/23", "2023/24"),
    ("knife_crime", "southwark", "-15", "12m:2025-02", "12m:2026-02"),
    ("knife_crime", "southwark", "5", "2023", "2024"),
    ("knife_crime", "camden", "5", "2023", "2024"),
    ("knife_crime", "E23000001", "-5", "12m:2024-02", "12m:2026-02"),
    ("knife_crime_positive_outcome_rate", "E23000001", "-22", "2022/23", "2023/24"),
    ("weapon_possession", "hackney", "5", "2019", "2024"),
    ("knife_homicide", "E23000001", "5", "2022", "2023"),
)


def printed(text):
    return [float(one[:-1].replace("−", "-").replace(",", "")) for one in PERCENT.findall(text)]


def check(percent, readings, sentences):
    """Every printed span is that of its readings, and superlatives hold among them."""
    known = [one for one in readings if not math.isnan(one.percent)]
    kept = [round(one.percent, 1) for one in known if one.moved == "from"]
    moved = [round(one.percent, 1) for one in known if one.moved != "from"]
    for lead, group in ((LATER_KEPT + ",", kept), (LATER_MOVED, moved)):
        said = [one for one in sentences if one.startswith(lead)]
        assert len(said) == bool(group)
        for sentence in said:
            spans = printed(sentence)
            assert (spans[0], spans[-1]) == pytest.approx((min(group), max(group)), abs=0.051)
            own = round(percent, 1)
            if "largest rise" in sentence or "smallest fall" in sentence:
                assert own > max(group)
            if "largest fall" in sentence or "smallest rise" in sentence:
                assert own < min(group)
            if "only rise" in sentence:
                assert own > 0 >= max(group)
            if "only fall" in sentence:
                assert own < 0 <= min(group)
    assert not [one for one in sentences if not one.startswith((LATER_KEPT + ",", LATER_MOVED))]


readings = st.builds(
    lambda moved, before, now, shift: Baseline(
        moved=moved, shift=shift, before_label=str(shift), now_label="n", before=before, now=now
    ),
    st.sampled_from(MOVES),
    st.integers(0, 400),
    st.integers(0, 400),
    st.integers(-12, 12),
)


@given(st.floats(-99, 300), st.lists(readings, max_size=12))
def test_the_sentences_cover_every_reading_made_up(percent, around):
    assume(all(abs(one.percent) < 1e5 or math.isnan(one.percent) for one in around))
    check(percent, around, choice_words(percent, around))


@pytest.mark.parametrize(("metric_id", "area", "change", "before", "now"), CLAIMS)
def test_no_sentence_of_a_claim_contradicts_its_tables(metric_id, area, change, before, now):
    answer = check_claim(
        metric_id,
        area=area,
        change=change,
        before=parse_period(before),
        now=parse_period(now),
        as_of=PUBLISHED_BY,
    )
    around = (*answer.baselines, *answer.by_month)
    known = [round(one.percent, 1) for one in around if not math.isnan(one.percent)]
    said = [one for one in answer.left_out if "later period" in one]
    check(answer.arithmetic.percent, around, said)
    spans = [value for one in said for value in printed(one)]
    assert (min(spans), max(spans)) == pytest.approx((min(known), max(known)), abs=0.051)
    by_month = printed(agreement(answer).sentence)
    assert min(spans) <= min(by_month) <= max(by_month) <= max(spans)


def test_a_change_without_a_percentage_is_not_placed():
    one = Baseline(moved="from", shift=-1, before_label="a", now_label="b", before=1, now=2)
    assert choice_words(math.nan, [one]) == []
