"""Cautions and sentences from made-up files in the Ministry's documented layout."""

import pytest

from data.errors import SourceChangedError
from ingest.sources.moj_knife_sentencing import tidy
from tests.ingest.made_files import spoilt, write_csv

POSSESSION, THREATENING = "Possession Offences Only (P2)", "Threatening Offences Only (P3)"
ALL = "All Knife and Offensive Weapon (P1)"


def made_up_row(**changes):
    """One row of a made-up pivot file."""
    row = {
        "Year_ending_March": "2017",
        "Police_force": "Metropolitan Police",
        "Disposal": "2) Immediate custody",
        "Age_group": "18+",
        "Previous_convictions_or_cautions": "0 Previous convictions/cautions",
        "Gender": "Male",
        "Officer_identified_ethnicity": "White",
        "Table": POSSESSION,
        "Count": "10",
    }
    return row | changes


def read(tmp_path, rows):
    return tidy(write_csv(tmp_path / "made_up_Pivot_Tool_Data.csv", rows)).tables[
        "knife_sentencing"
    ]


def test_gender_and_ethnicity_are_added_over(tmp_path):
    rows = [made_up_row(), made_up_row(Gender="Female", Count="3")]
    rows.append(made_up_row(Officer_identified_ethnicity="Black", Count="2"))
    found = read(tmp_path, rows)
    assert found["disposals"].tolist() == [15]
    assert not {"gender", "ethnicity"} & set(found.columns)


def test_the_table_of_all_offences_is_checked_and_never_counted_twice(tmp_path):
    rows = [made_up_row(), made_up_row(Table=THREATENING, Count="1")]
    found = read(tmp_path, [*rows, made_up_row(Table=ALL, Count="11")])
    assert found["disposals"].sum() == 11
    assert set(found["offence_kind"]) == {"possession", "threatening"}
    with pytest.raises(SourceChangedError, match="sum of P2 and P3"):
        read(tmp_path, [*rows, made_up_row(Table=ALL, Count="12")])
    with pytest.raises(SourceChangedError, match="expected rows of the tables P2 and P3"):
        read(tmp_path, [made_up_row(Table=ALL)])


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("10-17", "youth"),
        ("16 to 17", "youth"),
        ("18-24", "adult"),
        ("18 and over", "adult"),
        ("Aged 10-17", "youth"),
        ("Aged 18 and over", "adult"),
        ("Adult", "adult"),
        ("Youths", "youth"),
    ],
)
def test_bands_that_end_at_17_are_youths(tmp_path, label, group):
    assert read(tmp_path, [made_up_row(Age_group=label)])["age_group"].tolist() == [group]


@pytest.mark.parametrize("label", ["16-24", "Teenagers"])
def test_an_age_group_that_is_neither_is_refused_with_those_that_are(tmp_path, label):
    with pytest.raises(SourceChangedError) as refused:
        read(tmp_path, [made_up_row(Age_group=label)])
    assert f"found '{label}'" in str(refused.value)
    assert "'Adult'" in str(refused.value)


def test_adults_in_words_beside_a_band_of_adults_would_count_people_twice(tmp_path):
    with pytest.raises(SourceChangedError, match="overlap"):
        read(tmp_path, [made_up_row(Age_group="Adult"), made_up_row(Age_group="18-24")])


@pytest.mark.parametrize(
    ("label", "history"),
    [
        ("0 Previous convictions/cautions", "none"),
        ("1 Previous conviction/caution", "one_or_more"),
        ("3+ Previous convictions/cautions", "one_or_more"),
        ("Unknown", "unknown"),
    ],
)
def test_histories_are_none_or_more(tmp_path, label, history):
    found = read(tmp_path, [made_up_row(Previous_convictions_or_cautions=label)])
    assert found["history"].tolist() == [history]


@pytest.mark.parametrize(
    ("label", "disposal"),
    [
        ("1) Caution", "caution"),
        ("Immediate custody", "immediate_custody"),
        ("3) Suspended sentence", "suspended_sentence"),
        ("Absolute / conditional discharge", "discharge"),
        ("7) Other disposal", "other"),
    ],
)
def test_disposals_are_known_with_or_without_their_number(tmp_path, label, disposal):
    assert read(tmp_path, [made_up_row(Disposal=label)])["disposal"].tolist() == [disposal]


def test_forces_without_an_area_are_left_out(tmp_path):
    rows = [made_up_row(), made_up_row(Police_force="British Transport Police")]
    rows.append(made_up_row(Police_force="Avon & Somerset"))
    found = read(tmp_path, rows)
    assert found["area_code"].tolist() == ["E23000001", "E23000036"]


def test_a_file_without_any_known_table_is_told_which_there_are(tmp_path):
    with pytest.raises(SourceChangedError) as refused:
        read(tmp_path, [made_up_row(Table="Everything")])
    assert "'Possession Offences Only (P2)' or 'Threatening Offences Only (P3)'" in str(
        refused.value
    )
    assert "found 'Everything'" in str(refused.value)


def test_years_end_in_march(tmp_path):
    found = read(tmp_path, [made_up_row()])
    assert found["period_end"].dt.strftime("%Y-%m-%d").tolist() == ["2017-03-31"]
    assert found["period_type"].tolist() == ["financial_year"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Police_force": "Borsetshire"}, "column 'Police_force': expected a police force of En"),
        (
            {"Disposal": "Pillory"},
            "column 'Disposal': expected a .* caution, immediate cus",
        ),
        ({"Age_group": "young"}, "line 3, column 'Age_group'"),
        ({"Age_group": "16-20"}, "line 3, column 'Age_group'"),
        ({"Age_group": "18-24"}, "'18-24' and '18.' overlap"),
        ({"Previous_convictions_or_cautions": "some"}, "Previous_conv.*': expected how often"),
        ({"Table": "Everything"}, r"line 3, column 'Table': expected a table that ends in \(P1\)"),
        ({"Gender": "Female", "Count": "-1"}, "line 3, column 'Count'"),
        ({"Count": "11"}, "state the same cell"),
    ],
)
def test_what_is_not_as_described_is_refused(tmp_path, changes, words):
    older = made_up_row(Age_group="21+" if changes.get("Age_group") == "16-20" else "18+")
    rows = spoilt([older, made_up_row()], 3, **changes)
    with pytest.raises(SourceChangedError, match=words):
        read(tmp_path, rows)
