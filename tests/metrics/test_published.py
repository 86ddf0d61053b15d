"""Printed figures: cited as worded, and held against our series with the reason for differing."""

import pandas as pd
import pytest

from data.errors import TableMissingError
from data.store import FOLDER_VARIABLE
from data.strategy import comparisons
from metrics.baselines import baselines, printed_sentence, printed_words, published_figures
from metrics.catalogue import METRICS
from metrics.published import (
    EQUAL,
    EXPLAINED,
    NOT_COVERED,
    NOT_LOADED,
    UNEXPLAINED,
    compare_published,
    our_value,
    verdict,
)
from metrics.values import metric_values


@pytest.fixture(scope="module")
def compared():
    return {one.figure_id: one for one in compare_published()}


def figure(value, qualifier="exact", unit="count"):
    return pd.Series({"printed_value": value, "qualifier": qualifier, "unit": unit})


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (figure(4400, "over"), "over 4,400"),
        (figure(23, "almost", "percent"), "almost 23%"),
        (figure(20.5, "exact", "percent"), "20.5%"),
        (figure(625000, "exact", "pounds sterling"), "£625,000"),
        (figure(0.125, "approximately", "ratio"), "about 0.125"),
    ],
)
def test_a_printed_figure_is_cited_with_its_qualifier(printed, words):
    assert printed_words(printed) == words


@pytest.mark.parametrize(
    ("printed", "ours", "within", "expected"),
    [
        (figure(57), 57.0, 0, EQUAL),
        (figure(57), 58.0, 0, UNEXPLAINED),
        (figure(110), 114.0, 5, EXPLAINED),
        (figure(110), 117.0, 5, UNEXPLAINED),
        (figure(11, "exact", "percent"), 11.3, 3, EQUAL),
        (figure(19.7, "exact", "percent"), 19.74, 0, EQUAL),
        (figure(19.7, "exact", "percent"), 19.8, 0.05, UNEXPLAINED),
        (figure(4400, "over"), 4400.0, 0, EXPLAINED),
        (figure(57), None, 0, NOT_LOADED),
    ],
)
def test_a_difference_is_equal_explained_or_not(printed, ours, within, expected):
    assert verdict(printed, ours, within=within) == expected


@pytest.mark.parametrize(
    ("figure_id", "ours", "expected"),
    [
        ("FIG-010", 13_341, EXPLAINED),
        ("FIG-011", 14_170, EXPLAINED),
        ("FIG-012", 11_377, EXPLAINED),
        ("FIG-013", 10_064, EXPLAINED),
        ("FIG-014", 9_680, EXPLAINED),
        ("FIG-015", 9_738, EXPLAINED),
        ("FIG-016", 12_060, EXPLAINED),
        ("FIG-023", 114, EXPLAINED),
        ("FIG-024", 57, EQUAL),
        ("FIG-041", 6_366, EXPLAINED),
        ("FIG-072", 33, EQUAL),
    ],
)
def test_our_series_beside_the_printed_figure(compared, figure_id, ours, expected):
    assert compared[figure_id].ours == ours
    assert compared[figure_id].verdict == expected
    assert compared[figure_id].explanation


def test_london_beside_every_force_of_england_and_wales(compared):
    forces = metric_values("knife_offences_by_force", period_type="calendar_year")
    of_year = forces.groupby(forces["period_end"].dt.year)["value"].sum()
    london = forces[forces["area_code"] == "E23000001"].set_index("period_end")["value"]
    share, change = compared["FIG-006"], compared["FIG-008"]
    assert share.ours == pytest.approx(london[pd.Timestamp("2016-12-31")] / of_year[2016] * 100)
    assert change.ours == pytest.approx((of_year[2016] / of_year[2015] - 1) * 100)
    assert (share.verdict, change.verdict) == (EXPLAINED, EQUAL)
    assert "42 police forces" in share.explanation


def test_no_difference_is_left_unexplained(compared):
    assert [one.figure_id for one in compared.values() if one.verdict == UNEXPLAINED] == []


def test_a_figure_before_our_series_begins_says_when_it_does(compared):
    assert compared["FIG-030"].verdict == NOT_COVERED
    assert compared["FIG-030"].explanation == "Coverage. Our series begins with January 2018."
    assert compared["FIG-030"].difference is None


def test_a_figure_of_a_measure_without_a_file_says_how_to_load_one(compared):
    assert compared["FIG-118"].verdict == NOT_LOADED
    assert "ingest import youth_survey" in compared["FIG-118"].explanation


def test_a_series_that_is_not_built_is_not_loaded(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert our_value(comparisons()[0]) is None


def test_every_comparison_is_of_a_printed_figure_and_a_measure_we_have():
    figures = set(published_figures()["figure_id"])
    assert {one.figure_id for one in comparisons()} <= figures
    assert {one.metric_id for one in comparisons()} <= set(METRICS)
    assert len({one.figure_id for one in comparisons()}) == len(comparisons())


def test_the_baselines_of_a_measure_are_its_printed_figures():
    assert baselines("court_report_share")["figure_id"].tolist() == ["FIG-087", "FIG-088"]
    assert baselines("operation_activity")["printed_value"].sum() == 1800 + 380 + 17 + 75 + 645
    assert baselines("search_disparity").empty


def test_a_survey_of_four_boroughs_is_printed_as_such_and_never_as_londons():
    said = printed_sentence("knife_crime_concern_youth")
    figures = baselines("knife_crime_concern_youth").set_index("figure_id")
    share, asked = figures.loc["FIG-118"], figures.loc["FIG-081"]
    assert f"{share['printed_value']:g}% of {share['population']} (FIG-118)" in said
    assert f"sample size: {asked['printed_value']:g} (FIG-081)" in said
    assert all(word in said for word in ("Croydon", "Southwark", "n=413"))
    assert "London" not in said


def test_a_measure_that_is_not_loaded_says_what_was_printed_of_it():
    for metric_id, printed in (
        ("knife_crime_concern_youth", "42% of young people and young adults in Croydon"),
        ("court_report_share", "with a pre-sentence report: 90% in London (FIG-087)"),
        (
            "knife_sentencing_custody_rate",
            "Adults given immediate custody: 37%, place not stated (",
        ),
    ):
        with pytest.raises(TableMissingError) as refusal:
            metric_values(metric_id)
        assert printed in str(refusal.value)
        assert "knife-crime ingest" in str(refusal.value)


def test_a_measure_of_which_nothing_was_printed_is_refused_as_before():
    with pytest.raises(TableMissingError) as refusal:
        metric_values("campaign_reach")
    assert "Printed in 2017" not in str(refusal.value)


def test_the_printed_figure_stands_once_beside_why_it_cannot_be_compared():
    found = compare_published(["knife_crime_concern_youth"])
    assert {one.verdict for one in found} == {"not loaded"}
    assert all("Printed in 2017" not in one.explanation for one in found)
