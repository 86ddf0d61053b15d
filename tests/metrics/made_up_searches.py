"""Small search tables with made-up counts, in the layout of the contracts."""

import pandas as pd

MET, CITY = "E23000001", "E23000034"
SOUTHWARK, CITY_BOROUGH, NOT_KNOWN = "E09000028", "E09000001", "X23000001"
LONDON = "E12000007"
PUBLISHED = "2024-09-30"


def month(text):
    """Last day of a month written as 2024-01."""
    return pd.Period(text, "M").end_time.normalize()


def months(*held, absent=(), short=(), twice=(), unplaced=()):
    """Rows of `search_months` for (force, month) pairs; a force alone gives all of its months."""
    rows = [
        (force, text, measure, 1, mark)
        for force, text in held
        for measure, mark in {
            "searches": "u" if (force, text) in {*short, *twice} else "",
            "without_coordinates": "u" if (force, text) in set(unplaced) else "",
            "exact_repeats": "u" if (force, text) in set(twice) else "",
            "days_not_covered": "u" if (force, text) in set(short) else "",
        }.items()
    ]
    rows += [(force, text, "searches", None, "x") for force, text in absent]
    frame = pd.DataFrame(rows, columns=["force_code", "period_end", "measure", "counts", "status"])
    return _finished(frame.assign(area_code=frame["force_code"]), "counts")


def in_boroughs(*rows):
    """Rows of `searches_by_borough`: (force, month, area, searches) and other columns by name."""
    usual = {
        "object": "offensive_weapons",
        "power": "police_and_criminal_evidence_section_1",
        "outcome": "arrest",
    }
    return _searches(rows, usual)


def of_people(*rows):
    """Rows of `searches_by_ethnicity`: as `in_boroughs`, by ethnicity."""
    usual = {
        "object": "controlled_drugs",
        "section_60": "no",
        "ethnicity_basis": "self_defined",
        "ethnicity": "white",
    }
    return _searches(rows, usual)


def of_persons(*rows):
    """Rows of `searches_by_person`: (force, month, area, searches), the area being the force."""
    usual = {
        "object": "controlled_drugs",
        "section_60": "no",
        "ethnicity_basis": "self_defined",
        "ethnicity": "white",
        "age_group": "18_to_24",
        "sex": "male",
        "search_type": "person",
    }
    return _searches(rows, usual)


def residents(people, **columns):
    """Rows of a table of residents: people by (borough, ethnicity)."""
    frame = pd.DataFrame(
        [(area, ethnicity, number) for (area, ethnicity), number in people.items()],
        columns=["area_code", "ethnicity", "residents"],
    )
    return frame.assign(residents=frame["residents"].astype("Int64"), **columns)


def _searches(rows, usual):
    records = []
    for row in rows:
        *cell, others = row if isinstance(row[-1], dict) else (*row, {})
        force, text, area, searches = cell
        fixed = {"force_code": force, "period_end": text, "area_code": area, "searches": searches}
        records.append({**fixed, **usual, **others, "status": ""})
    columns = ["force_code", "period_end", "area_code", "searches", *usual, "status"]
    return _finished(pd.DataFrame(records, columns=columns), "searches")


def _finished(frame, value):
    """Types and categories as `data.store.read_table` gives them."""
    typed = frame.assign(
        period_end=pd.to_datetime([month(text) for text in frame["period_end"]]).astype(
            "datetime64[s]"
        ),
        vintage=pd.Timestamp(PUBLISHED).as_unit("s"),
        **{value: frame[value].astype("Int64")},
    )
    texts = [name for name in typed if name not in {"period_end", "vintage", value}]
    return typed.astype(dict.fromkeys(texts, "category"))
