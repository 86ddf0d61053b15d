"""A supplied file may be anything: what is refused, and whether the words help."""

import csv
from datetime import date

import pytest

from data.errors import ImportRefusedError, UnknownTemplateError
from ingest import upload
from ingest.row_reader import MOST_PROBLEMS, RowReader
from ingest.templates.registry import TEMPLATES, find_template

TODAY = date(2024, 6, 30)
YOUTH = TEMPLATES["youth_survey"]
SUSPECTS = TEMPLATES["suspects"]
VICTIMS = TEMPLATES["victims"]
HEADER = "area,period_end,survey,asked,worried"
GOOD = "Southwark,2020-03-31,Survey,200,90"


def refusal(path, template=YOUTH):
    """The words with which a file is refused."""
    with pytest.raises(ImportRefusedError) as caught:
        list(RowReader(template, path, TODAY).records())
    words = str(caught.value)
    assert "Traceback" not in words
    return words


def file_of(tmp_path, *lines, encoding="utf-8"):
    path = tmp_path / "answers.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def test_a_good_file_is_read_whatever_the_order_of_its_columns(tmp_path):
    path = file_of(
        tmp_path, "worried,asked,area,survey,period_end", "90,200,E09000028,S,2020-03-31"
    )
    (record,) = RowReader(YOUTH, path, TODAY).records()
    assert record["area"] == "E09000028"
    assert (record["asked"], record["worried"], record["period_end"]) == (
        200,
        90,
        date(2020, 3, 31),
    )


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path):
    path = file_of(tmp_path, HEADER, "", GOOD, ",,,,", encoding="utf-8-sig")
    assert len(list(RowReader(YOUTH, path, TODAY).records())) == 1


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("Southwark,2020-03-31,Survey,200,210", "worried", "no more than the number in 'asked'"),
        ("Southwark,2020-02-30,Survey,200,90", "period_end", "a day that exists"),
        ("Southwark,31/03/2020,Survey,200,90", "period_end", "a date written 2024-03-31"),
        ("Southwark,20200331,Survey,200,90", "period_end", "a date written 2024-03-31"),
        ("Southwark,2020-03-30,Survey,200,90", "period_end", "the last day of a quarter"),
        ("Southwark,2020-02-29,Survey,200,90", "period_end", "the last day of a quarter"),
        ("Southwark,2030-03-31,Survey,200,90", "period_end", "a day from 1990-01-01"),
        ("Gotham,2020-03-31,Survey,200,90", "area", "such as E09000028"),
        ("Southwark,2020-03-31,Survey,1.5,1", "asked", "a whole number"),
        ("Southwark,2020-03-31,Survey,200,-5", "worried", "formula"),
        ('Southwark,2020-03-31,Survey,"1,200",90', "asked", "without separators"),
        ("Southwark,2020-03-31,Survey,,90", "asked", "found a blank"),
        ("Southwark,2020-03-31,=cmd|'/c calc'!A1,200,90", "survey", "formula"),
        ("Southwark,2020-03-31,@SUM(A1),200,90", "survey", "formula"),
        ('Southwark,2020-03-31,"two\nlines",200,90', "survey", "control character"),
        (f"Southwark,2020-03-31,{'x' * 300},200,90", "survey", "300 characters"),
        ("Southwark,2020-03-31,Survey,9999999999999999999999,90", "asked", "a whole number"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(tmp_path, row, column, words):
    told = refusal(file_of(tmp_path, HEADER, GOOD.replace("Southwark", "Brent"), row))
    assert f"column '{column}'" in told
    assert words in told
    assert "line 3" in told or "line 4" in told
    assert "1 problem. Nothing was loaded" in told


@pytest.mark.parametrize("share", ["101", "19,7", "19.7%", "NaN", "1e2", "0x10"])
def test_what_is_no_percentage_is_refused(tmp_path, share):
    path = file_of(tmp_path, "area,period_end,agree_pct", f'Southwark,2020-03-31,"{share}"')
    assert "a percentage from 0 to 100" in refusal(path, TEMPLATES["adult_concern"])


def test_all_problems_are_told_at_once(tmp_path):
    rows = ["Gotham,2020-03-31,Survey,x,90", "Southwark,never,Survey,200,90,extra"]
    told = refusal(file_of(tmp_path, HEADER, *rows, "Brent,never,Survey,200,90"))
    assert "line 2, column 'area'" in told
    assert "line 2, column 'asked'" in told
    assert "line 3: expected 5 cells, found 6" in told
    assert "line 4, column 'period_end'" in told
    assert "4 problems" in told


def test_a_file_full_of_problems_ends_after_the_first_of_them(tmp_path):
    rows = ["Gotham,2020-03-31,Survey,200,90"] * (MOST_PROBLEMS * 3)
    told = refusal(file_of(tmp_path, HEADER, *rows))
    assert f"at least {MOST_PROBLEMS} problems" in told
    assert told.count("\n") == MOST_PROBLEMS


def test_a_repeated_row_is_named_with_the_line_it_repeats(tmp_path):
    again = GOOD.replace(",90", ",91").replace("Southwark", "E09000028")
    told = refusal(file_of(tmp_path, HEADER, GOOD, again))
    assert "line 3, column 'area': same area, period_end as line 2" in told


def test_a_column_that_is_missing_strange_or_twice_there_is_refused(tmp_path):
    assert "worried missing" in refusal(file_of(tmp_path, "area,period_end,survey,asked", "x"))
    assert "1 not in the template" in refusal(file_of(tmp_path, f"{HEADER},name", "x"))
    assert "a name twice" in refusal(file_of(tmp_path, f"{HEADER},asked", "x"))
    assert "parted by commas" in refusal(file_of(tmp_path, HEADER.replace(",", ";"), "x"))


def test_the_columns_of_a_file_about_people_are_not_repeated_in_the_message(tmp_path):
    told = refusal(file_of(tmp_path, "Jane Doe,born 2001", "x,y"), SUSPECTS)
    assert "Jane" not in told
    assert "found 2 columns" in told


def test_a_column_too_many_in_a_file_about_people_is_told_by_position_and_safe_name(tmp_path):
    header = ",".join(VICTIMS.names[:-1])
    told = refusal(file_of(tmp_path, f"{header},home_address", "x"), VICTIMS)
    assert "column 7 ('home_address')" in told
    told = refusal(file_of(tmp_path, f"{header},07700 900123", "x"), VICTIMS)
    assert "column 7" in told
    assert "07700" not in told


def test_a_header_without_rows_and_an_empty_file_are_refused(tmp_path):
    assert "no rows" in refusal(file_of(tmp_path, HEADER))
    assert "missing" in refusal(file_of(tmp_path, ""))


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    assert "There is no file" in refusal(tmp_path / "nothing.csv")
    assert "There is no file" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "workbook"),
        (f"{HEADER}\n{GOOD}\n".encode("utf-16"), "UTF-8"),
        (f"{HEADER}\nSouthwark,2020-03-31,caf\xe9,200,90\n".encode("latin-1"), "line 2: not UTF-8"),
        (f"{HEADER}\n{GOOD}\x00\n".encode(), "line 2: holds a zero byte"),
        (f'{HEADER}\nSouthwark,2020-03-31,"open,200,90\n'.encode(), "not a CSV row"),
        (f"{HEADER}\n".encode() + b"x" * 30_000, "line 2: longer than 20,000"),
    ],
)
def test_what_is_no_csv_file_is_refused_in_words_that_help(tmp_path, content, words):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_quoted_cell_cannot_fill_the_memory(tmp_path):
    path = tmp_path / "answers.csv"
    with path.open("w") as file:
        file.write(f'{HEADER}\nSouthwark,2020-03-31,"')
        file.writelines("long line of text\n" for _ in range(20_000))
    assert "not a CSV row" in refusal(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "LARGEST_FILE", 20)
    assert "20 are allowed" in refusal(file_of(tmp_path, HEADER, GOOD))


def test_a_file_with_too_many_rows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "MOST_ROWS", 2)
    rows = [GOOD.replace("2020", str(year)) for year in range(2010, 2020)]
    assert "more than 2 rows" in refusal(file_of(tmp_path, HEADER, *rows))


def test_rows_of_suspects_must_fit_what_they_are(tmp_path):
    path = tmp_path / "suspects.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [
                SUSPECTS.names[:-1],
                ["person-1", "prison_spell", "2020-02-01", "2020-01-01", "", "", "", ""],
                ["person-1", "offence", "2020-02-01", "", "", "Camden", "knife", "no"],
                ["person-1", "prison_spell", "2020-05-01", "", "ref", "", "", ""],
            ]
        )
    told = refusal(path, SUSPECTS)
    assert "line 2, column 'end_date': expected a day not before" in told
    assert "line 3, column 'crime_reference': expected a value in an offence" in told
    assert "line 4, column 'crime_reference': expected a blank in a prison spell" in told


def test_an_unknown_template_is_refused_with_the_nearest_names():
    with pytest.raises(UnknownTemplateError, match="Did you mean victims, victim_satis"):
        find_template("victim")
