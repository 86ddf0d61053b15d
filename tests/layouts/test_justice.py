"""The page on justice shows what is held, judges only what can be, and says who has the rest."""

import pytest

from data.areas import all_areas, boroughs
from layouts.pages.justice import SENTENCING
from metrics.catalogue import METRICS
from metrics.values import metric_values
from tests.layouts.reading import ADDRESSES, document, lead, section, words

PATH = "/justice"
MET, LONDON = "E23000001", "E12000007"


@pytest.fixture(scope="module")
def page():
    return document(PATH)


def exhibits(**query):
    return ADDRESSES[PATH].exhibits(query)


def test_the_first_sentence_has_both_rates_and_no_verdict_where_none_can_be_had(page):
    values = metric_values("first_time_entrants", area=LONDON)["value"].tolist()
    assert f"{values[-1]:.0f} of each 100,000 young Londoners" in lead(page)
    assert f"against {values[-2]:.0f} in 2023" in lead(page)
    assert "may be chance" in lead(page)
    assert "cannot be said yet: later files lower the newest figures" in lead(page)


def test_positive_outcomes_are_not_judged_while_later_files_lower_them(page):
    chart = exhibits()["positive-outcomes"].chart
    assert chart.title.endswith("later files lower it, so it is no verdict")
    assert "beyond what chance brings" not in chart.title
    assert any(point.provisional for point in chart.focus.points)
    assert "It counts when it is recorded, often for an offence of an earlier month" in words(page)


def test_a_borough_stands_beside_london():
    shown = exhibits(area="southwark")
    assert [one.name for one in shown["entrants"].chart.series] == ["Southwark", "London"]
    assert len(shown["positive-outcomes"].chart.series) == 2


def test_every_borough_has_a_panel_in_alphabetical_order_with_london_behind():
    chart = exhibits()["entrants-by-borough"].chart
    assert [panel.area_code for panel in chart.panels] == [one.area_code for one in boroughs()]
    assert chart.whole.name == "London"
    own = metric_values("first_time_entrants", area="southwark")["value"].tolist()
    (southwark,) = [panel for panel in chart.panels if panel.name == "Southwark"]
    assert [point.value for point in southwark.series.points] == own


def test_a_year_without_a_rate_is_no_zero():
    panels = {panel.name: panel for panel in exhibits()["entrants-by-borough"].chart.panels}
    years = {p.period_end.year: p.value for p in panels["Richmond upon Thames"].series.points}
    assert years[2021] is None
    assert panels["City of London"].absence


@pytest.mark.parametrize(
    ("name", "who", "how"),
    [
        ("sentencing", "The Ministry of Justice", "knife-crime ingest build moj_knife_sentencing"),
        ("reports", "The courts service", "knife-crime ingest import court_reports FILE"),
        ("repeat", "The Metropolitan Police Service", "knife-crime ingest import suspects FILE"),
        ("partners", "The partner named in the strategy", "ingest import partner_shares FILE"),
    ],
)
def test_what_is_not_loaded_says_what_it_is_who_has_it_and_how_to_load_it(page, name, who, how):
    said = section(page, name)
    assert "Not loaded" in said
    assert who in said
    assert how in said


def test_baselines_are_quoted_as_printed_with_their_page(page):
    said = section(page, "sentencing")
    assert "over 50%" in said
    assert "37%" in said
    assert "London Knife Crime Strategy, page 40" in said
    assert "may be national" in said
    assert section(page, "reports").count("90%") >= 2


@pytest.mark.usefixtures("examples_loaded")
def test_once_a_file_is_loaded_its_figures_take_the_place_of_the_card():
    said = section(document(PATH), "reports")
    assert "Not loaded" not in said
    assert METRICS["court_report_share"].title in said
    assert "90%" in said
    shown = exhibits()
    assert shown["court-report-share"].values["value"].notna().any()
    assert "MADE UP" in " ".join(shown["court-report-share"].source_lines)


@pytest.mark.usefixtures("sentences_loaded")
def test_once_the_ministrys_file_is_loaded_every_measure_of_it_has_a_chart():
    said = section(document(PATH), "sentencing")
    assert "Not loaded" not in said
    shown = exhibits()
    drawn = {one.metrics[0].metric_id for one in shown.values()}
    assert set(SENTENCING) <= drawn
    outcomes = shown["knife-sentencing-court-outcomes"].chart
    assert [row.name for row in outcomes.rows] == [
        "Immediate custody",
        "Suspended sentence",
        "Community sentence",
        "Fine",
    ]
    custody = outcomes.rows[0]
    assert custody.detail == "74 of 155"
    assert custody.lower < custody.value < custody.upper
    assert [point.value for point in shown["knife-sentencing-disposals"].chart.focus.points] == [
        100,
        185,
    ]


def test_each_chart_names_the_sources_of_its_own_figures_only():
    (source,) = exhibits()["positive-outcomes"].source_lines
    assert "MPS Monthly Crime Dashboard Data" in source
    assert all_areas()[MET].label in exhibits()["positive-outcomes"].chart.place
