"""Measures that only a supplied file can fill: silent without it, right and careful with it."""

from datetime import date

import pandas as pd
import pytest

from data.errors import ParameterError, TableMissingError
from data.tables import TABLES
from metrics.catalogue import METRICS
from metrics.coverage import PRINTED_SOURCES
from metrics.parts_of_wholes import shares_of
from metrics.values import metric_values

SUPPLIED = [
    metric
    for metric in METRICS.values()
    if any(TABLES[name].template for name in metric.inputs)
    and not {*PRINTED_SOURCES} & {*metric.source_ids}
    and metric.metric_id != "police_confidence"
]


@pytest.mark.parametrize("metric", SUPPLIED, ids=lambda metric: metric.metric_id)
def test_without_a_file_the_answer_says_how_to_load_one(metric):
    with pytest.raises(TableMissingError, match=r"knife-crime ingest import .* FILE"):
        metric_values(metric.metric_id)


@pytest.mark.usefixtures("examples_loaded")
@pytest.mark.parametrize("metric", SUPPLIED, ids=lambda metric: metric.metric_id)
def test_with_a_made_up_file_every_figure_is_marked(metric):
    values = metric_values(metric.metric_id, by=tuple(metric.no_total))
    assert len(values)
    assert set(values["status"]) <= {"e", "c", "u", "x", "z"}


@pytest.mark.parametrize("metric", SUPPLIED, ids=lambda metric: metric.metric_id)
def test_no_police_area_is_made_up_of_the_boroughs_that_happen_to_have_files(metric):
    assert not metric.whole_from_parts


@pytest.mark.usefixtures("examples_loaded")
def test_a_survey_of_single_boroughs_is_no_survey_of_london():
    places = set(metric_values("knife_crime_concern_youth")["area_code"])
    assert places == {"E12000007", "E09000028", "E09000006"}


@pytest.mark.usefixtures("examples_loaded")
def test_reports_answer_by_kind_and_by_year():
    values = metric_values("court_report_share", by=("report",), period_type="financial_year")
    assert set(values["report"]) == {"pre_sentence", "victim_statement"}
    year = values[values["period_end"] == pd.Timestamp("2019-03-31")].set_index("report")
    assert year.loc["pre_sentence", "denominator"] == 900 + 890 + 880 + 870
    assert year.loc["pre_sentence", "value"] == pytest.approx(80)


@pytest.mark.usefixtures("examples_loaded")
def test_satisfaction_differs_between_groups_only_where_asked():
    assert metric_values("victim_satisfaction")["value"].tolist() == [pytest.approx(71.0)]
    groups = metric_values("victim_satisfaction", by=("respondent_group",))
    assert set(groups["respondent_group"]) == {"all", "white", "black", "asian"}


@pytest.mark.usefixtures("examples_loaded")
def test_exploitation_of_children_is_counted_by_quarter_and_small_numbers_are_withheld():
    values = metric_values("child_sexual_exploitation", end=date(2017, 6, 30))
    by_place = values.set_index("area_code")
    assert by_place["value"].dropna().to_dict() == {
        "E09000022": 11,
        "E09000028": 14,
        "E23000001": 310,
    }
    assert by_place.loc["E09000006", "status"] == "c"
    year = metric_values(
        "child_sexual_exploitation", period_type="financial_year", end=date(2018, 3, 31)
    )
    assert year.set_index("area_code")["value"].to_dict() == {
        "E09000022": 50,
        "E09000028": 62,
        "E23000001": 1234,
    }


@pytest.mark.usefixtures("examples_loaded")
def test_victims_again_are_told_by_kind_of_crime_and_never_together():
    with pytest.raises(ParameterError, match=r"no total over crime_type: the kinds overlap"):
        metric_values("high_harm_repeat_victims")
    values = metric_values("high_harm_repeat_victims", by=("crime_type",))
    shown = values.set_index(["area_code", "crime_type"])["value"].dropna()
    assert shown["E23000001"]["domestic_abuse"] == pytest.approx(100 * 11_900 / 51_000)
    few = values[(values["area_code"] == "E09000028") & (values["crime_type"] == "gun_crime")]
    assert few["status"].tolist() == ["c"]


@pytest.mark.usefixtures("examples_loaded")
def test_operations_of_files_stand_beside_the_printed_week():
    months = metric_values("operation_activity", area="E23000001", by=("activity",))
    held = months.dropna(subset=["value"])
    assert set(held["period_end"].dt.strftime("%Y-%m")) == {"2017-05", "2018-03"}
    borough = metric_values("operation_activity", area="southwark", by=("activity",))
    assert borough["status"].tolist() == ["c"]
    assert borough["value"].isna().all()


def test_years_of_repeats_end_in_march():
    assert METRICS["repeat_victimisation"].offered_period_types == ("financial_year",)


@pytest.mark.usefixtures("examples_loaded")
def test_repeats_are_given_by_financial_year_with_both_counts():
    values = metric_values("repeat_victimisation", area="E23000001")
    assert set(values["period_end"].dt.strftime("%m-%d")) == {"03-31"}
    share = values["numerator"].astype(float) / values["denominator"].astype(float) * 100
    assert values["value"].tolist() == pytest.approx(share.tolist())
    assert (values["lower"] < values["value"]).all()


def repeat_rows(repeated, index, status=("", "")):
    rows = pd.DataFrame(
        {
            "area_code": "E09000028",
            "period_end": pd.Timestamp("2023-03-31"),
            "counted": ["repeated", "index"],
            "victimisations": pd.array([repeated, index], dtype="Int64"),
            "status": status,
            "source_id": "import_victims",
            "vintage": pd.Timestamp("2024-06-30"),
        }
    )
    return shares_of(rows, table_id="repeat_victimisation").iloc[0]


def test_a_share_with_a_withheld_part_or_whole_is_withheld():
    assert repeat_rows(12, 60)["status"] == ""
    for numbers, status in (((pd.NA, 60), ("c", "")), ((12, pd.NA), ("", "c"))):
        assert repeat_rows(*numbers, status)["status"] == "c"
