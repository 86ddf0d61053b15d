"""Pooled incidents: small numbers of wards cannot be worked out. Every number here is made up."""

import random
from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from data.errors import ImportRefusedError
from data.store import FOLDER_VARIABLE, LOCAL_VARIABLE, read_table
from data.suppression import SPREAD, THRESHOLD
from data.writing import held_rows
from ingest.templates.registry import TEMPLATES
from metrics.hotspots import wards_of
from tests.ingest.test_importing import load, write

HOTSPOTS = TEMPLATES["hotspots"]
SOUTHWARK, QUARTER, RULE = "E09000028", "2024-03-31", "Made-up rule"
WARDS = [ward.area_code for ward in wards_of(SOUTHWARK)][:5]


@pytest.fixture
def local(tmp_path, monkeypatch):
    folder = tmp_path / "local"
    monkeypatch.setenv(LOCAL_VARIABLE, str(folder))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "none"))
    return folder


def bring(local, counts, *, source="police", name="file", vintage=date(2024, 6, 1)):
    rows = [(area, QUARTER, source, RULE, str(number)) for area, number in counts.items()]
    load(HOTSPOTS, write(local.parent / f"{name}.csv", HOTSPOTS, rows), local, vintage=vintage)


def shown():
    rows = read_table("hotspot_incidents")
    told = rows[rows["status"].astype("str") != "c"]
    return {str(row.area_code): int(row.incidents) for row in told.itertuples()}


def test_one_small_ward_takes_another_with_it_where_the_wards_make_up_the_borough(local):
    counts = dict(zip(WARDS, (30, 20, 11, 9, 2), strict=True))
    bring(local, {SOUTHWARK: 72, **counts})
    assert shown() == {SOUTHWARK: 72, WARDS[0]: 30, WARDS[1]: 20, WARDS[2]: 11}


def test_what_the_wards_leave_of_the_borough_is_protected_too(local):
    bring(local, {SOUTHWARK: 52, WARDS[0]: 30, WARDS[1]: 20})
    assert len(shown()) < 3
    assert shown()[SOUTHWARK] == 52


def test_a_ward_needs_the_row_of_its_borough(local):
    with pytest.raises(ImportRefusedError, match=r"no row of their borough for Southwark"):
        bring(local, {WARDS[0]: 30})
    assert not local.exists() or not list(local.glob("*.parquet"))


def test_wards_are_no_more_than_their_borough(local):
    with pytest.raises(ImportRefusedError, match=r"more incidents together than the borough"):
        bring(local, {SOUTHWARK: 29, WARDS[0]: 30})


def test_a_ward_supplied_after_its_borough_gives_nothing_away(local):
    counts = dict(zip(WARDS, (30, 20, 11, 9, 2), strict=True))
    bring(local, {SOUTHWARK: 72, **counts})
    again = {SOUTHWARK: 72, WARDS[3]: 9}
    with pytest.raises(ImportRefusedError, match="would give away"):
        bring(local, again, name="later", vintage=date(2024, 6, 2))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (("E23000001", QUARTER, "police", RULE, "9"), "line 2, column 'area'"),
        (("51.5,-0.1", QUARTER, "police", RULE, "9"), "line 2, column 'area'"),
        ((SOUTHWARK, "2024-02-29", "police", RULE, "9"), "line 2, column 'period_end'"),
        ((SOUTHWARK, QUARTER, "witness", RULE, "9"), "line 2, column 'source'"),
        ((SOUTHWARK, QUARTER, "police", "", "9"), "line 2, column 'rule'"),
        ((SOUTHWARK, QUARTER, "police", RULE, "few"), "line 2, column 'incidents'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_column(local, cell, words):
    path = write(local.parent / "wrong.csv", HOTSPOTS, [cell])
    with pytest.raises(ImportRefusedError, match=words):
        load(HOTSPOTS, path, local)


def spread(cell, told, cells):
    """How far apart the values of a cell are that fit what is shown: the borough is its parts."""
    rows = [[1.0 if one == SOUTHWARK else -1.0 for one in cells]]
    rows += [[float(one == known) for one in cells] for known in told]
    known = [0.0, *map(float, told.values())]
    goal = np.array([float(one == cell) for one in cells])
    ends = [linprog(sign * goal, A_eq=rows, b_eq=known, bounds=(0, None)) for sign in (1, -1)]
    low, high = (end.fun if end.status == 0 else -np.inf for end in ends)
    return -high - low


@pytest.mark.parametrize("seed", range(25))
def test_no_small_number_of_a_ward_can_be_worked_out(seed, local):
    draw = random.Random(seed)
    truth = {ward: draw.choice((0, 1, 3, 5, 6, 9, 14)) for ward in WARDS}
    truth["elsewhere"] = draw.choice((0, 0, 2, 12))
    truth[SOUTHWARK] = sum(truth.values())
    bring(local, {one: number for one, number in truth.items() if one != "elsewhere"})
    assert len(held_rows(local, HOTSPOTS.tables[0])) == 6
    told = shown()
    cells = [*truth] if truth["elsewhere"] else [one for one in truth if one != "elsewhere"]
    for cell in cells:
        if truth[cell] < THRESHOLD:
            assert cell not in told
            assert spread(cell, told, cells) >= SPREAD - 1e-6, f"{cell} can be worked out"
