"""The Home Office's table by force and quarter, its six negative counts included."""

import pytest

from data.areas import all_areas
from data.errors import CorrectionError, SourceChangedError
from ingest import corrections as corrections_module
from ingest.corrections import corrections
from ingest.sources.home_office_knife import FORCES, SOURCE, tidy
from tests.ingest.made_files import spoilt, write_csv

NAMES = sorted(
    area.area_name
    for area in all_areas().values()
    if area.area_type == "police_force"
    and area.area_name not in {"City of London", "Greater Manchester"}
)
PARTS = ("Knife enabled", "Violence with Injury", "Homicide and serious injury")


def made_up_rows(year="2018/19", quarter="Q4"):
    counts = dict(zip(PARTS, ("5", "3", "2"), strict=True)) | {"Knife Crime": "10"}
    return [
        {
            "Force Name": name,
            "Financial Year": year,
            "Financial Quarter": quarter,
            "Population": "999",
            **counts,
        }
        for name in [*NAMES, "Greater Manchester"]
    ]


def read(tmp_path, rows):
    return tidy(write_csv(tmp_path / "knife_offences_by_force.csv", rows))


def line_of(rows, name):
    return 2 + [row["Force Name"] for row in rows].index(name)


def test_42_forces_have_a_count_in_each_of_four_groups(tmp_path):
    rows = read(tmp_path, made_up_rows()).tables["knife_offences_by_force"]
    assert len(rows) == FORCES * 4
    assert "E23000034" not in set(rows["area_code"])


@pytest.mark.parametrize(
    ("quarter", "end"),
    [("Q1", "2018-06-30"), ("Q2", "2018-09-30"), ("Q3", "2018-12-31"), ("Q4", "2019-03-31")],
)
def test_financial_quarters_begin_in_april(tmp_path, quarter, end):
    rows = read(tmp_path, made_up_rows(quarter=quarter)).tables["knife_offences_by_force"]
    assert rows["period_end"].dt.strftime("%Y-%m-%d").unique().tolist() == [end]


def test_population_and_rates_of_the_recut_are_not_read(tmp_path):
    rows = read(tmp_path, made_up_rows()).tables["knife_offences_by_force"]
    assert 999 not in set(rows["offences"])


def test_a_negative_count_that_is_not_documented_is_refused(tmp_path):
    rows = made_up_rows()
    rows = spoilt(rows, line_of(rows, "Surrey"), **{PARTS[2]: "-1", "Knife Crime": "7"})
    with pytest.raises(
        SourceChangedError, match="'Homicide and serious injury': expected a count of 0"
    ):
        read(tmp_path, rows)


def surrey_2017_18(found):
    rows = made_up_rows("2017/18")
    total = str(8 + int(found))
    return spoilt(rows, line_of(rows, "Surrey"), **{PARTS[2]: found, "Knife Crime": total})


def test_a_documented_negative_count_stands_as_published_and_is_marked_revised(tmp_path):
    rows = read(tmp_path, surrey_2017_18("-1")).tables["knife_offences_by_force"]
    negative = rows[rows["offences"] < 0]
    assert negative[["offences", "status"]].to_numpy().tolist() == [[-1, "r"]]
    assert set(rows.loc[rows["offences"] >= 0, "status"]) == {""}


def test_a_repaired_figure_stops_the_build_until_its_correction_is_looked_at(tmp_path):
    with pytest.raises(
        CorrectionError, match=r"'surrey-2017-18-q4' expects -1 .* found \['2'\].* remove or renew"
    ):
        read(tmp_path, surrey_2017_18("2"))


def test_parts_that_do_not_add_up_are_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="line 5: expected 'Knife Crime' to be the sum"):
        read(tmp_path, spoilt(made_up_rows(), 5, **{"Knife Crime": "11"}))


def test_an_absent_force_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="expected 42 forces in every quarter, found 41"):
        read(tmp_path, made_up_rows()[1:])


def test_a_force_or_quarter_that_is_none_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="line 3, column 'Force Name'"):
        read(tmp_path, spoilt(made_up_rows(), 3, **{"Force Name": "Borsetshire"}))
    with pytest.raises(SourceChangedError, match="found '2018/19 Q5'"):
        read(tmp_path, made_up_rows(quarter="Q5"))


def test_an_unknown_rule_of_correction_is_refused(tmp_path, monkeypatch):
    (tmp_path / "corrections.csv").write_text(
        "correction_id,source_id,column,area_name,period,expect,rule,reason\n"
        "made-up,home_office_knife,Knife Crime,Surrey,2018/19 Q4,-1,forget,none\n"
    )
    monkeypatch.setattr(corrections_module, "REFERENCE", tmp_path)
    corrections.cache_clear()
    with pytest.raises(CorrectionError, match="made-up asks for an unknown rule"):
        corrections("home_office_knife")
    corrections.cache_clear()


def test_every_correction_gives_its_reason():
    found = corrections("home_office_knife")
    assert len(found) == 6
    assert all(correction["reason"].endswith(".") for correction in found)


@pytest.mark.shared
def test_exactly_the_six_documented_counts_of_the_real_file_are_negative(raw_dir):
    (path,) = SOURCE.raw_files(raw_dir)
    rows = tidy(path).tables["knife_offences_by_force"]
    negative = rows[rows["offences"] < 0]
    cells = {
        (all_areas()[row.area_code].area_name, f"{row.period_end:%Y-%m}", row.offence_group)
        for row in negative.itertuples()
    }
    assert cells == {
        ("North Yorkshire", "2010-12", "homicide_and_serious_injury"),
        ("Cheshire", "2012-03", "homicide_and_serious_injury"),
        ("North Wales", "2012-12", "homicide_and_serious_injury"),
        ("North Wales", "2013-09", "knife_enabled"),
        ("Surrey", "2016-03", "knife_enabled"),
        ("Surrey", "2018-03", "homicide_and_serious_injury"),
    }
