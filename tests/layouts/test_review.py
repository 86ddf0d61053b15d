"""The monthly review as a reader gets it."""

import math
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest

from layouts.citations import dated
from layouts.pages.review import PAGE, layout
from layouts.review_chance import chance
from layouts.review_view import offered_months, read_review
from layouts.review_words import answer, limits, moving, not_held, reach, step, usual_before
from layouts.review_years import years, years_by_chance
from layouts.static_html import render
from metrics.change import change
from metrics.review import review
from metrics.review_rows import Moving
from metrics.signal import verdict_at
from metrics.values import metric_values
from tests.held import as_held

FEBRUARY = date(2026, 2, 28)
LONDON = "E23000001"


def page(**query):
    return render(layout(**query))


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


@pytest.fixture(scope="module")
def london():
    return page(month="2026-02")


@pytest.fixture(scope="module")
def southwark():
    return page(area="southwark", month="2026-02")


def test_without_a_month_the_newest_of_the_leading_measure_is_reviewed():
    values = metric_values("knife_crime", area=LONDON)
    newest = values.loc[values["value"].notna(), "period_end"].max().date()
    assert read_review({}).end == newest


def test_an_address_says_the_whole_review():
    asked = {"area": "southwark", "month": "2024-06", "as_of": "2025-09-01"}
    view = read_review(asked)
    again = read_review(dict(parse_qsl(view.query)))
    assert again.state == view.state
    assert view.notices == ()


@pytest.mark.parametrize("month", ["2035-01", "1999-12", "2024/25", "next", "2024-13"])
def test_a_month_that_cannot_be_reviewed_falls_back_and_says_so(month):
    view = read_review({"month": month})
    assert view.end == read_review({}).end
    assert len(view.notices) == 1
    assert "This is" in view.notices[0]


def test_strange_words_make_few_different_pages():
    states = {read_review({"month": f"x{n}", "area": f"y{n}"}).state for n in range(50)}
    assert len(states) == 1


def test_every_month_on_offer_is_one_of_the_places():
    months = [*offered_months(read_review({}).months)]
    assert months == sorted(months, reverse=True)
    assert FEBRUARY in months


def test_exceptions_come_before_the_measures_and_notes_come_last(london):
    places = [london.index(f'id="{name}"') for name in ("review", "every-measure", "breaks")]
    places += [london.index(f'id="{name}"') for name in ("actions", "notes")]
    assert places == sorted(places)


def test_every_exception_has_its_verdict_and_the_three_questions(london):
    found = review(LONDON, end=FEBRUARY)
    exceptions = found.exceptions
    assert exceptions
    assert london.count("<dt>What would explain this?</dt>") == len(exceptions)
    shown = words(london)
    for row in exceptions:
        said = verdict_at(row.signal, FEBRUARY)
        assert said.replace(" in London (Metropolitan Police area)", "") in shown


def test_another_level_is_known_of_a_series_and_explains_nothing(london):
    start = london.index("<h4><a", london.index("New in February 2026"))
    item = words(london[start : london.index("</li>", start)])
    assert "What would explain this? The figures alone do not say." in item
    assert "What is known of the series? From November 2023 on, the figures kept to" in item
    assert "That says when, not why." in item


def test_two_effects_of_one_break_stand_under_its_name_once(southwark):
    breaks = southwark.partition('id="breaks"')[2].partition("<h2")[0]
    assert breaks.count("<dt>CONNECT replaced CRIS, 1 March 2024</dt>") == 1
    assert breaks.count("<dd>") == 2


def test_a_measure_that_is_not_counted_by_month_says_so(southwark):
    assert "No control chart: this is no count or share by month." in words(southwark)


def test_a_verdict_of_an_earlier_month_has_its_own_heading_and_says_its_month(london):
    shown = words(london)
    assert shown.index("Still standing") < shown.index("Judged to an earlier month")
    assert "Judged to February 2025." in shown[shown.index("Judged to an earlier month") :]
    assert "Judged to" not in shown[: shown.index("Judged to an earlier month")]


def test_months_held_beyond_the_one_under_review_are_named_with_the_way_there(london):
    assert "Later months are held of: weapon possession (to June 2026)" in words(london)
    assert "?area=london&amp;month=2026-06" in london


def test_possession_is_an_exception_without_a_judgement(london):
    start = london.index("Possession of weapons")
    item = words(london[start : london.index("</li>", start)])
    assert "does not say whether that is good or bad" in item
    assert "better." not in item.replace("called better.", "")


def test_the_number_that_chance_would_bring_stands_with_the_exceptions(london, southwark):
    for shown in map(words, (london, southwark)):
        assert "new signals a month by chance" in shown
    assert "would be expected if nothing had changed" in words(london)


def test_every_row_says_its_own_month(london):
    shown = words(london)
    assert "Not held for February 2026: the newest held is March 2024." in shown
    assert "12 months to March 2024" in shown
    assert (
        "June 2026"
        not in re.sub(r"Figures to June 2026 are held", "", shown)
        .split("The meeting's notes")[0]
        .partition("Every measure")[2]
    )


def test_a_ratio_among_what_is_long_ago_says_of_whom_it_is(southwark):
    old = southwark.partition("Nothing held of the last year")[2]
    assert "times the rate of White people, for Black people" in old


def test_a_month_without_a_figure_in_the_midst_of_a_series_is_a_gap(london):
    row = next(
        row
        for row in review(LONDON, end=date(2021, 3, 31)).rows
        if row.metric.metric_id == "knife_crime"
    )
    assert reach(row, date(2021, 3, 31)) == (
        "No figure for March 2021; the newest before it is December 2020."
    )


def test_a_borough_with_a_plan_has_its_actions_and_others_are_told_how_to_load_one(southwark):
    assert "87 actions:" in words(southwark)
    assert "No report made since the plan was printed is loaded." in words(southwark)
    assert "No action plan is loaded for this place" in words(page(area="camden"))


def test_london_has_the_commitments_of_its_strategy_and_the_way_to_them(london):
    """The media campaign of "autumn 2017" is the one commitment with a date."""
    shown = words(london)
    assert (
        "makes 59 commitments. It prints no status for any, and up to 28 February 2026 no report "
        "is loaded. It names a date for one of them: on 28 February 2026, one was past due and not "
        "known to be complete or stopped."
    ) in shown
    assert 'href="/action-plans?on=2026-02-28#strategy"' in london
    assert "No action plan is loaded" not in shown
    assert "Plans of boroughs that are loaded: Southwark" in shown


def test_an_action_without_a_report_is_not_called_open(southwark):
    shown = words(southwark)
    assert (
        "On 28 February 2026, 69 actions were past the due date and not known to be complete or "
        "stopped. The oldest was due by 30 June 2017, the newest by 31 December 2018. The status "
        "of 58 is not reported. They may have been done without a report that is loaded here."
    ) in shown
    assert "open action" not in shown.lower()


def test_the_city_is_reviewed_by_what_is_held_of_it():
    shown = words(page(area="city-of-london"))
    assert "None is held for City of London." in shown
    assert "Searches" in shown
    assert "too few months or events to say" in shown


def test_figures_as_they_stood_are_said_to_be_so():
    shown = words(page(month="2025-07", as_of="2025-09-01"))
    assert "Only files published by 21 August 2025 are used" in shown
    assert "18 March 2026" not in shown.partition("New in July 2025")[2].partition("Sources")[0]


def test_the_review_leads_to_how_it_stood_when_each_later_file_was_new(london):
    assert 'href="?area=london&amp;month=2026-02&amp;as_of=2026-03-18"' in london
    days = read_review({"month": "2026-02"}).published
    assert days
    assert all(day > FEBRUARY for day in days)
    assert 'href="?area=london&amp;month=2026-02"' in london


def test_notes_have_no_name_and_no_form_so_that_they_are_never_sent(london):
    start = london.index("<textarea")
    assert " name=" not in london[start : london.index(">", start)]
    assert london.rindex("<form", 0, start) < london.rindex("</form>", 0, start)


def test_the_charts_of_the_exceptions_can_be_taken_away():
    found = review(LONDON, end=FEBRUARY)
    exhibits = PAGE.exhibits(month="2026-02")
    assert len(exhibits) == len(found.exceptions)
    for one in exhibits.values():
        assert one.values["period_end"].max().date() <= FEBRUARY
        assert "end=date(2026, 2, 28)" in one.python


@pytest.mark.parametrize(("month", "published"), [("2018-06", "30 April 2024"), ("2026-02", "")])
def test_a_chart_names_the_file_that_its_row_names(month, published):
    """Later files leave out the oldest months: 2018 was last in that of April 2024."""
    asked = {"area": "southwark", "month": month}
    rows = {row.metric.metric_id: row for row in read_review(asked).review.exceptions}
    for one in PAGE.exhibits(**asked).values():
        metric = one.metrics[0]
        file = dated(metric, rows[metric.metric_id].latest.vintage)
        assert one.source_lines[0].endswith(f"published {file}")
        assert published in file


def test_where_nothing_is_new_the_answer_says_so():
    found = review("E09000027", end=FEBRUARY)
    assert not found.new
    assert answer(found).startswith("No measure shows a new change beyond chance.")
    assert "the five charts judged to February 2026 would give" in chance(found)


def test_every_measure_that_a_chart_judges_is_counted_once_and_in_its_month():
    """Gun crime is held to July 2025: it is not among those with nothing unusual in February."""
    found = review(LONDON, end=FEBRUARY)
    assert answer(found).startswith("Five measures show a change beyond chance")
    assert "two measures have shown one for longer. One measure shows nothing" in answer(found)
    assert answer(found).endswith(" Two measures were last judged to an earlier month.")
    assert "seven of the eight charts judged to February 2026 would give about" in chance(found)
    assert usual_before(found) == "Nothing unusual when last judged: gun crime (July 2025)."
    assert "gun crime (to July 2025); recorded crime (to June 2025)" in not_held(found)


def test_where_no_chart_reaches_the_month_nothing_is_called_usual():
    city = review("E09000001", end=FEBRUARY)
    assert answer(city) == "No measure can be judged to February 2026."
    assert chance(city).startswith("No chart by month can judge February 2026")


def test_the_lead_names_the_measures_whose_12_months_differ_from_the_year_before(southwark):
    """Published in the files held: possession 340 after 259, knife crime 680 after 803."""
    shown = words(southwark)
    assert (
        "The latest 12 months against the 12 before: Three of nine measures differ by more than "
        "chance. Up: weapon possession (+31.3%), sexual offences (+9.9%). Down: knife crime "
        "(−15.3%)."
    ) in shown
    assert shown.index("This month against what is usual: No measure") < shown.index("The latest")
    assert "about one in twenty of these: here about 0.5 of nine." in shown
    assert "because later files change it too much: positive outcome rate." in shown


def test_a_year_apart_beside_usual_months_is_explained_in_its_row(southwark):
    row = words(southwark[southwark.index("81 more (+31.3%)") :].partition("</li>")[0])
    assert "Nothing unusual" in row
    assert "Its months look usual one by one; its 12 months together differ" in row


def test_each_event_is_counted_once_among_the_years_compared():
    rows = review("E09000028", end=FEBRUARY).rows
    rates = [row for row in rows if row.metric.kind == "victimisation"]
    assert rates
    assert all(row.change for row in rates)
    only = replace(review("E09000028", end=FEBRUARY), rows=tuple(rates))
    assert years(only) == years_by_chance(only) == ""


def test_a_year_that_ends_before_the_month_says_its_end():
    assert "gun crime (+14.8%, to July 2025)" in years(review(LONDON, end=FEBRUARY))


def provisional(**fields):
    return Moving(
        **{
            "period_type": "month",
            "first": date(2026, 1, 31),
            "last": FEBRUARY,
            "lower": -2.5,
            "upper": 1.04,
            "unit": "percent",
            "basis": "90% of pairs",
            "pairs": 40,
        }
        | fields
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "later moved by −2.5% to +1.0% in nine of ten of 40 cases seen."),
        ({"basis": "range of pairs", "pairs": 3}, "in the 3 cases seen."),
        ({"unit": "points", "upper": 0.0}, "moved by −2.5 to 0.0 percentage points"),
        ({"lower": 0.0, "upper": 0.0}, "have not moved in the 40 cases seen."),
        ({"lower": math.nan, "upper": math.nan}, "is not known yet."),
    ],
)
def test_what_may_still_move_is_said_with_what_it_rests_on(fields, said):
    sentence = moving(provisional(**fields))
    assert sentence.startswith("January 2026 to February 2026 are provisional.")
    assert sentence.endswith(said) or said in sentence


def test_a_measure_of_12_months_names_the_first_that_holds_a_provisional_month():
    said = moving(provisional(period_type="rolling_12_months", first=date(2025, 3, 31)))
    assert said.startswith("Provisional from the 12 months to March 2025 on: ")


def test_one_provisional_month_is_one():
    assert moving(provisional(first=FEBRUARY)).startswith("February 2026 is provisional.")


def test_a_change_is_said_with_its_interval_and_without_a_percentage_of_few():
    many = change("knife_crime", area=LONDON, end=FEBRUARY)
    assert re.fullmatch(r"95% interval −[\d.]+% to −[\d.]+%", limits(many))
    few = change("knife_crime_with_injury", area="richmond-upon-thames", end=FEBRUARY)
    assert "%" not in step(few) + limits(few).removeprefix("95%")
    assert limits(few).endswith("; chance can bring it")


def test_across_a_break_no_change_is_stated():
    across = change("knife_crime", area=LONDON, end=FEBRUARY, before_end=date(2020, 12, 31))
    assert step(across) == "not comparable"
    assert limits(across) == "New place rules, 1 August 2021"
    assert step(replace(across, verdict="about the same", difference=0.0)) == "no change"


def test_a_single_period_has_no_small_line():
    """Recorded crime by partnership is held of one year: a dot from June 2025 to June 2025."""
    rows = [one for one in page(month="2025-06").split("<li") if 'class="ends"' in one]
    ends = [re.findall(r'class="ends"><span>(.*?)</span><span>(.*?)</span>', one) for one in rows]
    found = [pair for one in ends for pair in one]
    assert found
    assert all(first != last for first, last in found)


def test_a_comparison_across_a_break_says_so_in_the_lead_and_in_its_row():
    found = review(LONDON, end=date(2024, 6, 30))
    care = "To be compared with care: CONNECT replaced CRIS (1 March 2024)."
    said = years(found)
    assert "knife crime (+15.0%)" in said
    assert f"{care} That touches knife crime" in said
    assert "Not compared, because a break of the series lies between: knife injury victims" in (
        years_by_chance(found)
    )
    page = words(render(layout(area="london", month="2024-06")))
    measures = page[page.index("Every measure") :]
    row = measures[measures.index("15,860") :]
    assert care in row[: row.index("Knife crime with injury")]


def test_only_what_has_a_break_between_is_named_with_it():
    said = years(review(LONDON, end=FEBRUARY))
    assert "knife crime (−17.5%)" in said
    assert said.endswith("CONNECT replaced CRIS (1 March 2024). That touches gun crime.")
    assert "with care" not in years(review("E09000028", end=FEBRUARY))
