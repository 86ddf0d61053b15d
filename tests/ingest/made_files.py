"""Files in the publishers' layouts with made-up figures, small enough to spoil one cell by hand."""

import csv
import gzip
from pathlib import Path

from data.areas import all_areas, boroughs

HEADINGS_2025 = [
    *("Month_Year", "Area Type", "Borough_SNT", "Area name", "Area code", "Crime Type"),
    *("Crime Subtype", "Measure", "Financial Year", "FY_FYIndex", "Count", "Refresh Date"),
]
WARDS = {
    area.parent_code: area for area in all_areas().values() if area.area_type == "neighbourhood"
}
MET_BOROUGHS = [area for area in boroughs() if area.area_code != "E09000001"]


def monthly_row(month, place, name, code, **changes):
    """One row of the monthly crime file: ten knife crimes."""
    row = {
        "Month_Year": month,
        "Area Type": "Borough",
        "Borough_SNT": place,
        "Area name": name,
        "Area code": code,
        "Crime Type": "Knife Crime",
        "Crime Subtype": "Knife Crime",
        "Measure": "Offences",
        "Financial Year": "fy25-26",
        "FY_FYIndex": "25-26_01",
        "Count": "10",
        "Refresh Date": "2026-03-18",
    }
    return row | changes


def monthly_rows(months=("2026-01-01", "2026-02-01"), refreshed="2026-03-18", count="10"):
    """Ten knife crimes in every borough and month, and the same ten in one of its wards."""
    rows = []
    for month in months:
        for area in MET_BOROUGHS:
            ward = WARDS[area.area_code]
            rows.append(monthly_row(month, area.area_name, area.area_name, area.area_code))
            rows.append(
                monthly_row(
                    month,
                    f"{area.area_name} {ward.area_name}",
                    ward.area_name,
                    ward.area_code,
                    **{"Area Type": "Safer Neighbourhood Teams"},
                )
            )
    return [row | {"Refresh Date": refreshed, "Count": count} for row in rows]


def write_csv(path: Path, rows, *, headings=None):
    """Write rows as the publisher would; a name that ends in .gz is compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, headings or list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def monthly_file(folder: Path, rows=None, name="M1045_MonthlyCrimeDashboard_KnifeCrimeData.csv"):
    """A whole monthly crime file."""
    return write_csv(folder / name, monthly_rows() if rows is None else rows)


def spoilt(rows, line, **changes):
    """The rows with some cells of one line of the file changed; line 2 is the first row."""
    return [row | changes if number == line else row for number, row in enumerate(rows, start=2)]
