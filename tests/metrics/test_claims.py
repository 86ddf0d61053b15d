"""The arithmetic of claims, on values typed in."""

import math
from dataclasses import replace

import pytest

from metrics import claim
from metrics.claim import Baseline, Sibling
from metrics.claim_limits import share_variation, variation
from metrics.claims import arithmetic, weigh
from metrics.compared import DOWN, SAME, UP

BEFORE, NOW = 9_086, 12_786
"""Total knife crime in London, years to March 2016 and March 2023: the regulator's case."""


def under_25_injury():
    """Only that it fell is from the regulator's case; the two values are made up."""
    return Sibling(
        metric_id="knife_injury_victims_under_25",
        title="Under-25 knife injury",
        unit="victims",
        before=2000,
        now=1600,
        percent=-20.0,
        verdict=DOWN,
    )


def test_the_regulators_case_is_40_7_percent_printed_as_40():
    checked = arithmetic(BEFORE, NOW, "40")
    assert checked.percent == pytest.approx(40.7, abs=0.05)
    assert checked.reproduced
    assert checked.rounding == "cut to a whole percent, not rounded"
    assert arithmetic(BEFORE, NOW, "40.7").rounding == "rounded to 1 decimal"
    assert arithmetic(BEFORE, NOW, "41").rounding == "rounded to a whole percent"


def test_the_regulators_case_left_out_that_under_25_injury_fell():
    answer = weigh(
        "Knife crime in London",
        arithmetic(BEFORE, NOW, "40"),
        found=variation(BEFORE, NOW, dispersion=3),
        siblings=[under_25_injury()],
    )
    assert answer.verdict == claim.REPRODUCED
    assert answer.variation.more_than_ordinary
    assert answer.left_out == (
        "Under-25 knife injury fell over the same time (2,000 to 1,600 victims, −20.0%).",
    )
    assert answer.sentence.startswith(
        "Knife crime in London: 9,086 to 12,786 is +40.7%; the claim of 40% is reproduced (cut to "
        "a whole percent, not rounded). The change is more than ordinary variation"
    )


@pytest.mark.parametrize(
    ("before", "now", "stated", "rounding"),
    [
        (1000, 855, "-14.5", "rounded to 1 decimal"),
        (1000, 855, "−14", "cut to a whole percent, not rounded"),
        (1000, 855, "-15%", "rounded to a whole percent"),
        (1000, 1123, "10", "rounded to the nearest 5 percent"),
        (1000, 1638, "60", "rounded to the nearest 10 percent"),
        (1000, 1004, "0", "rounded to a whole percent"),
        (1000, 855, "14.5", ""),
        (1000, 1123, "12.5", ""),
        (1000, 1146, "10", ""),
        (0, 10, "40", ""),
    ],
)
def test_a_claim_follows_by_ordinary_rounding_or_not(before, now, stated, rounding):
    checked = arithmetic(before, now, stated)
    assert checked.rounding == rounding
    assert checked.reproduced == bool(rounding)


@pytest.mark.parametrize("stated", ["a lot", "", "1.2.3", "--4"])
def test_a_claim_without_a_number_is_refused(stated):
    with pytest.raises(ValueError, match="is no percentage"):
        arithmetic(100, 110, stated)


def test_a_change_of_nothing_has_no_percentage():
    answer = weigh("Homicide", arithmetic(0, 3, "300"))
    assert answer.verdict == claim.NOT_REPRODUCED
    assert "no percentage can be stated of nothing" in answer.sentence


def test_limits_of_the_ratio_are_rothmans_where_months_vary_by_chance():
    found = variation(100, 120)
    spread = 1.959964 * math.sqrt(1 / 100 + 1 / 120)
    assert found.ratio.lower == pytest.approx(1.2 * math.exp(-spread), rel=1e-6)
    assert found.ratio.upper == pytest.approx(1.2 * math.exp(spread), rel=1e-6)
    assert not found.more_than_ordinary


def test_months_that_vary_more_than_chance_widen_the_limits():
    found = variation(400, 480, dispersion=4)
    spread = 2 * 1.959964 * math.sqrt(1 / 400 + 1 / 480)
    assert found.ratio.upper == pytest.approx(1.2 * math.exp(spread), rel=1e-6)
    assert found.by_chance_alone.lower > 1
    assert not found.more_than_ordinary
    assert variation(400, 480, dispersion=0.5).dispersion == 1
    assert variation(400, 480, dispersion=math.nan).dispersion == 1


def test_rates_vary_as_their_counts_do():
    plain, grown = variation(100, 120), variation(100, 120, residents=(1000, 1100))
    assert grown.ratio.value == pytest.approx(1.2 / 1.1)
    assert grown.ratio.upper / grown.ratio.value == pytest.approx(
        plain.ratio.upper / plain.ratio.value
    )


def test_limits_of_two_shares_are_those_of_the_ratio_of_proportions():
    found = share_variation(100, 60, totals=(1000, 900), dispersion=4)
    spread = 2 * 1.959964 * math.sqrt(1 / 100 - 1 / 1000 + 1 / 60 - 1 / 900)
    assert found.ratio.value == pytest.approx((60 / 900) / (100 / 1000))
    assert found.ratio.lower == pytest.approx(found.ratio.value * math.exp(-spread))
    assert not found.more_than_ordinary
    assert found.by_chance_alone.upper < 1


@pytest.mark.parametrize(("before", "now"), [(0, 5), (5, 0), (1001, 5), (5, 901)])
def test_shares_of_nothing_or_of_more_than_the_whole_have_no_limits(before, now):
    assert share_variation(before, now, totals=(1000, 900)) is None


def test_limits_are_stated_as_changes_too():
    found = variation(100, 120)
    assert found.limits == pytest.approx(
        (100 * (found.ratio.lower - 1), 100 * (found.ratio.upper - 1))
    )
    assert all(map(math.isnan, variation(0, 5).limits))


def test_counts_of_zero_have_exact_limits_and_no_words_about_them():
    found = variation(0, 5)
    assert math.isinf(found.ratio.value)
    assert "ordinary variation" not in weigh("x", arithmetic(0, 5, "1"), found=found).sentence


def baseline(before, now, note=""):
    """A reading from a year of its own."""
    return Baseline(
        moved="from",
        shift=-1,
        before_label=f"year with {before} before {now}",
        now_label="2023",
        before=before,
        now=now,
        note=note,
    )


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (100, 200, "gives the largest rise"),
        (100, 60, "gives the only fall"),
        (100, 101, "gives the smallest rise"),
        (100, 120, "other earlier periods give +10.0% to +50.0%."),
    ],
)
def test_the_choice_of_the_baseline_is_told(before, now, said):
    around = [baseline(100, 110), baseline(100, 150), baseline(1, 99, "a break lies between")]
    answer = weigh("x", arithmetic(before, now, "1"), baselines=around)
    assert any(said in sentence for sentence in answer.left_out)


def test_a_chosen_low_base_is_a_smaller_fall_than_its_neighbours_give():
    around = [baseline(100, 50), baseline(100, 60)]
    answer = weigh("x", arithmetic(100, 90, "-10"), baselines=around)
    assert answer.left_out == (
        "With the later period kept, other earlier periods give −50.0% to −40.0%: the one chosen "
        "gives the smallest fall.",
    )


def test_percentages_of_few_are_called_so():
    (said,) = weigh("x", arithmetic(5, 10, "100")).left_out
    assert said.startswith("The earlier figure rests on fewer than 50 events")
    assert weigh("x", arithmetic(5.5, 10.5, "91"), sign="%", events=900).left_out == ()
    assert weigh("x", arithmetic(5.5, 10.5, "91"), sign="%", events=9).left_out == (said,)


def test_limits_of_few_are_no_percentages_and_the_reason_stands():
    answer = weigh("x", arithmetic(1, 8, "700"), found=variation(1, 8))
    assert answer.sentence.endswith(
        "The change is more than ordinary variation (no limits in percent: fewer than 50 events "
        "before)."
    )
    assert all(map(math.isnan, answer.limits))
    enough = weigh("x", arithmetic(100, 120, "20"), found=variation(100, 120))
    assert enough.limits == enough.variation.limits


@pytest.mark.parametrize(("now", "how"), [(131, "more than"), (130, "no more than")])
def test_a_limit_close_to_no_change_never_reads_as_none(now, how):
    found = variation(100, now, dispersion=1.04)
    said = weigh("x", arithmetic(100, now, "30"), found=found).sentence
    assert f"The change is {how} ordinary variation" in said
    lower = said.partition("95% limits ")[2].partition(" to ")[0]
    assert lower.startswith("+" if now == 131 else "−")
    assert abs(found.limits[0]) < 0.5


def test_a_change_of_few_is_not_weighed_against_other_baselines():
    around = [baseline(100, 50), baseline(100, 60)]
    (said,) = weigh("x", arithmetic(5, 5, "-50"), baselines=around).left_out
    assert "baselines" not in said


def test_no_change_is_called_so_beside_baselines_that_rose():
    around = [baseline(100, 150), baseline(100, 160)]
    (said,) = weigh("x", arithmetic(150, 150, "0"), baselines=around).left_out
    assert said.endswith("+50.0% to +60.0%: from the one chosen nothing changed.")


def test_measures_that_moved_alike_are_not_told_and_unclear_ones_are():
    alike = Sibling(
        metric_id="a", title="A", unit="offences", before=100, now=200, percent=100.0, verdict=UP
    )
    level = Sibling(
        metric_id="b", title="B", unit="offences", before=5, now=9, percent=math.nan, verdict=SAME
    )
    answer = weigh("x", arithmetic(100, 140, "40"), siblings=[alike, level])
    said = "Of 2 other measures read over the same time, 1 shows no clear change."
    assert answer.left_out == (said,)


def test_other_measures_are_stated_with_their_unit():
    rate = Sibling(
        metric_id="a",
        title="A",
        unit="victims per 1,000 residents under 25",
        before=0.9,
        now=0.63,
        percent=-30.0,
        verdict=DOWN,
    )
    share = replace(rate, unit="percent of offences", before=5.0, now=14.26, percent=math.nan)
    assert rate.step == "0.90 to 0.63 victims per 1,000 residents under 25, −30.0%"
    assert share.step == "5.0% to 14.3%"


def test_a_measure_whose_months_are_revised_heavily_is_told_with_the_caution():
    rose = replace(under_25_injury(), verdict=UP, revised="It cannot be judged yet.")
    (said,) = weigh("x", arithmetic(100, 88, "-12"), siblings=[rose]).left_out
    assert said.endswith(". It cannot be judged yet.")
    assert rose.reading == "up, cannot be judged yet"


def test_across_a_break_the_sentence_forbids_the_comparison():
    answer = weigh("x", arithmetic(100, 140, "40"), comparable=False)
    assert answer.sentence.endswith("A break lies between them: the two must not be compared.")
