"""Confidence, first-time entrants and partnership crime, from files with made-up figures."""

import csv

import pytest

from data.areas import boroughs
from data.context_tables import PARTNERSHIP_OFFENCE_GROUPS
from data.errors import SourceChangedError
from ingest.sources import mopac_pas, ons_pfa_partnerships, yjb_first_time_entrants
from tests.ingest.made_files import MET_BOROUGHS, spoilt, write_csv

LONDON, ENGLAND, CITY = "E12000007", "E92000001", "E09000001"
BOROUGHS = [area.area_name for area in boroughs()]


def entrants(year="2016", **rates):
    places = [*BOROUGHS, "London", "England"]
    return [
        {
            "Short Desc": "FirstYJS",
            "Data item": "",
            "Years": year,
            "LA and Regions": name,
            "Values": rates.get(name, "-" if name == "City of London" else "400"),
            "LA Number": "301.0",
            "Region": "NA",
        }
        for name in places
    ]


def read_entrants(tmp_path, rows):
    path = write_csv(tmp_path / "first_time_entrants.csv", rows)
    return yjb_first_time_entrants.tidy(path).tables["first_time_entrants"]


def test_the_wrong_row_of_england_is_never_read(tmp_path):
    rows = read_entrants(tmp_path, entrants(England="3071"))
    assert ENGLAND not in set(rows["area_code"])
    assert 3071 not in set(rows["entrants_per_100000"].dropna())
    assert len(rows) == len(BOROUGHS) + 1


def test_a_dash_is_a_rate_not_available_and_no_zero(tmp_path):
    rows = read_entrants(tmp_path, entrants()).set_index("area_code")
    assert rows.loc[CITY, "status"] == "x"
    assert rows["entrants_per_100000"].isna().sum() == 1
    assert rows.loc[LONDON, ["entrants_per_100000", "status"]].tolist() == [400, ""]


def test_years_are_calendar_years(tmp_path):
    rows = read_entrants(tmp_path, entrants("2024"))
    assert set(rows["period_type"]) == {"calendar_year"}
    assert set(rows["period_end"].dt.strftime("%Y-%m-%d")) == {"2024-12-31"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Values": "4x"}, "line 3, column 'Values'"),
        ({"LA and Regions": "Borsetshire"}, "line 3, column 'LA and Regions'"),
        ({"Short Desc": "Absence"}, "line 3, column 'Short Desc'"),
        ({"LA and Regions": "Barking and Dagenham"}, "state the same cell"),
    ],
)
def test_entrants_that_are_not_as_described_are_refused(tmp_path, changes, words):
    with pytest.raises(SourceChangedError, match=words):
        read_entrants(tmp_path, spoilt(entrants(), 3, **changes))


def test_a_year_without_a_borough_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match=r"London and its 33 boroughs in every year.*2016"):
        read_entrants(tmp_path, entrants()[1:])


def attitudes(measure="Trust MPS", day="31/03/2016", share="0,56", whole="0,7"):
    return [
        {
            "Date": day,
            "Survey": "PAS",
            "Borough": "City of Westminster" if area.area_name == "Westminster" else area.area_name,
            "Measure": measure,
            "Proportion": share,
            "MPS": whole,
        }
        for area in MET_BOROUGHS
    ]


def read_attitudes(tmp_path, rows):
    path = tmp_path / "PAS_borough.csv"
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    quoted = ((f'"{c.replace(chr(34), chr(34) * 2)}"' for c in line) for line in lines)
    path.write_text("\r\n".join(";".join(line) for line in quoted))
    return mopac_pas.tidy(path).tables["public_attitudes"]


def test_decimal_commas_and_semicolons_are_read_as_percentages(tmp_path):
    rows = read_attitudes(tmp_path, attitudes())
    of_boroughs = rows[rows["area_type"] == "borough"]
    assert len(of_boroughs) == 32
    assert set(of_boroughs["agree_pct"]) == {56.0}
    assert rows.loc[rows["area_code"] == "E23000001", "agree_pct"].tolist() == [70.0]
    assert CITY not in set(rows["area_code"])


@pytest.mark.parametrize("spelling", ["Richmond upon Thames", "Richmond Upon Thames"])
def test_both_spellings_of_richmond_are_one_borough(tmp_path, spelling):
    rows = attitudes()
    line = 2 + [row["Borough"] for row in rows].index("Richmond upon Thames")
    found = read_attitudes(tmp_path, spoilt(rows, line, Borough=spelling))
    assert "E09000027" in set(found["area_code"])


def test_the_eight_questions_are_told_apart(tmp_path):
    rows = [row for measure in mopac_pas.QUESTIONS for row in attitudes(measure)]
    found = read_attitudes(tmp_path, rows)
    assert set(found["question"]) == set(mopac_pas.QUESTIONS.values())
    assert len(set(found["question"])) == 8


def test_a_question_about_knife_crime_is_taken_when_a_file_has_one(tmp_path):
    rows = read_attitudes(tmp_path, attitudes("Knife crime is a problem", share="0,349"))
    assert set(rows["question"]) == {"knife_crime_problem"}
    assert set(rows.loc[rows["area_type"] == "borough", "agree_pct"]) == {34.9}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Proportion": "56"}, "line 3, column 'Proportion'"),
        ({"Proportion": "0.56"}, "line 3, column 'Proportion'"),
        ({"Measure": "Likes tea"}, "line 3, column 'Measure'"),
        ({"MPS": "0,71"}, "line 3: expected one share of the MPS"),
        ({"Borough": "Barking and Dagenham"}, "state the same cell"),
        ({"Borough": "City of London"}, "line 3, column 'Borough'"),
        ({"Date": "30/03/2016"}, "line 3: expected the last day of a quarter"),
    ],
)
def test_attitudes_that_are_not_as_described_are_refused(tmp_path, changes, words):
    with pytest.raises(SourceChangedError, match=words):
        read_attitudes(tmp_path, spoilt(attitudes(), 3, **changes))


def test_a_quarter_without_a_borough_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match=r"expected the 32 boroughs.*found 31"):
        read_attitudes(tmp_path, attitudes()[1:])


HEADINGS = [
    "Police Force\nArea code",
    "Police Force\nArea name",
    "Community Safety\nPartnership code",
    "Community Safety\nPartnership name",
    "Local Authority code",
    "Local Authority name",
    "Total recorded crime\n (excluding fraud)",
    "Violence against the person",
    "Homicide",
    "Death or serious injury caused by illegal driving",
    *(name.replace("_", " ").capitalize() for name in PARTNERSHIP_OFFENCE_GROUPS[4:]),
]
GROUPS = len(PARTNERSHIP_OFFENCE_GROUPS)


def partnerships(force_total="33,000", met=MET_BOROUGHS):
    name = "Metropolitan Police"
    rows = [["E23000001", name, "", "", "", "", *[force_total] * GROUPS]]
    rows += [
        ["E23000001", name, "E22000186", area.area_name, area.area_code, area.area_name]
        + ["1,000"] * GROUPS
        for area in met
    ]
    rows.append(["E23000001", name, "", "Unassigned Metropolitan police", "", ""])
    rows[-1] += ["1,000"] * GROUPS
    rows.append(["E23000034", "City of London", "E22000180", "City of London", CITY, "C"])
    rows[-1] += ["[x]"] * GROUPS
    rows.append(["E23000036", "Avon", "E22000001", "Bath", "E06000022", "Bath", *["7"] * GROUPS])
    return rows


def read_partnerships(tmp_path, rows, title="Table C2: year ending June 2025 [note 1]"):
    path = tmp_path / "table_c2.csv"
    blank = [""] * (len(HEADINGS) - 1)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[title, *blank], ["Notes", *blank], HEADINGS, *rows])
    return ons_pfa_partnerships.tidy(path).tables["partnership_offences"]


def test_boroughs_the_force_and_the_place_not_known_are_told_apart(tmp_path):
    rows = read_partnerships(tmp_path, partnerships())
    totals = rows[rows["offence_group"] == "all_recorded_crime"].set_index("area_code")
    assert totals.loc["E23000001", "offences"] == 33_000
    assert totals.loc["X23000001", "offences"] == 1_000
    assert totals.loc["E09000028", "offences"] == 1_000
    assert "E06000022" not in totals.index
    assert set(rows["period_end"].dt.strftime("%Y-%m-%d")) == {"2025-06-30"}


def test_the_mark_x_is_not_available_and_no_zero(tmp_path):
    rows = read_partnerships(tmp_path, partnerships())
    city = rows[rows["area_code"] == CITY]
    assert city["offences"].isna().all()
    assert set(city["status"]) == {"x"}


def test_partnerships_that_do_not_add_up_or_are_absent_are_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="add up to the force"):
        read_partnerships(tmp_path, partnerships("33,001"))
    with pytest.raises(SourceChangedError, match=r"boroughs of both London forces.*E09000002"):
        read_partnerships(tmp_path, partnerships(met=MET_BOROUGHS[1:]))
    with pytest.raises(SourceChangedError, match="'year ending'"):
        read_partnerships(tmp_path, partnerships(), title="Table C2")


def the_file(source, raw_dir):
    (path,) = source.raw_files(raw_dir)
    return source.tidy(path).tables


@pytest.mark.shared
def test_the_real_rates_run_from_2016_to_2024_with_eleven_not_available(raw_dir):
    rows = the_file(yjb_first_time_entrants.SOURCE, raw_dir)["first_time_entrants"]
    assert sorted(set(rows["period_end"].dt.year)) == list(range(2016, 2025))
    absent = rows[rows["status"] == "x"]
    named = set(zip(absent["area_code"], absent["period_end"].dt.year, strict=True))
    assert named - {(CITY, year) for year in range(2016, 2025)} == {
        ("E09000027", 2021),
        ("E09000020", 2023),
    }


@pytest.mark.shared
def test_trust_in_the_police_is_asked_from_march_2016_on_and_nothing_stands_before(raw_dir):
    rows = the_file(mopac_pas.SOURCE, raw_dir)["public_attitudes"]
    first = rows.groupby("question")["period_end"].min().dt.strftime("%Y-%m")
    assert first.pop("trust_mps") == "2016-03"
    assert set(first) == {"2014-12"}
    assert rows["period_end"].max().strftime("%Y-%m") == "2023-12"
    assert rows.groupby(["question", "period_end"])["area_code"].nunique().unique().tolist() == [33]
    assert "knife_crime_problem" not in set(rows["question"])
