"""The borough export of 2018 to 2020."""

import openpyxl
import pandas as pd
import pytest

from data.areas import AIRPORTS, PLACE_NOT_KNOWN
from data.errors import SourceChangedError
from ingest.sources.mopac_borough_monthly import OFFENCE_GROUPS, SOURCE, SUBTYPES, tidy
from tests.ingest.made_files import MET_BOROUGHS

MEASURES = [
    heading for headings in (*SUBTYPES.values(), *OFFENCE_GROUPS.values()) for heading in headings
]


def made_up_rows():
    places = [area.area_name.replace(" and ", " & ") for area in MET_BOROUGHS]
    return [
        {
            "OCU Name": place,
            "Month-Year": pd.Timestamp(2020, month, 1).to_pydatetime(),
            "19 Possession of Weapons Offs": 9999,
            **dict.fromkeys(MEASURES, 3),
        }
        for place in [*places, "Heathrow"]
        for month in (11, 12)
    ]


def workbook(folder, rows):
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    path = folder / "Borough Monthly 2018-20.xlsx"
    book.save(path)
    return path


def test_one_count_for_each_borough_month_and_measure(tmp_path):
    tidied = tidy(workbook(tmp_path, made_up_rows()))
    assert len(tidied.tables["borough_knife_crime"]) == 33 * 2 * 5
    assert len(tidied.tables["recorded_offences"]) == 33 * 2 * 2
    assert set(tidied.tables["borough_knife_crime"]["counted"]) == {"offences"}


def test_the_vintage_is_inferred_from_the_newest_month(tmp_path):
    tidied = tidy(workbook(tmp_path, made_up_rows()))
    assert (str(tidied.vintage), tidied.vintage_basis) == ("2021-01-31", "inferred")


def test_heathrow_is_an_area_of_its_own_and_no_place_is_unknown(tmp_path):
    rows = tidy(workbook(tmp_path, made_up_rows())).tables["borough_knife_crime"]
    assert AIRPORTS in set(rows["area_code"])
    assert PLACE_NOT_KNOWN not in set(rows["area_code"])


def test_the_wrong_column_of_possession_is_never_read(tmp_path):
    tidied = tidy(workbook(tmp_path, made_up_rows()))
    assert set(tidied.tables["recorded_offences"]["offences"]) == {3}


def test_an_absent_month_of_a_borough_is_refused_because_zeros_are_written_out(tmp_path):
    rows = made_up_rows()
    absent = next(row for row in rows if row["OCU Name"] == "Westminster")
    path = workbook(tmp_path, [row for row in rows if row is not absent])
    with pytest.raises(SourceChangedError, match="found none for Westminster in November 2020"):
        tidy(path)


def test_a_negative_count_and_a_repeated_month_are_refused(tmp_path):
    rows = made_up_rows()
    rows[4]["Knife Crime Offs"] = -1
    with pytest.raises(
        SourceChangedError, match="line 6, column 'Knife Crime Offs': expected a count"
    ):
        tidy(workbook(tmp_path, rows))
    rows = made_up_rows()
    with pytest.raises(SourceChangedError, match="lines 2 and 68 both state the same cell"):
        tidy(workbook(tmp_path, [*rows, rows[0]]))


@pytest.mark.shared
def test_the_real_file_has_33_places_in_36_months(raw_dir):
    (path,) = SOURCE.raw_files(raw_dir)
    rows = tidy(path).tables["borough_knife_crime"]
    assert rows["area_code"].nunique() == 33
    assert rows["period_end"].nunique() == 36
    assert set(rows["status"]) == {""}
