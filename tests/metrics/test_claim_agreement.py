"""A claim read from periods that begin some months earlier or later."""

import math
from datetime import date

import numpy as np
import pytest

from data.periods import add_months, parse_period
from metrics import claim
from metrics.claim_agreement import NO_READING, Agreement, agreement, by_month_table, is_beyond
from metrics.claim_reading import check_claim
from metrics.values import metric_values

PUBLISHED_BY = date(2026, 3, 31)


def ask(metric_id, area, change, before, now):
    return check_claim(
        metric_id,
        area=area,
        change=change,
        before=parse_period(before),
        now=parse_period(now),
        as_of=PUBLISHED_BY,
    )


@pytest.fixture(scope="module")
def southwark():
    return ask("knife_crime", "southwark", "-15", "12m:2025-02", "12m:2026-02")


def test_each_reading_is_made_of_the_sums_of_its_own_months(southwark):
    rows = metric_values("knife_crime", area="southwark", as_of=PUBLISHED_BY)
    months = rows.set_index(rows["period_end"].dt.date)["value"]
    assert len(southwark.by_month) == 24
    for one in southwark.by_month:
        ends = [
            add_months(date(2025, 2, 28), one.shift),
            add_months(date(2026, 2, 28), one.shift if one.moved == "both" else 0),
        ]
        first, last = (sum(months[add_months(end, -back)] for back in range(12)) for end in ends)
        assert (one.before, one.now) == (first, last)
        assert one.percent == pytest.approx(100 * (last - first) / first)
        assert one.limits[0] < one.percent < one.limits[1]


def test_later_baselines_do_not_overlap_the_later_period(southwark):
    shifts = {(one.moved, one.shift) for one in southwark.by_month}
    assert {shift for moved, shift in shifts if moved == "from"} == set(range(-12, 0))
    apart = ask("knife_crime", "southwark", "1", "2022/23", "2024/25")
    later = {one.shift for one in apart.by_month if one.moved == "from"}
    assert max(later) == 12
    assert min(later) > -12  # figures before are not held


def test_counts_of_agreement_are_those_of_the_readings(southwark):
    found = agreement(southwark)
    percents = [one.percent for one in southwark.by_month]
    assert found.readings == len(percents)
    assert found.same == sum(percent < 0 for percent in percents)
    assert found.beyond == sum(o.limits[1] < 0 for o in southwark.by_month)
    assert (found.lowest, found.highest) == (min(percents), max(percents))
    assert found.sentence == (
        f"Of 24 neighbouring baselines, moved by 1 to 12 months, {found.same} also fell, "
        f"{found.beyond} by more than ordinary variation. They read −19.9% to +8.9%."
    )


def test_a_reading_beyond_ordinary_leaves_no_change_outside_its_limits():
    plain = {"moved": "from", "shift": -1, "before_label": "a", "now_label": "b"}
    assert is_beyond(claim.Baseline(**plain, before=100, now=80, limits=(-30.0, -5.0)))
    assert not is_beyond(claim.Baseline(**plain, before=100, now=95, limits=(-20.0, 10.0)))
    assert not is_beyond(claim.Baseline(**plain))


def test_months_and_few_events_have_no_such_readings():
    month = ask("knife_crime", "southwark", "-5", "2025-02", "2026-02")
    assert month.by_month == ()
    assert agreement(month).sentence == NO_READING
    few = ask("knife_homicide", "southwark", "-50", "2022/23", "2023/24")
    assert few.by_month
    assert all(math.isnan(one.percent) for one in few.by_month)
    assert agreement(few).sentence == NO_READING


def test_no_change_is_agreed_with_by_none():
    none = Agreement(readings=3, same=0, beyond=0, lowest=-1.0, highest=2.0, way="")
    assert none.sentence.startswith("Of 3 neighbouring baselines")
    assert "none can agree with no change. They read −1.0% to +2.0%." in none.sentence


def test_shares_are_read_so_too():
    answer = ask("knife_crime_positive_outcome_rate", "E23000001", "1", "2022/23", "2024/25")
    assert agreement(answer).readings > 10


def test_readings_on_figures_still_revised_a_good_deal_are_not_judged():
    answer = ask("knife_crime_positive_outcome_rate", "E23000001", "-22", "2023/24", "2024/25")
    rows = metric_values(
        "knife_crime_positive_outcome_rate",
        area="E23000001",
        period_type="rolling_12_months",
        as_of=PUBLISHED_BY,
    )
    moving = {f"12 months to {end:%B %Y}" for end in rows.loc[rows["provisional"], "period_end"]}
    assert answer.revised
    for one in answer.by_month:
        assert one.revised == (not one.note and bool({one.before_label, one.now_label} & moving))
        assert not (one.revised and is_beyond(one))
    found = agreement(answer)
    assert 0 < found.revised < found.same
    assert f"; {found.revised} cannot be judged yet. They read" in found.sentence
    table = by_month_table(answer)
    assert not table.loc[table["revised"], "more_than_ordinary"].any()


def test_figures_revised_little_are_judged(southwark):
    assert not any(one.revised for one in (*southwark.baselines, *southwark.by_month))


def test_no_reading_reaches_across_a_break():
    answer = ask(
        "knife_injury_victims_under_25_non_domestic", "E23000001", "1", "2022/23", "2023/24"
    )
    across = [one for one in answer.by_month if one.note == "a break lies between"]
    assert across
    assert all(math.isnan(one.percent) for one in across)


def test_the_table_has_a_row_for_each(southwark):
    table = by_month_table(southwark)
    assert len(table) == 24
    assert table["more_than_ordinary"].sum() >= agreement(southwark).beyond
    assert np.isfinite(table["change_pct"]).all()
