"""The page on concern keeps what people say from counts, and publishers from each other."""

import re

import pytest

from figures.render.text import table
from layouts.concern_charts import QUESTIONS
from metrics.catalogue import METRICS
from metrics.values import metric_values
from tests.layouts.reading import ADDRESSES, document, lead, section, words

PATH = "/concern"
MET, LONDON = "E23000001", "E12000007"


@pytest.fixture(scope="module")
def page():
    return document(PATH)


def exhibits(**query):
    return ADDRESSES[PATH].exhibits(query)


def test_the_first_sentence_has_the_share_and_says_that_there_is_no_interval(page):
    values = metric_values("police_confidence", area=MET)["value"].tolist()
    assert f"{values[-1]:.0f}% of adults in London" in lead(page)
    assert "no interval, so a small difference may be chance" in lead(page)
    assert "Whether concern about knife crime changes cannot be said" in lead(page)


def test_every_question_stands_there_with_the_year_before():
    chart = exhibits()["questions"].chart
    assert [row.name for row in chart.rows] == list(QUESTIONS.values())
    assert set(QUESTIONS) == set(METRICS["police_confidence"].dimensions["question"])
    values = metric_values("police_confidence", area=MET, by=("question",))
    newest = values[values["period_end"] == values["period_end"].max()]
    shown = {row.name: row.value for row in chart.rows}
    assert {
        QUESTIONS[q]: v for q, v in zip(newest["question"], newest["value"], strict=True)
    } == shown
    assert all("a year before" in row[-1].text for row in table(chart).rows)


def test_a_statement_of_a_borough_stands_beside_londons():
    chart = exhibits(area="southwark", question="good_job_local")["question"].chart
    assert [one.name for one in chart.series] == ["Southwark", "London (Metropolitan Police area)"]
    own = metric_values("police_confidence", area="southwark")["value"].tolist()
    assert [point.value for point in chart.focus.points] == own
    assert all(point.lower is None for point in chart.focus.points)


def test_concern_is_not_loaded_and_its_baselines_are_those_printed(page):
    said = section(page, "adults")
    assert "Not loaded" in said
    for place, share in (("London", "19.7%"), ("Waltham Forest", "34.9%"), ("Bromley", "4.8%")):
        assert re.search(rf"{share} Residents [^%]*? {place}, April 2016 to March 2017", said)
    assert "knife-crime ingest import adult_concern FILE" in said


def test_the_printed_share_of_young_people_is_theirs_who_were_asked_and_not_londons(page):
    said = section(page, "youth")
    assert "Not loaded" in said
    assert re.search(
        r"42% Young people worried .* Southwark, 413 respondents\)\. Not of London;", said
    )
    assert "London, period" not in said


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("youth", "youth_survey"),
        ("campaign", "campaign"),
        ("satisfaction", "victim_satisfaction"),
        ("by-group", "perceptions"),
        ("surveys", "partner_shares"),
    ],
)
def test_what_nobody_publishes_says_how_to_load_it(page, name, template):
    said = section(page, name)
    assert "Not loaded" in said
    assert f"knife-crime ingest import {template} FILE" in said


@pytest.mark.usefixtures("examples_loaded")
def test_once_files_are_loaded_the_cards_give_way_to_charts():
    html = document(PATH)
    assert "Not loaded" not in words(html)
    shown = exhibits()
    assert {"knife-crime-concern-adults", "knife-crime-concern-youth", "campaign-reach"} <= set(
        shown
    )
    assert any(point.lower is not None for point in shown["campaign-reach"].chart.focus.points)
    assert "Whether concern about knife crime changes cannot be said" not in lead(html)


@pytest.mark.usefixtures("examples_loaded")
def test_gaps_stand_beside_no_gap_with_their_intervals_and_the_numbers_asked():
    chart = exhibits()["police-confidence-gap"].chart
    rows = {row.name: row for row in chart.rows}
    black = rows["Black, against White"]
    assert black.value == pytest.approx(-8)
    assert black.lower < black.value < black.upper < 0
    assert black.detail == "236 of 400 asked"
    few = rows["Mixed, against White"]
    assert (few.value, few.status, few.absence) == (None, "u", "too few asked")
    assert chart.reference.value == 0
    assert "of 2 gaps that can be shown, 1 is wider than chance" in chart.title
    cells = [cell.text for row in table(chart).rows for cell in row]
    assert "−8.0" in " ".join(cells)
    assert "%" not in " ".join(cells)


class TestOtherSources:
    """Home Office, ONS and NHS each count something of their own."""

    def test_stand_in_charts_of_their_own_with_their_own_source_alone(self):
        shown = exhibits()
        for name, publisher in (
            ("home-office", "Home Office"),
            ("ons", "Office for National Statistics"),
            ("ons-groups", "Office for National Statistics"),
            ("hospital", "NHS"),
        ):
            (source,) = shown[name].source_lines
            assert source.startswith(publisher)

    def test_home_office_and_ons_are_never_on_one_axis(self):
        shown = exhibits()
        assert set(shown["home-office"].values["source_id"]) == {"home_office_knife"}
        assert set(shown["ons"].values["source_id"]) == {"ons_pfa_knife"}
        assert "as the Home Office counts them" in shown["home-office"].chart.measure
        assert "as ONS counts them" in shown["ons"].chart.measure

    def test_ons_figure_for_london_is_the_published_one(self):
        assert (
            "ONS counted 15,492 knife or sharp instrument offences"
            in exhibits()["ons-groups"].chart.title
        )

    def test_hospital_admissions_are_the_published_ones_without_an_interval(self):
        chart = exhibits()["hospital"].chart
        assert chart.focus.last.value == 845
        assert chart.focus.last.lower is None
        assert "beyond what chance brings" not in chart.title

    def test_are_not_called_knife_crime(self, page):
        said = section(page, "others")
        assert "never joined or added" in said
        assert "knife or sharp instrument offences" in said
