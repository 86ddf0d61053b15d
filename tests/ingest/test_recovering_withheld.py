"""An outsider who knows every sum tries to work out what is withheld. All numbers are made up."""

import random
from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from data.areas import CITY_OF_LONDON, LONDON, METROPOLITAN_POLICE
from data.errors import ImportRefusedError
from data.suppression import SPREAD, THRESHOLD
from data.writing import held_rows
from ingest.templates.registry import TEMPLATES
from tests.ingest.test_importing import load, write

YOUTH = TEMPLATES["youth_survey"]
BOROUGHS = ("E09000006", "E09000028")
AREAS = (*BOROUGHS, CITY_OF_LONDON, METROPOLITAN_POLICE, LONDON)
SUMS = {METROPOLITAN_POLICE: BOROUGHS, LONDON: (METROPOLITAN_POLICE, CITY_OF_LONDON)}
KINDS = ("asked", "worried", "rest")
CELLS = [(area, kind) for area in AREAS for kind in KINDS]


def made_up_survey(draw):
    """Young people asked, worried and not, in two boroughs, the City, and their totals."""
    truth = {}
    for area in (*BOROUGHS, CITY_OF_LONDON):
        asked = draw.randint(5, 30)
        worried = draw.randint(0, asked)
        truth |= {
            (area, "asked"): asked,
            (area, "worried"): worried,
            (area, "rest"): asked - worried,
        }
    for total, parts in SUMS.items():
        truth |= {(total, kind): sum(truth[part, kind] for part in parts) for kind in KINDS}
    return truth


def supply(draw, truth, folder, number):
    """Loads a file of some of the places, with one of two dates; it may be refused."""
    areas = draw.sample(AREAS, draw.randint(1, len(AREAS)))
    rows = [
        (area, "2024-03-31", "Survey", truth[area, "asked"], truth[area, "worried"])
        for area in areas
    ]
    path = write(folder.parent / f"{number}.csv", YOUTH, rows)
    try:
        load(YOUTH, path, folder, vintage=date(2024, 6, draw.choice([1, 2])))
    except ImportRefusedError:
        return False
    return True


def equations(shown):
    """What the outsider knows: a row of factors for each sum and each number shown."""
    rows = [{(area, "asked"): 1, (area, "worried"): -1, (area, "rest"): -1} for area in AREAS]
    rows += [
        {(total, kind): 1} | {(part, kind): -1 for part in parts}
        for total, parts in SUMS.items()
        for kind in KINDS
    ]
    matrix = [[row.get(cell, 0) for cell in CELLS] for row in [*rows, *({c: 1} for c in shown)]]
    return np.array(matrix), np.array([0] * len(rows) + [*shown.values()])


def spread(cell, shown):
    matrix, known = equations(shown)
    goal = np.array([float(one == cell) for one in CELLS])
    ends = [linprog(sign * goal, A_eq=matrix, b_eq=known, bounds=(0, None)) for sign in (1, -1)]
    low, high = (end.fun if end.status == 0 else -np.inf for end in ends)
    return -high - low


@pytest.mark.parametrize("seed", range(25))
def test_no_order_of_files_and_editions_lets_a_small_number_be_worked_out(seed, tmp_path):
    draw = random.Random(seed)
    truth, folder = made_up_survey(draw), tmp_path / "local"
    loaded = [supply(draw, truth, folder, number) for number in range(3)]
    assert loaded[0], "nothing is held before the first file, so it is loaded"
    held = held_rows(folder, YOUTH.tables[0])
    told = held[held["status"].astype("str") != "c"]
    shown = {
        (str(row.area_code), str(row.counted)): int(row.respondents) for row in told.itertuples()
    }
    for cell, number in truth.items():
        if number < THRESHOLD:
            assert cell not in shown
            assert spread(cell, shown) >= SPREAD - 1e-6, f"{cell} can be worked out"
