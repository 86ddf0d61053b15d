"""What the published archive holds, trap by trap; numbers are those of its description."""

import pandas as pd
import pytest

from data.areas import CITY_OF_LONDON_POLICE, METROPOLITAN_POLICE
from ingest.polygons import borough_polygons
from ingest.search_files import header_of, write_month
from ingest.search_months import COLUMNS, MonthFile
from ingest.search_records import search_totals
from ingest.sources.police_uk_stop_search import SOURCE

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("search_archive")]


@pytest.fixture(scope="module")
def tables(raw_dir):
    """The tables of the whole archive."""
    (path,) = SOURCE.raw_files(raw_dir)
    return SOURCE.tidy(path).tables


def months(*spans):
    return {
        month
        for first, last in spans
        for month in pd.period_range(first, last, freq="M").astype(str)
    }


def months_with(rows, status, *, force, measure="searches"):
    chosen = rows[(rows["force_code"] == force) & (rows["measure"] == measure)]
    return set(chosen.loc[chosen["status"] == status, "period_end"].dt.strftime("%Y-%m"))


def count(tables, month, measure, force=METROPOLITAN_POLICE):
    rows = tables["search_months"]
    chosen = rows["period_end"].dt.strftime("%Y-%m").eq(month) & rows["measure"].eq(measure)
    return rows.loc[chosen & rows["force_code"].eq(force), "counts"].item()


def test_every_record_is_counted_once_in_each_table(tables):
    held = tables["search_months"]
    records = held.loc[held["measure"] == "searches", "counts"].sum()
    people = tables["searches_by_person"]
    assert tables["searches_by_borough"]["searches"].sum() == records
    by_basis = people.groupby("ethnicity_basis")["searches"].sum()
    assert by_basis.tolist() == [records, records]
    on_foot = (
        people[people["search_type"] != "vehicle"].groupby("ethnicity_basis")["searches"].sum()
    )
    by_ethnicity = tables["searches_by_ethnicity"].groupby("ethnicity_basis")["searches"].sum()
    assert by_ethnicity.equals(on_foot)


def test_the_months_between_that_the_archive_lacks_are_missing(tables):
    absent = months(("2019-03", "2020-06"), ("2020-10", "2021-05"), ("2022-01", "2022-01"))
    rows = tables["search_months"]
    assert months_with(rows, "x", force=METROPOLITAN_POLICE) == absent
    assert months_with(rows, "x", force=CITY_OF_LONDON_POLICE) == set()
    assert rows.loc[rows["status"] == "x", "counts"].isna().all()
    city = rows.loc[rows["force_code"] == CITY_OF_LONDON_POLICE, "period_end"]
    assert (str(city.min())[:7], str(city.max())[:7]) == ("2019-01", "2021-11")


def test_december_2022_stops_on_the_17th(tables):
    rows = tables["search_months"]
    assert months_with(rows, "u", force=METROPOLITAN_POLICE, measure="days_not_covered") == {
        "2022-12"
    }
    assert count(tables, "2022-12", "days_not_covered") == 31 - 17


def test_august_2022_was_loaded_twice_in_part(tables):
    rows = tables["search_months"]
    assert months_with(rows, "u", force=METROPOLITAN_POLICE, measure="exact_repeats") == {"2022-08"}
    share = count(tables, "2022-08", "exact_repeats") / count(tables, "2022-08", "searches")
    assert round(100 * share, 1) == 13.6


def test_july_2020_of_the_city_was_loaded_twice_wholly(tables):
    city = CITY_OF_LONDON_POLICE
    rows = tables["search_months"]
    assert months_with(rows, "u", force=city, measure="exact_repeats") == {"2020-07"}
    repeats, searches = (
        count(tables, "2020-07", name, city) for name in ("exact_repeats", "searches")
    )
    assert 2 * repeats == searches


def test_february_and_march_2018_have_almost_no_places(tables):
    unplaced = months_with(
        tables["search_months"], "u", force=METROPOLITAN_POLICE, measure="without_coordinates"
    )
    assert unplaced == {"2018-02", "2018-03"}
    elsewhere = [
        count(tables, month, "without_coordinates") / count(tables, month, "searches")
        for month in months(("2022-02", "2024-08"))
    ]
    assert min(elsewhere) > 0.06
    assert max(elsewhere) < 0.12


def test_section_60_searches_look_for_anything_that_threatens(tables):
    rows = tables["searches_by_borough"]
    section_60 = rows[(rows["power"] == "section_60") & (rows["force_code"] == METROPOLITAN_POLICE)]
    assert set(section_60["object"]) == {"anything_to_threaten_or_harm"}


def test_the_simplified_boundaries_move_few_searches(raw_dir, tables, monkeypatch):
    (path,) = SOURCE.raw_files(raw_dir)
    stand_in = borough_polygons(raw_dir.parent / "elsewhere" / "archive.zip")
    with search_totals(path, stand_in) as totals:
        moved = totals.table("borough").groupby("area_code")["searches"].sum()
    exact = tables["searches_by_borough"].groupby("area_code")["searches"].sum()
    both = pd.concat([moved, exact], axis=1, keys=["moved", "exact"]).dropna()
    assert len(both) == 33 + 1  # and the place not known
    assert abs(both["moved"] - both["exact"]).sum() / exact.sum() < 0.005


def test_the_api_answer_gives_the_columns_of_the_archive(raw_dir, tmp_path):
    """Of the partial answer the layout alone is looked at, never a figure."""
    (path,) = (raw_dir / "police_uk").glob("api_stops-force*PARTIAL.json.gz")
    month = MonthFile(
        force_code=METROPOLITAN_POLICE, period_end=pd.Timestamp("2024-12-31"), member=path.name
    )
    written = write_month(path, month, tmp_path)
    assert header_of(written) == COLUMNS
    read = pd.read_csv(written, dtype=str)
    assert read["Date"].str.startswith("2024-12").all()
    assert read["Latitude"].dropna().astype(float).between(51, 52).all()
    assert path not in SOURCE.raw_files(raw_dir)
