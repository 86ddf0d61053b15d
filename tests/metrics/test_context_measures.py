"""Courts, confidence, hospitals and other forces: taken as published, never added or joined."""

import csv

import pandas as pd
import pytest

from data import store
from data.areas import REFERENCE
from data.errors import NotHeldError, TableMissingError
from data.store import EMBEDDED
from ingest.build import Build
from ingest.registry import SOURCES
from metrics.catalogue import get_metric
from metrics.values import metric_values
from tests.ingest.made_files import MET_BOROUGHS, write_csv

LONDON, MET, CITY = "E12000007", "E23000001", "E09000001"
YEAR, ROLLING = "financial_year", "rolling_12_months"


@pytest.fixture(autouse=True)
def embedded_tables(monkeypatch):
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(EMBEDDED))


def one(values, column="value", **where):
    for name, value in where.items():
        values = values[values[name] == value]
    assert len(values) == 1, values
    return values[column].iloc[0]


def test_london_in_the_year_to_december_2019_is_the_total_that_ons_printed():
    values = metric_values(
        "knife_offences_by_force", area=LONDON, by=("source_id",), period_type="calendar_year"
    )
    assert one(values, period_end="2019-12-31") == 15_492
    assert set(values["source_id"]) == {"ons_pfa_knife"}


def test_both_publishers_of_knife_offences_stay_apart():
    values = metric_values("knife_offences_by_force", area=MET, by=("source_id",), period_type=YEAR)
    year = {"period_end": "2019-03-31"}
    assert one(values, source_id="home_office_knife", **year) == 14_840
    assert one(values, source_id="ons_pfa_knife", **year) == 14_842
    alone = metric_values("knife_offences_by_force", area=MET, period_type=YEAR)
    assert one(alone, **year) == 14_840


def test_the_offence_groups_of_ons_add_up_to_its_total_in_london():
    values = metric_values(
        "knife_offences_by_force",
        area=LONDON,
        by=("source_id", "offence_group"),
        period_type=ROLLING,
    )
    groups = values[values["period_end"] == "2019-12-31"].set_index("offence_group")["value"]
    assert groups.pop("all_knife") == groups.sum() == 15_492


def test_years_that_ons_states_are_not_put_between_the_quarters_of_the_home_office():
    quarters = metric_values("knife_offences_by_force", area=MET, by=("source_id",))
    assert set(quarters["source_id"]) == {"home_office_knife"}
    assert set(quarters["period_type"]) == {"quarter"}


def test_rolling_years_of_ons_have_a_row_for_each_that_was_stated_and_no_other():
    values = metric_values(
        "knife_offences_by_force", area=LONDON, by=("source_id",), period_type=ROLLING
    )
    ends = values["period_end"].dt.strftime("%Y-%m").tolist()
    assert ends[-5:] == ["2018-03", "2018-06", "2018-12", "2019-03", "2019-06", "2019-12"][1:]
    assert values["value"].notna().all()


def test_a_total_that_lacks_greater_manchester_is_not_available():
    values = metric_values(
        "knife_offences_by_force", area="E92000001", by=("source_id",), period_type="calendar_year"
    )
    assert values["status"].tolist() == ["x", "x"]
    assert values["value"].isna().all()


def test_london_without_the_publisher_named_is_refused_with_the_way_to_ask():
    with pytest.raises(NotHeldError, match=r"no total for London .* --by source_id"):
        metric_values("knife_offences_by_force", area=LONDON, period_type=YEAR)


def test_printed_rates_have_the_interval_of_their_offences_and_the_city_no_rate():
    london = metric_values("knife_offence_rate_by_force", area=LONDON)
    assert round(one(london, period_end="2019-12-31"), 1) == 173.9
    newest = london.iloc[-1]
    # ONS table P4 has 15,492 offences: Byar's limits are 15,249 to 15,738.
    assert round(newest["lower"] * 15_492 / newest["value"]) == 15_249
    assert round(newest["upper"] * 15_492 / newest["value"]) == 15_738
    assert london[["numerator", "denominator"]].isna().all(axis=None)
    city = metric_values("knife_offence_rate_by_force", area="E23000034")
    assert city["status"].tolist() == ["u", "u"]
    assert city["value"].isna().all()


def test_years_of_admissions_are_the_printed_totals_and_not_sums_of_months():
    years = metric_values("knife_hospital_admissions", area=LONDON, period_type=YEAR)
    months = metric_values("knife_hospital_admissions", area=LONDON)
    assert one(years, period_end="2022-03-31") == 845
    assert one(years, period_end="2018-03-31") == 1_200
    in_year = months["period_end"].between("2017-04-01", "2018-03-31")
    assert months.loc[in_year, "value"].sum() == 1_190
    assert one(years, "status", period_end="2022-03-31") == "p"
    assert years[["lower", "upper"]].isna().all(axis=None)


def test_withheld_admissions_carry_their_status_and_no_value():
    values = metric_values("knife_hospital_admissions")
    withheld = values[values["status"] == "c"]
    assert len(withheld)
    assert withheld["value"].isna().all()
    assert not (values["value"] == 0).any()


def test_admissions_of_a_borough_are_refused():
    with pytest.raises(NotHeldError, match=r"by region of residence.*E12000007, London"):
        metric_values("knife_hospital_admissions", area="southwark")


def test_first_time_entrants_are_the_printed_rates_of_2016_to_2024():
    values = metric_values("first_time_entrants", area=LONDON)
    assert one(values, period_end="2016-12-31") == 412
    assert one(values, period_end="2024-12-31") == 157
    assert len(values) == 9
    assert "E92000001" not in set(metric_values("first_time_entrants")["area_code"])


def test_the_city_has_rows_without_a_rate_of_first_time_entrants():
    values = metric_values("first_time_entrants", area=CITY)
    assert values["status"].tolist() == ["x"] * 9
    assert values["value"].isna().all()


def test_confidence_is_the_good_job_question_unless_broken_down():
    alone = metric_values("police_confidence", area="barking-and-dagenham")
    by = metric_values("police_confidence", area="barking-and-dagenham", by=("question",))
    assert one(alone, period_end="2014-12-31") == 56
    assert one(by, period_end="2014-12-31", question="good_job_local") == 56
    assert by["question"].nunique() == 8
    first = by[by["question"] == "trust_mps"]["period_end"].min()
    assert first == pd.Timestamp("2016-03-31")


def test_confidence_of_the_force_is_the_printed_one():
    values = metric_values("police_confidence", area=MET, by=("question",))
    assert one(values, period_end="2014-12-31", question="good_job_local") == 67
    assert one(values, period_end="2016-03-31", question="trust_mps") == 86
    assert values[["lower", "upper", "numerator"]].isna().all(axis=None)


def test_concern_is_not_loaded_and_the_answer_names_the_printed_baselines():
    with pytest.raises(TableMissingError, match="ingest build mopac_pas") as refusal:
        metric_values("knife_crime_concern_adults")
    with (REFERENCE / "published_figures.csv").open(encoding="utf-8") as file:
        printed = {
            (row["area_name"], row["printed_value"])
            for row in csv.DictReader(file)
            if row["measure"] == "pas_knife_crime_problem_share"
        }
    assert printed == {("London", "19.7"), ("Waltham Forest", "34.9"), ("Bromley", "4.8")}
    assert all(f"{value}% in {place}" in str(refusal.value) for place, value in printed)


def test_recorded_crime_of_the_city_and_of_southwark_is_as_printed():
    values = metric_values("recorded_crime_by_partnership", by=("offence_group",))
    assert one(values, area_code=CITY, offence_group="all_recorded_crime") == 8_801
    assert one(values, area_code="E09000028", offence_group="homicide") == 5
    assert one(values, area_code=MET, offence_group="possession_of_weapons_offences") == 5_658


def build(tmp_path, monkeypatch, source_id, folder, content):
    write_csv(tmp_path / "raw" / source_id / "manual" / folder, content)
    run = Build(raw=tmp_path / "raw", out=tmp_path / "out", from_scratch=True, on_file=print)
    assert run.run((SOURCES[source_id],)).failures == ()
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "out"))


def test_concern_answers_once_a_file_has_the_question(tmp_path, monkeypatch):
    rows = [
        {
            "Date": "31/03/2017",
            "Survey": "PAS",
            "Borough": area.area_name,
            "Measure": "Knife crime is a problem",
            "Proportion": "0,05",
            "MPS": "0,2",
        }
        for area in MET_BOROUGHS
    ]
    build(tmp_path, monkeypatch, "mopac_pas", "made_up_PAS.csv", rows)
    values = metric_values("knife_crime_concern_adults")
    assert one(values, area_code=MET) == 20.0
    assert one(values, area_code="E09000006") == 5.0
    assert len(values) == 33


@pytest.mark.parametrize(
    "metric_id",
    ["first_time_entrants", "police_confidence", "knife_offence_rate_by_force"],
)
def test_no_police_area_is_added_up_from_printed_shares(metric_id):
    assert not get_metric(metric_id).whole_from_parts
