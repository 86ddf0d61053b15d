"""The page on stop and search shows gaps as gaps, judges nothing, and claims no find rate."""

import re

import pytest

from data.areas import all_areas, boroughs
from figures.control import ControlChart
from figures.marks import spots
from figures.render.svg import svg
from figures.render.text import alt_text, key, notes, table
from layouts.components.exhibit import exhibit
from layouts.disparity_chart import GUIDE, unknown_share
from layouts.static_html import render
from metrics.search_disparity import SEARCH_DISPARITY
from metrics.values import metric_values
from metrics.words import inside
from tests.layouts.reading import ADDRESSES, document, lead, section, words

PATH = "/stop-and-search"
MET = "E23000001"


@pytest.fixture(scope="module")
def page():
    return document(PATH)


def exhibits(**query):
    return ADDRESSES[PATH].exhibits(query)


def test_fewer_searches_are_neither_better_nor_worse(page):
    assert "there were fewer searches" in lead(page)
    shown = words(page)
    assert "neither better nor worse" in shown
    assert not re.search(r"\b(improve|worsen|success|fail)", shown)


def test_months_without_a_file_are_gaps_and_unusual_months_are_named():
    chart = exhibits()["searches"].chart
    missing = [point for point in chart.focus.points if point.value is None]
    held = metric_values("searches", area=MET, period_type="month")
    assert len(missing) == held["value"].isna().sum()
    assert {event.name for event in chart.events} >= {"Cut short", "Loaded twice"}
    december = next(event for event in chart.events if event.name == "Cut short")
    assert (december.start.isoformat(), december.end.isoformat()) == ("2022-12-01", "2022-12-31")
    assert "5,706 searches would read as a fall" in december.text


def test_a_mark_of_one_month_names_it_once():
    chart = exhibits(area="southwark")["searches"].chart
    said = [*notes(chart), *re.findall(r"Marked: [^.]*\.", alt_text(chart))]
    assert any(one.startswith("Loaded twice, August 2022. ") for one in said)
    assert any(one.startswith("No places, February 2018 to March 2018. ") for one in said)
    assert "Marked: Loaded twice, August 2022." in said
    assert not any(re.search(r"(\b[A-Z]\w+ \d{4}) to \1\b", one) for one in said)


def test_neighbouring_months_without_places_have_one_name_and_the_others_their_own():
    events = exhibits(area="southwark")["searches"].chart.events
    named = [(one.name, f"{one.start:%Y-%m}", f"{one.end:%Y-%m}") for one in events]
    assert ("No places", "2018-02", "2018-03") in named
    assert ("Loaded twice", "2022-08", "2022-08") in named
    assert ("Cut short", "2022-12", "2022-12") in named


def test_bands_too_many_to_be_named_are_explained_under_the_chart(page):
    chart = exhibits()["weapon-searches"].chart
    assert {gap.name for gap in chart.gaps} == {""}
    caption = section(page, "beside").partition("Source:")[0]
    assert "Shaded bands without a name: no figures for" in caption


def test_searches_and_possession_share_an_axis_and_each_says_its_own_months(page):
    shown = exhibits()
    said = section(page, "beside")
    assert "share one time axis" in said
    for name, verb in (("weapon-searches", "searches begin"), ("possession", "possession begin")):
        ends = shown[name].values.dropna(subset=["value"])["period_end"]
        assert f"{verb} in {ends.min():%B %Y} and end in {ends.max():%B %Y}" in said
    assert "share one time axis" not in words(document(PATH, area="london"))


def test_section_60_stands_apart_from_weapon_searches():
    shown = exhibits()
    assert set(shown["section-60"].values["metric_id"]) == {"section_60_searches"}
    assert set(shown["weapon-searches"].values["metric_id"]) == {"weapon_searches"}


def test_outcomes_have_wilson_intervals_and_counts():
    rows = exhibits()["outcome-intervals"].chart.rows
    assert len(rows) == 6
    assert all(row.lower < row.value < row.upper for row in rows)
    assert all("searches with a known outcome" in row.detail for row in rows)
    newest = [row.value for row in rows[:2]]
    assert sum(newest) == pytest.approx(100)


def test_searches_and_possession_run_over_the_same_months_on_two_axes():
    shown = exhibits()
    searches, possession = (shown[name].chart for name in ("weapon-searches", "possession"))
    assert searches.x == possession.x
    assert searches.y != possession.y
    assert len(searches.series) == 1


CHARTED = ("searches", "section-60", "weapon-searches", "possession", "no-place")


@pytest.mark.parametrize("name", CHARTED)
def test_limits_that_a_title_rests_on_are_drawn_given_and_can_be_taken_away(name):
    one = exhibits()[name]
    newest = one.chart.limits[-1]
    last = one.chart.focus.last
    assert newest.period_end == last.period_end
    row = one.values[one.values["period_end"] == one.values["period_end"].max()].iloc[0]
    assert (newest.lower, newest.upper) == (max(row["limit_lower"], 0), row["limit_upper"])
    assert "line-limit" in svg(one.chart)
    assert f'id="{name}-bounds"' in render(exhibit(one))


def test_both_newest_values_of_possession_are_named_and_the_title_has_the_judged_one():
    chart = exhibits()["possession"].chart
    adjusted, published = (entry.latest for entry in key(chart)[:2])
    assert [one.name for one in chart.series] == ["Seasonally adjusted", "As published"]
    assert f"{adjusted.split(' in ')[0]} after allowing for the season" in chart.title
    assert published.split(" in ")[0] not in chart.title
    assert chart.series[1].points[0].period_end < chart.series[0].points[0].period_end


def test_months_that_are_not_judged_keep_their_place_value_and_standing():
    one = exhibits()["searches"]
    judged = {limit.period_end for limit in one.chart.limits}
    before = [point for point in one.chart.focus.shown if point.period_end not in judged]
    assert min(judged) > before[0].period_end
    assert any("are judged, and the limits rest on these" in note for note in one.chart.notes)
    content = table(one.chart)
    labels = [column.label for column in content.columns]
    assert {"Upper limit", "Status"} <= {*labels}
    assert any("95% interval" in label for label in labels)
    assert (
        len(content.rows)
        == len(one.chart.focus.points)
        == len(spots(one.chart)) + sum(point.value is None for point in one.chart.focus.points)
    )


def test_where_months_are_not_judged_no_limits_are_drawn():
    chart = exhibits(area="city-of-london-police")["searches"].chart
    assert not isinstance(chart, ControlChart)


def test_the_lead_names_london_and_the_month_that_its_own_sentence_leaves_out(page):
    said = lead(page)
    assert said.startswith("In London (Metropolitan Police area), in April to June 2024,")
    fall = said.index("Searches under section 60 fell from 110 to 41")
    assert said.index("unusually high in August 2024, 1,127 where up to 261 is usual") > fall
    assert said.endswith("That is most of the 1,670 in the year to August 2024.")


@pytest.mark.parametrize(
    "place", ["southwark", "city-of-london", "city-of-london-police", "london"]
)
def test_a_chosen_place_has_its_own_sentence(place, page):
    own = re.search(r'<p class="answer">(.*?)</p>', document(PATH, area=place))[1]
    assert own.startswith("In ")
    assert inside(own) not in lead(page)
    assert '<p class="answer">' not in page


class TestDisparity:
    """Ratios with intervals, counts and bounds, on a logarithmic axis about one."""

    def test_stands_on_a_logarithmic_axis_about_one(self):
        chart = exhibits()["disparity"].chart
        assert chart.logarithmic
        assert chart.reference.value == 1

    def test_tells_who_said_the_ethnicity(self):
        groups = [row.group for row in exhibits()["disparity"].chart.rows]
        assert list(dict.fromkeys(groups)) == ["As people stated it", "As the officer saw it"]

    def test_gives_interval_counts_and_bounds_of_each_group(self):
        for row in exhibits()["disparity"].chart.rows:
            assert row.lower < row.value < row.upper
            assert re.search(r"[\d,]+ searches of the group, [\d,]+ of White people", row.detail)
            assert "whoever those without a known ethnicity were" in row.detail

    def test_gives_the_residents_and_the_share_not_known_of_each_group(self):
        found = exhibits()["disparity"]
        for row in found.chart.rows:
            assert re.search(r"; [\d,]+ and [\d,]+ residents; ethnicity not known in", row.detail)
            assert re.search(r"[\d.]+% of [\d,]+ searches of people", row.detail)
        parts = {"residents", "other_residents", "unknown", "people", "unknown_pct"}
        assert parts <= {*found.values}

    def test_names_the_census_whose_residents_it_divides_by(self):
        cited = "; ".join(exhibits()["disparity"].source_lines)
        assert "Office for National Statistics" in cited
        assert "Stop and search records" in cited

    def test_names_each_source_once_with_its_next_update(self, page):
        about = section(page, "groups").partition("Sources and next updates")[2]
        assert about.count("Stop and search records") == 1

    def test_is_withheld_below_a_hundred_searches_with_the_reason(self):
        rows = exhibits(area="southwark", **{"for": "weapons"})["disparity"].chart.rows
        few = [row for row in rows if row.value is None]
        assert few
        assert all(row.absence == "withheld, fewer than 100 searches" for row in few)

    def test_says_how_far_unknown_ethnicity_could_move_the_ratio_of_its_title(self, page):
        values = exhibits()["disparity"].values.set_index(["ethnicity_basis", "ethnicity"])
        own = values.loc[("self_defined", "black")]
        said = section(page, "groups")
        assert f"anywhere from {own['lowest']:.1f} to {own['highest']:.1f}" in said
        assert f"{own['value']:.1f} times as often as White people" in said

    def test_against_everyone_is_another_comparison(self):
        rows = exhibits(against="everyone")["disparity"].chart.rows
        assert "White" in [row.name for row in rows]
        assert all("of everyone" in row.detail for row in rows)

    def test_comes_with_its_reading_guide_and_the_share_not_known(self, page):
        said = section(page, "groups")
        assert all(sentence in said for sentence in GUIDE)
        assert "no proof of discrimination, nor of its absence" in said
        assert "Residents are not the people present" in said
        assert "have no ethnicity stated by themselves" in said

    def test_names_the_share_not_known_by_both_bases(self):
        rows = metric_values(
            "search_ethnicity_unknown",
            area=MET,
            period_type="rolling_12_months",
            by=("ethnicity_basis",),
        )
        newest = rows[rows["period_end"] == rows["period_end"].max()]
        said = unknown_share(all_areas()[MET])
        assert all(f"{value:.1f}%" in said for value in newest["value"])

    def test_is_not_stated_where_hardly_anybody_lives(self):
        assert "disparity" not in exhibits(area="city-of-london-police")
        said = section(document(PATH, area="city-of-london-police"), "groups")
        assert "No ratio can be stated here" in said


def test_no_find_rate_is_shown_and_the_page_says_why(page):
    said = section(page, "find-rate")
    assert "How often a weapon was found cannot be told" in said
    assert "no find rate is shown" in said


def test_the_published_table_is_worked_through(page):
    said = section(page, "check")
    assert "24 of the 24 counts and 24 of the ratios come out as printed" in said
    assert "Black, male, 18 to 24 5,713 5,713 17.7 17.7" in said


def test_months_without_places_are_beyond_the_axis_in_words_and_in_the_table(page):
    one = exhibits()["no-place"]
    assert [f"{end:%Y-%m}" for end in one.chart.beyond] == ["2018-02", "2018-03"]
    assert one.chart.y.high == 12
    said = "95.0% and 94.7%, beyond the axis"
    assert said in alt_text(one.chart)
    noted = "Not drawn: 95.0% and 94.7% in February 2018 and March 2018, beyond the axis."
    assert noted in section(page, "places")
    assert {"95.0", "94.7"} <= {row[1].text for row in table(one.chart).rows}
    assert one.values["value"].max() > 90


def test_where_no_month_is_without_places_the_axis_holds_all():
    chart = exhibits(area="city-of-london-police")["no-place"].chart
    assert chart.beyond == ()
    assert chart.y.high > 53


def test_the_share_without_a_place_is_the_forces_even_for_a_borough():
    assert set(exhibits(area="southwark")["no-place"].values["area_code"]) == {MET}
    assert "whole force only" in section(document(PATH, area="southwark"), "places")


@pytest.mark.parametrize("slug", [area.slug for area in boroughs()])
def test_every_borough_has_its_searches(slug):
    shown = exhibits(area=slug)
    assert "searches" in shown
    codes = {area.slug: area.area_code for area in boroughs()}
    assert set(shown["searches"].values["area_code"]) == {codes[slug]}


def test_both_forces_and_london_can_be_chosen():
    for place in ("city-of-london-police", "london"):
        html = document(PATH, area=place)
        assert "No figures of this are held for" in words(html)
        assert "nan" not in words(html).lower().split()


def test_the_measure_judges_in_neither_direction():
    assert SEARCH_DISPARITY.direction == "no judgement"
