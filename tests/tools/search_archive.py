"""Made-up stop and search archives in the publisher's layout, with two square boroughs."""

import csv
import io
import json
import re
import zipfile

from ingest.polygons import FILE
from ingest.search_months import COLUMNS

IN_SOUTHWARK = ("51.5", "-0.5")
IN_LAMBETH = ("51.5", "-0.4")
OUTSIDE = ("55.0", "-3.0")
NOWHERE = ("", "")
FLAGS = {"True": True, "False": False, "": None}
SQUARES = {"E09000028": -0.55, "E09000022": -0.45}


def search(date, *, place=IN_SOUTHWARK, **others):
    """One record; others by the publisher's column, underscores for blanks and hyphens."""
    fields = {
        "Type": "Person search",
        "Date": date,
        "Part of a policing operation": "False",
        "Policing operation": "",
        "Latitude": place[0],
        "Longitude": place[1],
        "Gender": "Male",
        "Age range": "18-24",
        "Self-defined ethnicity": "White - Irish",
        "Officer-defined ethnicity": "White",
        "Legislation": "Police and Criminal Evidence Act 1984 (section 1)",
        "Object of search": "Offensive weapons",
        "Outcome": "Arrest",
        "Outcome linked to object of search": "",
        "Removal of more than just outer clothing": "",
    }
    named = {re.sub("[ -]", "_", name.lower()): name for name in COLUMNS}
    changes = {named[key]: value for key, value in others.items()}
    return fields | changes


def whole_month(month, *, days=range(1, 29), **others):
    """A search a day, so that no day at the month's ends is without one."""
    last = {"02": 28}.get(month[5:], 30)
    return [search(f"{month}-{day:02d}T12:{day:02d}:00+00:00", **others) for day in {*days, last}]


def write_boundaries(raw):
    """Two square boroughs in the layout of the boundaries file."""
    features = [
        {
            "type": "Feature",
            "properties": {"LAD24CD": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[x, 51.4], [x + 0.1, 51.4], [x + 0.1, 51.6], [x, 51.6], [x, 51.4]]
                ],
            },
        }
        for code, x in SQUARES.items()
    ]
    path = raw / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def as_csv(records, columns=COLUMNS):
    """Records as the publisher's CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def write_archive(raw, months, *, columns=COLUMNS, name="archive_made_up.zip"):
    """An archive of `{(month, force): records}`, with boundaries beside it; its path."""
    write_boundaries(raw)
    path = raw / "police_uk" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2018-01/2018-01-kent-stop-and-search.csv", "another force\n")
        archive.writestr("2018-01/2018-01-metropolitan-street.csv", "another kind\n")
        for (month, force), records in months.items():
            member = f"{month}/{month}-{force}-stop-and-search.csv"
            archive.writestr(member, as_csv(records, columns))
    return path


def as_answer(records):
    """Records in the layout of the API's `stops-force`."""
    return [
        {
            "age_range": record["Age range"] or None,
            "outcome": record["Outcome"],
            "involved_person": record["Type"] != "Vehicle search",
            "self_defined_ethnicity": record["Self-defined ethnicity"] or None,
            "gender": record["Gender"] or None,
            "legislation": record["Legislation"] or None,
            "outcome_linked_to_object_of_search": FLAGS[
                record["Outcome linked to object of search"]
            ],
            "datetime": record["Date"],
            "removal_of_more_than_outer_clothing": FLAGS[
                record["Removal of more than just outer clothing"]
            ],
            "outcome_object": {"id": "", "name": record["Outcome"]},
            "location": {
                "latitude": record["Latitude"],
                "street": {"id": 1, "name": "On or near"},
                "longitude": record["Longitude"],
            }
            if record["Latitude"]
            else None,
            "operation": FLAGS[record["Part of a policing operation"]],
            "officer_defined_ethnicity": record["Officer-defined ethnicity"] or None,
            "type": record["Type"],
            "operation_name": None,
            "object_of_search": record["Object of search"] or None,
        }
        for record in records
    ]
