"""The claim checker as a reader gets it."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from data.errors import ParameterError
from data.periods import parse_period
from figures.render.text import alt_text
from figures.render.text import table as chart_table
from layouts.claim_view import claimed_measures, held_periods, read_claim, read_period
from layouts.claim_words import BROKEN, ORDINARY, REAL, UNHELD, UNJUDGED, WRONG, headline
from layouts.components.claim_cases import CASES, YEAR_TO_MARCH_2016, YEAR_TO_MARCH_2023
from layouts.components.claim_neighbours import TITLE
from layouts.pages.claims import PAGE, layout
from layouts.static_html import render
from metrics.claim import REPRODUCED
from metrics.claim_agreement import agreement
from metrics.claim_reading import check_claim
from tests.held import as_held

NEWEST = {"from": "12m:2025-02", "to": "12m:2026-02"}


def page(**query):
    return render(layout(**query))


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("2024-02", "2024-02"),
        ("February 2024", "2024-02"),
        ("12 months to February 2026", "12m:2026-02"),
        ("the 12 months ending february 2026", "12m:2026-02"),
        ("year to March 2024", "12m:2024-03"),
        ("2024/25", "2024/25"),
        ("2024-25", "2024/25"),
        ("2024–2025", "2024/25"),
        ("April to March 2010/11", "2010/11"),
        ("2010-11", "2010-11"),
        ("2019", "2019"),
    ],
)
def test_a_period_is_read_as_readers_write_it(text, spelling):
    assert read_period(text) == parse_period(spelling)


def test_a_source_that_ended_before_the_readings_begin_is_not_named():
    (newest,) = PAGE.exhibits(**NEWEST, change="-15").values()
    assert not any("2018 to 2020" in line for line in newest.source_lines)
    (earlier,) = PAGE.exhibits(**{"from": "2019", "to": "2022"}, change="-15").values()
    assert any("2018 to 2020" in line for line in earlier.source_lines)


@pytest.mark.parametrize("text", ["", "Smarch 2024", "2024/27", "spring", "12 months"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ParameterError):
        read_period(text)


def test_suggested_periods_are_read_back():
    view = read_claim({})
    suggested = held_periods(view.metric, view.area)
    assert suggested
    assert [read_period(one.label) for one in suggested] == suggested


def test_without_a_claim_the_newest_change_is_the_example():
    view = read_claim({})
    assert view.is_example
    assert view.answer.verdict == REPRODUCED
    assert "an example of ours" in words(page())
    assert "an example of ours" not in words(page(change="-18", **NEWEST))


@pytest.mark.parametrize(
    ("asked", "before", "now"),
    [
        ({"to": "2024-02"}, "2023-02", "2024-02"),
        ({"from": "2023/24"}, "2023/24", "2024/25"),
    ],
)
def test_the_period_left_out_is_a_year_from_the_one_given(asked, before, now):
    view = read_claim(asked)
    assert (view.before.spelling, view.now.spelling) == (before, now)


def test_the_link_of_a_claim_leads_back_to_it():
    asked = {"measure": "weapon_possession", "area": "camden", "change": "-2.5", **NEWEST}
    view = read_claim(asked)
    assert dict(parse_qsl(view.query)) == asked
    assert read_claim(dict(parse_qsl(view.query))).state == view.state


def test_every_part_that_cannot_be_followed_is_said_and_never_repeated():
    asked = {"measure": "gun", "area": "xyz", "from": "qqq", "to": "www", "change": "<b>"}
    view = read_claim(asked)
    assert len(view.notices) == 5
    assert not any(word in " ".join(view.notices) for word in asked.values())


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ({"change": "-18", **NEWEST}, REAL),
        ({"measure": "knife_injury_victims_under_25", "change": "-5", **NEWEST}, ORDINARY),
        ({"change": "30", **NEWEST}, WRONG),
        ({"change": "-10", "from": "2019", "to": "2025"}, BROKEN),
        ({"change": "40", "from": "2015/16", "to": "2022/23"}, UNHELD),
    ],
)
def test_the_verdict_stands_first(claim, verdict):
    assert headline(read_claim(claim).answer) == verdict
    document = page(**claim)
    assert document.index(verdict) < document.index('id="examples"')
    figure = document.find("<figure")
    assert figure == -1 or document.index(verdict) < figure


def test_what_is_not_held_is_answered_with_what_is():
    shown = words(page(change="40", **{"from": "2015/16", "to": "2022/23"}))
    assert "Of this measure there are" in shown
    assert "financial years 2018/19 to 2019/20 and 2022/23 to 2024/25" in shown
    assert "months January 2018 to" in shown
    assert not PAGE.exhibits(change="40", **{"from": "2015/16", "to": "2022/23"})
    city = words(page(area="city-of-london"))
    assert "Knife crime for City of London" in city or "not held" in city


def test_periods_of_unlike_length_are_refused_in_words():
    shown = words(page(**{"from": "2024-02", "to": "2025", "change": "1"}))
    assert "These two periods cannot be compared" in shown
    assert "are not equally long" in shown


def test_every_reading_is_drawn_with_its_limits_and_the_claim_as_a_line():
    view = read_claim({"change": "-18", **NEWEST})
    (one,) = PAGE.exhibits(change="-18", **NEWEST).values()
    rows = one.chart.rows
    known = [b for b in view.answer.baselines if b.note != "not held"]
    assert len(rows) == 1 + len(known)
    assert rows[0].value == pytest.approx(view.answer.arithmetic.percent)
    assert all(row.lower < row.value < row.upper for row in rows if row.value is not None)
    assert one.chart.reference.value == -18
    absent = len(view.answer.baselines) - len(known)
    assert not absent or any("Not held, so not shown" in note for note in one.chart.notes)


def test_the_finding_names_the_only_reading_as_such():
    claim = {"from": "2019", "to": "2025", "change": "-10"}
    (one,) = PAGE.exhibits(**claim).values()
    assert sum(row.value is not None for row in one.chart.rows) == 1
    assert one.chart.title.startswith("From the one other baseline that can be compared")


def test_a_reading_across_a_break_has_no_value_and_says_why():
    (one,) = PAGE.exhibits(**{"from": "2022/23", "to": "2023/24", "change": "1"}).values()
    across = [row for row in one.chart.rows if row.value is None]
    assert across
    assert {row.absence for row in across} == {"a break lies between"}


def test_readings_from_few_events_are_two_counts_on_the_page_too():
    few = {"measure": "knife_homicide", "area": "southwark", "change": "-50"}
    (one,) = PAGE.exhibits(**few, **{"from": "2022/23", "to": "2023/24"}).values()
    own, *others = one.chart.rows
    assert others
    assert own.lower is None
    assert not one.chart.notes or "Limits" not in " ".join(one.chart.notes)
    shown = words(page(**few, **{"from": "2022/23", "to": "2023/24"}))
    assert "95% limits" not in shown
    assert "no limits in percent: fewer than 50 events before" in shown
    assert all(row.value is None and row.lower is None for row in others)
    assert all("fewer than 50 events" in row.absence and " to " in row.detail for row in others)
    assert one.chart.title == "Other baselines have too few events for a percentage"


def test_the_other_measures_are_in_a_table():
    shown = words(page(change="-18", **NEWEST))
    others = read_claim({"change": "-18", **NEWEST}).answer.siblings
    assert others
    assert all(other.title in shown for other in others)


def test_the_regulators_case_has_the_published_values_and_says_that_they_are_typed_in():
    shown = words(page())
    assert (YEAR_TO_MARCH_2016, YEAR_TO_MARCH_2023) == (9086, 12786)
    assert "typed in here" in shown
    assert "9,086 to 12,786 is +40.7%; the claim of 40% is reproduced (cut to a whole" in shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shows)
def test_the_claims_to_start_with_can_be_read(case):
    view = read_claim(dict(parse_qsl(urlsplit(case.address).query)))
    assert view.notices == ()
    assert not view.is_example
    assert view.answer.sentence


def test_every_measure_on_offer_gives_an_answer_for_london():
    for metric in claimed_measures():
        assert read_claim({"measure": metric.metric_id}).answer.sentence


def test_how_many_baselines_moved_by_months_agree_is_said_with_a_table_of_them():
    view = read_claim({"change": "-18", **NEWEST})
    document = page(change="-18", **NEWEST)
    shown = words(document)
    found = agreement(view.answer)
    assert found.readings > 12
    assert found.sentence in shown
    section = document.partition(TITLE)[2].partition("</section>")[0]
    assert section.count('scope="row"') == len({one.shift for one in view.answer.by_month})


def test_claims_between_months_say_why_no_month_is_moved():
    shown = words(page(**{"from": "2025-02", "to": "2026-02", "change": "1"}))
    assert "A month is held against the same month of other years only." in shown


def test_the_headline_judges_no_change_that_cannot_be_judged_yet():
    answer = check_claim(
        "knife_crime_positive_outcome_rate",
        area="E23000001",
        change="110",
        before=parse_period("12m:2025-02"),
        now=parse_period("12m:2026-02"),
    )
    assert answer.revised
    assert headline(answer) == UNJUDGED


def test_a_number_has_one_form_on_the_whole_page():
    asked = {"measure": "knife_crime_positive_outcome_rate", "area": "london", **NEWEST}
    said = words(page(**asked, change="5.5"))
    assert "the claim, +5.5%" in said
    assert not re.search(r"\d\.\d\d%", said), "a share has one decimal, as on other pages"
    (one,) = PAGE.exhibits(**asked, change="5.5").values()
    risen = [row for row in one.chart.rows if row.value and row.value > 0.05]
    assert risen
    assert all(f"+{row.value:.1f}%" in said for row in risen)
    table = [row[1].text for row in chart_table(one.chart).rows]
    assert all(text[0] in "+−0" for text in table if text.endswith("%"))
    changes = re.findall(r": ([^ ;]*%)", alt_text(one.chart))
    assert changes
    assert all(change[0] in "+−0" for change in changes)
