"""Claims put to the tables."""

import math
from datetime import date

import pytest

from data.errors import ParameterError, UnknownAreaError
from data.periods import parse_period
from metrics import claim, claims
from metrics.claim_limits import variation
from metrics.claim_reading import NO_EVENTS, check_claim
from metrics.compared import DOWN, SAME, UP

PUBLISHED_BY = date(2026, 3, 31)
SUMMER = date(2026, 8, 31)
LONDON = "E23000001"


def ask(metric_id, area, change, before, now, *, as_of=PUBLISHED_BY):
    return check_claim(
        metric_id,
        area=area,
        change=change,
        before=parse_period(before),
        now=parse_period(now),
        as_of=as_of,
    )


def test_the_regulators_case_is_not_held_and_what_is_held_is_said():
    answer = ask("knife_crime", LONDON, "40", "2015/16", "2022/23")
    assert answer.verdict == claim.NOT_HELD
    assert "is not held for April to March 2015/16" in answer.sentence
    held = "Held are financial years 2018/19 to 2019/20 and 2022/23 to 2024/25."
    assert answer.sentence.endswith(held)


@pytest.fixture(scope="module")
def southwark():
    return ask("knife_crime", "southwark", "-15", "12m:2025-02", "12m:2026-02")


def test_a_claim_from_our_figures_is_reproduced(southwark):
    assert southwark.verdict == claim.REPRODUCED
    assert southwark.sentence.startswith(
        "Knife crime in Southwark, between the 12 months to February 2025 and the 12 months to "
        "February 2026: 803 to 680 is −15.3%; the claim of −15% is reproduced (rounded to a whole "
        "percent)."
    )


def test_limits_are_widened_by_how_the_months_vary(southwark):
    found = southwark.variation
    assert found.dispersion > 1
    assert found.ratio.lower < found.by_chance_alone.lower
    assert found.more_than_ordinary


def test_neighbouring_baselines_lie_whole_years_off(southwark):
    earlier = {b.shift: b for b in southwark.baselines if b.moved == "from"}
    assert set(earlier) == {-3, -2, -1}
    assert earlier[-1].before_label == "12 months to February 2024"
    assert earlier[-1].percent == pytest.approx(
        100 * (680 - earlier[-1].before) / earlier[-1].before
    )
    assert earlier[-3].note == claim.NOT_HELD
    assert math.isnan(earlier[-3].percent)


def test_each_reading_has_limits_as_wide_as_those_of_the_claim(southwark):
    one = next(b for b in southwark.baselines if b.moved == "from" and b.shift == -1)
    again = variation(one.before, one.now, dispersion=southwark.variation.dispersion)
    assert one.limits == pytest.approx(again.limits)
    assert one.limits[0] < one.percent < one.limits[1]
    unheld = next(b for b in southwark.baselines if b.note == claim.NOT_HELD)
    assert all(map(math.isnan, unheld.limits))


def test_readings_from_fewer_than_50_events_have_counts_and_no_percentage():
    answer = ask("knife_homicide", "southwark", "-50", "2022/23", "2023/24")
    few = [one for one in answer.baselines if one.note == claims.FEW]
    assert few
    assert all(one.before < 50 and math.isnan(one.percent) for one in few)
    assert all(one.step == f"{one.before:.0f} to {one.now:.0f}" for one in few)
    assert all(math.isnan(one.limits[0]) for one in few)
    assert not any("baselines" in sentence for sentence in answer.left_out)


def test_a_share_is_judged_by_how_its_months_vary_on_their_chart():
    answer = ask("knife_crime_positive_outcome_rate", LONDON, "-22", "2023/24", "2024/25")
    assert answer.variation.dispersion > 1
    assert answer.variation.more_than_ordinary
    assert "more than ordinary variation" in answer.sentence
    known = [one for one in answer.baselines if not math.isnan(one.percent)]
    assert known
    assert all(one.limits[0] < one.percent < one.limits[1] for one in known)


@pytest.mark.parametrize(
    ("rate", "count"),
    [
        ("victimisation_all_ages", "knife_crime"),
        ("victimisation_under_25", "knife_injury_victims_under_25"),
    ],
)
def test_a_rate_of_residents_varies_as_the_count_it_is_made_of(rate, count):
    of_rate, of_count = (
        ask(metric, "southwark", "-10", "12m:2025-02", "12m:2026-02").variation
        for metric in (rate, count)
    )
    assert of_rate.dispersion == of_count.dispersion > 1
    widths = (one.ratio.upper / one.ratio.lower for one in (of_rate, of_count))
    assert next(widths) == pytest.approx(next(widths))


def test_a_share_without_its_events_is_told_to_be_beyond_judgement(monkeypatch):
    monkeypatch.setattr("metrics.claim_reading.variation_between", lambda *_: None)
    answer = ask("knife_crime_positive_outcome_rate", LONDON, "-22", "2023/24", "2024/25")
    assert NO_EVENTS in answer.left_out
    assert "ordinary variation" not in answer.sentence


def test_another_measure_is_read_as_a_claim_on_it_would_be():
    other = ask("knife_crime", "southwark", "-12", "2019", "2025", as_of=SUMMER).siblings
    listed = next(one for one in other if one.metric_id == "weapon_possession")
    claimed = ask("weapon_possession", "southwark", "-14", "2019", "2025", as_of=SUMMER)
    assert listed.limits == claimed.variation.limits
    assert not claimed.variation.more_than_ordinary
    assert listed.verdict == SAME
    assert any("no clear change" in one for one in claimed_left_out(other))


OUTCOMES = "knife_crime_positive_outcome_rate"
CAUTION = "such months by 12% (median), so a change to provisional months cannot be judged yet."


def test_a_rise_of_positive_outcomes_is_told_with_how_later_files_lower_them(southwark):
    (told,) = (one for one in southwark.left_out if "with a positive outcome rose" in one)
    assert told.endswith(CAUTION)
    claimed = ask(OUTCOMES, "southwark", "170", "12m:2025-02", "12m:2026-02")
    assert any(one.endswith(CAUTION) for one in claimed.left_out)


def test_final_months_and_measures_revised_little_need_no_caution(southwark):
    final = ask(OUTCOMES, LONDON, "-22", "12m:2023-02", "12m:2024-02")
    assert not any(one.endswith(CAUTION) for one in final.left_out)
    little = [one for one in southwark.siblings if one.metric_id != OUTCOMES]
    assert little
    assert all(one.revised == "" and one.reading == one.verdict for one in little)


def claimed_left_out(siblings):
    return claims.weigh("x", claims.arithmetic(100, 88, "-12"), siblings=siblings).left_out


@pytest.mark.parametrize("place", [LONDON, "southwark", "croydon"])
def test_no_other_measure_moves_by_what_a_claim_calls_ordinary(place):
    siblings = ask("knife_crime", place, "-15", "12m:2024-02", "12m:2025-02").siblings
    for one in siblings:
        own = ask(one.metric_id, place, "1", "12m:2024-02", "12m:2025-02").variation
        if own is not None and one.verdict in (UP, DOWN, SAME):
            assert (one.verdict != SAME) == own.more_than_ordinary, one.title


def test_other_measures_have_the_limits_of_their_change(southwark):
    injury = next(s for s in southwark.siblings if s.metric_id == "knife_crime_with_injury")
    assert injury.limits[0] < injury.percent < injury.limits[1]


def test_other_measures_that_moved_otherwise_are_told(southwark):
    told = " ".join(southwark.left_out)
    assert "Knife crime with a positive outcome rose over the same time (5.1% to 13.8%)." in told
    assert "The later figure is provisional and will still be revised." in southwark.left_out
    assert {"knife_crime_with_injury", "victimisation_all_ages"} <= {
        one.metric_id for one in southwark.siblings
    }


def test_a_rate_stands_after_the_count_it_restates_and_is_not_counted_twice(southwark):
    names = [one.metric_id for one in southwark.siblings]
    young = names.index("knife_injury_victims_under_25")
    assert names[0] == "victimisation_all_ages"  # the claim's own count, per resident
    assert names[young + 1] == "victimisation_under_25"
    assert [one.label for one in southwark.siblings if one.restates] == [
        "The same per resident"
    ] * 2
    apart = [one for one in southwark.siblings if not one.restates]
    level = sum(one.verdict == SAME for one in apart)
    said = f"Of {len(apart)} other measures read over the same time, {level} show no clear change."
    assert said in southwark.left_out


def test_the_count_behind_a_rate_is_named_as_the_same():
    answer = ask("victimisation_all_ages", "southwark", "-15", "12m:2025-02", "12m:2026-02")
    first = answer.siblings[0]
    assert (first.metric_id, first.label) == ("knife_crime", "The same as a count")


def test_measures_that_are_not_read_are_named_with_the_reason(southwark):
    reasons = {one.metric_id: one.reason for one in southwark.absent}
    assert reasons["knife_homicide"] == "not held for both periods"
    assert reasons["repeat_victimisation"] == "not loaded"
    assert reasons["knife_offences_by_force"] == "not stated for this place by such periods"
    read = {one.metric_id for one in southwark.siblings}
    assert not read & set(reasons)


def test_a_share_is_printed_with_its_sign():
    answer = ask("knife_crime_positive_outcome_rate", LONDON, "-22", "2023/24", "2024/25")
    known = [one for one in answer.baselines if not math.isnan(one.percent)]
    assert all(one.step.startswith(f"{one.before:.1f}% to {one.now:.1f}%, ") for one in known)


def test_a_rate_whose_residents_are_carried_forward_is_said_to_move_as_well():
    answer = ask("victimisation_all_ages", LONDON, "-5", "12m:2025-02", "12m:2026-02")
    assert "The later figure is provisional and will still be revised." in answer.left_out
    said = "The later rate is estimated: it divides by the residents of mid-2024."
    assert said in answer.left_out


def test_across_a_break_the_arithmetic_is_answered_and_the_comparison_refused():
    answer = ask("knife_crime", LONDON, "-5.5", "2019", "2023")
    assert answer.verdict == claim.REPRODUCED
    assert answer.variation is None
    assert "must not be compared" in answer.sentence
    assert "New place rules" in answer.left_out[0]
    later = next(b for b in answer.baselines if b.moved == "from" and b.shift == 3)
    assert later.note == ""


def test_shares_are_told_in_percentage_points_too():
    answer = ask("knife_crime_positive_outcome_rate", LONDON, "-22", "2023/24", "2024/25")
    assert any("percentage points" in sentence for sentence in answer.left_out)


def test_two_kinds_of_year_are_both_twelve_months():
    answer = ask("knife_crime", LONDON, "1", "2023", "12m:2026-02")
    assert "the 12 months to December 2023" in answer.sentence


def test_a_claim_on_years_of_a_boroughs_homicides_needs_no_months():
    answer = ask("knife_homicide", "southwark", "0", "12m:2023-03", "12m:2024-03")
    assert answer.verdict == claim.REPRODUCED
    assert answer.variation.dispersion == 1


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("2024-02", "2024", "not equally long"),
        ("2024/25", "2023/24", "does not lie before"),
        ("12m:2025-06", "12m:2026-02", "does not lie before"),
        ("2025-01", "2025-02", "differ by season"),
    ],
)
def test_periods_that_cannot_be_compared_are_refused(before, now, said):
    with pytest.raises(ParameterError, match=said):
        ask("knife_crime", LONDON, "1", before, now)


def test_a_claim_without_a_number_or_a_place_is_refused():
    with pytest.raises(ParameterError, match="is no percentage"):
        ask("knife_crime", LONDON, "much", "2023", "2024")
    with pytest.raises(UnknownAreaError):
        ask("knife_crime", "nowhere", "1", "2023", "2024")


def test_the_largest_fall_is_said_only_where_no_neighbouring_month_gives_a_larger_one():
    answer = ask("knife_crime", "southwark", "-15", "12m:2025-02", "12m:2026-02")
    earlier = [one for one in (*answer.baselines, *answer.by_month) if one.moved == "from"]
    known = [one.percent for one in earlier if not math.isnan(one.percent)]
    assert min(known) < answer.arithmetic.percent
    said = " ".join(answer.left_out)
    assert "largest fall" not in said
    assert "With the later period kept, other earlier periods give −19.9% to −5.7%. " in said
    assert "moved, alone or with the earlier one, the change reads −19.7% to +8.9%." in said


def test_a_change_that_cannot_be_judged_yet_is_not_judged_in_the_answer():
    answer = ask("knife_crime_positive_outcome_rate", LONDON, "110", "12m:2025-02", "12m:2026-02")
    assert answer.revised in answer.left_out
    assert "cannot be judged yet" in answer.sentence
    assert "more than ordinary variation (" not in answer.sentence


def test_a_rate_with_residents_carried_forward_says_that_its_counts_may_move():
    answer = ask("victimisation_all_ages", "southwark", "-15", "12m:2025-02", "12m:2026-02")
    assert any("later rate is estimated" in one for one in answer.left_out)
