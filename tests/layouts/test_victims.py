"""The page on victims says what is known of them, for the whole area only, and what is not."""

import re

import pytest

from metrics.change import change
from metrics.homicide import HOMICIDE
from metrics.values import metric_values
from tests.layouts.reading import ADDRESSES, document, lead, section, words

PATH = "/victims"
MET = "E23000001"
VIEWS = [
    {"victims": victims, "years": years}
    for victims in ("knife_homicide", "homicide")
    for years in ("financial_year", "calendar_year", "rolling_12_months")
]


@pytest.fixture(scope="module")
def page():
    return document(PATH)


def exhibits(**query):
    return ADDRESSES[PATH].exhibits(query)


def test_the_first_sentence_is_the_verdict_of_the_figures(page):
    assert change("knife_homicide_under_25", area=MET).verdict == "up"
    assert "more knife homicides of people under 25 (39 against 22" in lead(page)
    assert "Knife homicides rose from 65 to 81, which chance can bring" in lead(page)


def test_each_series_says_the_month_it_ends_with(page):
    answers = section(page, "answers")
    assert "12 months to March 2024" in answers
    assert "12 months to February 2026" in answers


def test_knife_homicides_of_the_strategys_year_are_those_it_printed(page):
    assert re.search(r"Knife homicides 57 \S+ to \S+ 2016/17 57", section(page, "printed"))


@pytest.mark.parametrize("query", VIEWS)
def test_groups_add_up_to_all_victims(query):
    shown = exhibits(**query)
    for name, metric_id in (("methods", "homicide"), ("domestic-abuse", query["victims"])):
        whole = metric_values(metric_id, area=MET, period_type=query["years"])
        sums = shown[name].values.groupby("period_end")["value"].sum()
        assert sums.tolist() == whole["value"].tolist()


@pytest.mark.parametrize("query", VIEWS)
def test_the_ages_are_those_of_the_newest_period(query):
    ages = exhibits(**query)["ages"]
    newest = metric_values(query["victims"], area=MET, period_type=query["years"]).iloc[-1]
    assert ages.values["value"].sum() == newest["value"]
    young = ages.values[ages.values["age_group"].isin(["0_to_12", "13_to_19", "20_to_24"])]
    assert ages.chart.title.startswith(f"{young['value'].sum():.0f} of {newest['value']:.0f} ")


def test_no_attribute_of_victims_is_shown_for_a_borough():
    for one in exhibits().values():
        assert set(one.values["area_code"]) == {MET}
    assert HOMICIDE.dimension_area_types == ("police_force",)


def test_the_change_of_system_is_drawn_and_parts_the_measure_without_domestic_abuse():
    shown = exhibits()
    breaks = {one.name: one for one in shown["injury-not-domestic"].chart.breaks}
    assert breaks["CONNECT replaced CRIS"].parts
    assert not {one.name: one.parts for one in shown["injury"].chart.breaks}[
        "CONNECT replaced CRIS"
    ]


def test_offences_go_on_where_victims_end_and_are_not_joined_with_them(page):
    shown = exhibits()
    assert shown["recorded"].chart.focus.last.period_end.isoformat() == "2026-06-30"
    said = section(page, "recorded-title")
    assert "offences as first recorded" in said
    assert "never joined" in said


def test_victims_again_is_not_loaded_and_says_who_holds_it(page):
    said = section(page, "again")
    assert "Not loaded" in said
    assert "The Metropolitan Police Service" in said
    assert "knife-crime ingest import victims FILE" in said


def test_other_high_harm_crime_says_what_a_file_would_add(page):
    said = section(page, "again")
    assert "knife-crime ingest import child_exploitation FILE" in said
    assert "knife-crime ingest import high_harm_victims FILE" in said


@pytest.mark.usefixtures("examples_loaded")
def test_once_files_are_loaded_victims_again_stand_by_kind_of_crime():
    shown = exhibits()
    rows = shown["high-harm-repeat-victims"].chart.rows
    assert [row.name for row in rows] == ["Gun crime", "Domestic abuse", "Hate crime"]
    assert rows[1].detail == "11,900 of 51,000"
    assert shown["child-sexual-exploitation"].chart.focus.last.value == 303


def test_help_is_one_link_away(page):
    assert '<a href="#support">where to get help</a>' in page
    assert 'id="support"' in page


def test_an_unknown_choice_gets_the_page_and_a_sentence():
    said = words(document(PATH, years="leap", victims="cats"))
    assert "Years: the address asks for something that is not offered here" in said
    assert "cats" not in said
