from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from figures.chart import Axis, Break, Event, Gap
from figures.drawing import Label
from figures.labels import BESIDE, BREAK, START, flags
from figures.marks import scene
from figures.scales import NARROWEST_BOX, time_axis
from figures.typeface import balanced, width
from tests.figures.builders import chart, full_chart, rows

LEFT, RIGHT = 40, 20
PLOT = NARROWEST_BOX - LEFT - RIGHT
days = st.dates(date(2018, 2, 1), date(2026, 1, 31))
LONG = "Police forces moved to a method that finds knife offences by computer"
names = st.sampled_from(["NDQIS", "New place rules", "CONNECT replaced CRIS", "A" * 12, LONG])
breaks = st.builds(lambda day, name: Break(day=day, name=name, text="."), days, names)


def narrow(flag, axis: Axis):
    """Where a label starts and ends on the narrowest plot, and where its line stands."""
    at = (flag.at - axis.low) / (axis.high - axis.low) * PLOT
    length = BESIDE + max(map(width, flag.lines))
    return (at, at + length, at) if flag.anchor == START else (at - length, at, at)


def with_breaks(found):
    drawn = chart(rows(range(98), first=(2018, 1)))
    return replace(drawn, breaks=tuple(found), gaps=(), events=())


@settings(max_examples=60, deadline=None)
@given(st.lists(breaks, max_size=6))
def test_labels_stay_in_the_box_of_a_phone(found):
    drawn = with_breaks(found)
    for flag in flags(drawn, left=LEFT, right=RIGHT):
        start, end, _ = narrow(flag, drawn.x)
        assert start >= -LEFT
        assert end <= PLOT + RIGHT


@settings(max_examples=60, deadline=None)
@given(st.lists(breaks, max_size=9))
def test_two_labels_of_a_row_never_overlap(found):
    drawn = with_breaks(found)
    placed = flags(drawn, left=LEFT, right=RIGHT)
    assert len(placed) == len(found)
    for one, other in combinations(placed, 2):
        if one.row <= other.top and other.row <= one.top:
            first, second = narrow(one, drawn.x), narrow(other, drawn.x)
            assert first[1] < second[0] or second[1] < first[0]


def test_the_lines_of_the_present_ledger_run_through_no_label():
    drawn = full_chart()
    placed = flags(drawn, left=LEFT, right=RIGHT)
    assert {flag.name for flag in placed} == {
        *("No figures", "COVID-19 restrictions", "New place rules", "CONNECT replaced CRIS")
    }
    for line in (flag for flag in placed if flag.kind == BREAK):
        for words in placed:
            start, end, _ = narrow(words, drawn.x)
            if words.row <= line.top:
                assert not start < narrow(line, drawn.x)[2] < end


def test_a_single_label_takes_one_row():
    drawn = with_breaks([Break(day=date(2024, 3, 1), name="NDQIS", text=".")])
    assert [flag.row for flag in flags(drawn, left=LEFT, right=RIGHT)] == [0]


@settings(max_examples=60, deadline=None)
@given(st.lists(breaks, max_size=9))
def test_every_name_is_drawn_whole(found):
    drawn = with_breaks(found)
    placed = flags(drawn, left=LEFT, right=RIGHT)
    assert sorted(" ".join(flag.lines) for flag in placed) == sorted(one.name for one in found)


def test_a_name_too_long_for_a_phone_stands_in_lines_one_below_the_other():
    drawn = with_breaks([Break(day=date(2022, 3, 1), name=LONG, text=".")])
    (flag,) = flags(drawn, left=LEFT, right=RIGHT)
    assert len(flag.lines) > 1
    assert (flag.row, flag.top) == (0, len(flag.lines) - 1)
    labels = [mark for mark in scene(drawn).marks if isinstance(mark, Label)]
    assert [one.text for one in labels] == list(flag.lines)
    downs = [one.place[1] for one in labels]
    assert downs == sorted(downs, reverse=True)
    assert len(set(downs)) == len(downs)


def test_a_name_that_fits_stays_in_one_line():
    drawn = with_breaks([Break(day=date(2020, 3, 1), name="CONNECT replaced CRIS", text=".")])
    (flag,) = flags(drawn, left=LEFT, right=RIGHT)
    assert flag.lines == ("CONNECT replaced CRIS",)


def test_lines_of_a_name_are_as_even_as_they_can_be():
    assert balanced("CONNECT replaced CRIS", 120) == ["CONNECT", "replaced CRIS"]
    assert balanced("CONNECT replaced CRIS", 240) == ["CONNECT replaced CRIS"]
    assert balanced("Unbreakable", 5) == ["Unbreakable"]


def test_a_band_without_a_name_takes_no_row():
    drawn = chart(rows([1, None, 2, None, 3, None, 4, None, 5]))
    assert {flag.row for flag in flags(drawn, left=LEFT, right=RIGHT)} == {-1}
    assert len(drawn.gaps) == 4


def test_an_event_is_clipped_to_the_axis_and_a_gap_covers_its_periods():
    axis = time_axis([date(2020, 6, 30), date(2021, 6, 30)], period_type="month")
    gap = Gap(start=date(2021, 1, 31), end=date(2021, 2, 28), name="No figures", text=".")
    covid = Event(start=date(2020, 3, 1), end=date(2021, 7, 31), name="COVID-19", text=".")
    drawn = replace(with_breaks([]), x=axis, gaps=(gap,), events=(covid,))
    found = {flag.name: flag for flag in flags(drawn, left=LEFT, right=RIGHT)}
    assert (found["COVID-19"].low, found["COVID-19"].high) == (axis.low, axis.high)
    assert date.fromordinal(round(found["No figures"].low)) in {
        date(2020, 12, 31),
        date(2021, 1, 1),
    }
    assert date.fromordinal(round(found["No figures"].high)) in {date(2021, 3, 1), date(2021, 3, 2)}
