"""The police rule for habitual knife carriers, and what being followed by another crime means."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.person_rules import (
    Event,
    counted_crimes,
    followed_within_a_year,
    is_habitual_carrier,
    months_before,
)

TODAY = date(2017, 6, 15)


def crime(months, kind="knife", *, domestic_abuse=False, reference=None):
    """An event a number of months before the day of decision."""
    return Event(months_before(TODAY, months), reference or f"ref-{months}", kind, domestic_abuse)


def spell(from_months, to_months):
    """A prison spell by how many months ago it began and ended."""
    end = None if to_months is None else months_before(TODAY, to_months)
    return months_before(TODAY, from_months), end


@pytest.mark.parametrize(
    ("events", "spells", "expected"),
    [
        pytest.param([crime(20), crime(5)], [], True, id="two events, one of them recent"),
        pytest.param([crime(20), crime(14)], [], False, id="two events, none recent, no prison"),
        pytest.param([crime(20), crime(14)], [spell(13, 8)], True, id="prison ended 8 months ago"),
        pytest.param([crime(5)], [spell(13, 8)], False, id="one event and a prison spell"),
        pytest.param(
            [crime(5, reference="one"), crime(5, "offensive_weapon", reference="one")],
            [],
            False,
            id="two lines of one crime",
        ),
        pytest.param(
            [crime(20), crime(5, "knife_injury", domestic_abuse=True)],
            [],
            False,
            id="a knife injury flagged domestic abuse does not count",
        ),
        pytest.param(
            [crime(20), crime(5, "knife_injury")], [], True, id="the same injury unflagged counts"
        ),
        pytest.param([crime(24), crime(5)], [], False, id="exactly 24 months ago is too long ago"),
        pytest.param([crime(20), crime(12)], [], False, id="exactly 12 months ago is not recent"),
    ],
)
def test_the_cases_of_the_definition(events, spells, expected):
    assert is_habitual_carrier(events, spells, TODAY) is expected


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        pytest.param([spell(30, None)], True, id="still in prison"),
        pytest.param([spell(20, 12)], False, id="left exactly 12 months ago"),
        pytest.param([(TODAY, None)], True, id="entered on the day"),
        pytest.param([(TODAY + timedelta(days=1), None)], False, id="enters tomorrow"),
    ],
)
def test_prison_waives_only_how_recent_the_events_are(spells, expected):
    assert is_habitual_carrier([crime(20), crime(14)], spells, TODAY) is expected


def test_domestic_abuse_excludes_injury_only_not_possession():
    flagged = [crime(20, domestic_abuse=True), crime(5, domestic_abuse=True)]
    assert is_habitual_carrier(flagged, [], TODAY)


def test_knife_crime_without_possession_or_injury_does_not_count():
    assert not is_habitual_carrier([crime(20, "knife_crime"), crime(5, "knife_crime")], [], TODAY)


def test_a_crime_counts_where_its_newest_line_is():
    lines = [crime(5, reference="one"), crime(4, reference="one"), crime(9, reference="two")]
    counted = counted_crimes(lines, TODAY)
    assert {name: event.day for name, event in counted.items()} == {
        "one": months_before(TODAY, 4),
        "two": months_before(TODAY, 9),
    }


def reading_of_the_rule(events, spells, day):
    """The rule once more, as the definition's words put it, day by day and without shared code."""

    def same_day_earlier(months):
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        for last in (day.day, 30, 29, 28):
            try:
                return date(year, month + 1, min(last, day.day))
            except ValueError:
                continue
        raise AssertionError

    two_years, one_year = same_day_earlier(24), same_day_earlier(12)
    crimes = set()
    recent = False
    for event in events:
        possession = event.kind in {"offensive_weapon", "knife", "bladed_article"}
        injury = event.kind == "knife_injury" and not event.domestic_abuse
        if (possession or injury) and two_years < event.day <= day:
            crimes.add(event.crime_reference)
            recent = recent or event.day > one_year
    days_inside = [one_year + timedelta(days=n) for n in range(1, (day - one_year).days + 1)]
    in_prison = any(
        start <= inside and (end is None or inside <= end)
        for start, end in spells
        for inside in days_inside
    )
    return len(crimes) >= 2 and (recent or in_prison)


DAYS = st.dates(date(2015, 1, 1), date(2017, 12, 31))
EVENTS = st.builds(
    Event,
    DAYS,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["knife", "bladed_article", "knife_injury", "knife_crime"]),
    st.booleans(),
)
SPELLS = st.tuples(DAYS, st.none() | st.integers(0, 500)).map(
    lambda spell: (spell[0], None if spell[1] is None else spell[0] + timedelta(days=spell[1]))
)


@given(events=st.lists(EVENTS, max_size=6), spells=st.lists(SPELLS, max_size=2), day=DAYS)
def test_the_rule_equals_a_plain_reading_of_its_words(events, spells, day):
    assert is_habitual_carrier(events, spells, day) == reading_of_the_rule(events, spells, day)


@given(events=st.lists(EVENTS, max_size=6), spells=st.lists(SPELLS, max_size=2), day=DAYS)
def test_the_order_of_lines_and_repeated_lines_change_nothing(events, spells, day):
    again = is_habitual_carrier([*reversed(events), *events], spells, day)
    assert again == is_habitual_carrier(events, spells, day)


@given(events=st.lists(EVENTS, max_size=6), day=DAYS)
def test_prison_can_only_add_carriers(events, day):
    assert is_habitual_carrier(events, [(day, None)], day) >= is_habitual_carrier(events, [], day)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 15), 24, date(2022, 1, 15)),
    ],
)
def test_the_same_day_months_earlier_falls_back_to_the_last_of_the_month(day, months, earlier):
    assert months_before(day, months) == earlier


def on(day, reference):
    return Event(day, reference, "knife_crime", domestic_abuse=False)


def test_a_crime_is_followed_by_another_on_a_later_day_within_12_months():
    first, second, third = (
        on(date(2020, 1, 10), "a"),
        on(date(2020, 12, 1), "b"),
        on(date(2022, 6, 1), "c"),
    )
    assert followed_within_a_year([third, first, second]) == [
        (first, True),
        (second, False),
        (third, False),
    ]


def test_exactly_12_months_later_is_too_late():
    events = [on(date(2020, 1, 10), "a"), on(date(2021, 1, 10), "b")]
    assert [followed for _, followed in followed_within_a_year(events)] == [False, False]
    sooner = [events[0], on(date(2021, 1, 9), "b")]
    assert [followed for _, followed in followed_within_a_year(sooner)] == [True, False]


def test_two_crimes_on_one_day_do_not_follow_one_another():
    events = [on(date(2020, 1, 10), "a"), on(date(2020, 1, 10), "b")]
    assert [followed for _, followed in followed_within_a_year(events)] == [False, False]


def test_two_lines_of_one_crime_are_one_crime():
    events = [on(date(2020, 1, 10), "a"), on(date(2020, 3, 10), "a")]
    assert followed_within_a_year(events) == [(events[0], False)]


@given(st.lists(st.builds(on, DAYS, st.sampled_from("abcdef")), max_size=8))
def test_no_more_crimes_are_followed_than_have_a_later_one(events):
    results = followed_within_a_year(events)
    assert len(results) == len({event.crime_reference for event in events})
    if results:
        last_day = max(event.day for event, _ in results)
        assert not any(followed for event, followed in results if event.day == last_day)
