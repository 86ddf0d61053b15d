"""`knife-crime revisions`, as a person and as a program read it."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from cli import COMMANDS
from metrics.revisions import newest_with_band, revisions, triangle, typical_revisions
from publish.revisions_command import WAYS
from publish.revisions_command import revisions as command

OUTCOMES, LONDON = "knife_crime_positive_outcome_rate", "E23000001"


def run(*arguments):
    return CliRunner().invoke(command, list(arguments))


def lines(*arguments):
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_it_is_mounted():
    assert COMMANDS["revisions"][0] == "publish.revisions_command:revisions"


def test_positive_outcomes_of_july_2025_were_288_and_are_222():
    july = [one for one in lines(OUTCOMES, "--area", LONDON) if one["period_end"] == "2025-07-31"]
    (found,) = july
    assert (found["first_numerator"], found["newest_numerator"]) == ("288", "222")
    said = lines(OUTCOMES, "--area", LONDON, "--show", "triangle")
    own = [one["numerator"] for one in said if one["period_end"] == "2025-07-31"]
    assert own == ["288", "222"]


@pytest.mark.parametrize(
    ("show", "function"),
    [
        ("first-to-newest", revisions),
        ("triangle", triangle),
        ("typical", typical_revisions),
        ("band", newest_with_band),
    ],
)
def test_each_way_prints_what_its_function_returns(show, function):
    expected = function("knife_crime", area="southwark")
    found = lines("knife_crime", "--area", "southwark", "--show", show)
    assert len(found) == len(expected)
    assert list(found[0]) == list(expected)
    as_json = run("knife_crime", "--area", "southwark", "--show", show, "--format", "json")
    rows = json.loads(as_json.stdout)
    assert len(rows) == len(expected)
    for name in ("period_end", "published", "newest_published"):
        assert all(len(row[name]) == len("2026-03-18") for row in rows if name in row)
    shown = run("knife_crime", "--area", "southwark", "--show", show, "--format", "table")
    assert len(shown.stdout.splitlines()) == len(expected) + 1


def test_what_has_one_file_only_is_said_to_have_no_revision():
    done = run("knife_possession", "--area", "southwark", "--show", "typical")
    assert done.exit_code == 0
    assert "no period is covered by two files" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_what_cannot_be_is_explained():
    band = run("knife_crime", "--show", "band")
    assert band.exit_code == 2
    assert "add --area" in band.stderr
    unknown = run("gun_sales")
    assert unknown.exit_code == 2
    assert "Traceback" not in unknown.stderr
    assert "is not held" in run("knife_crime", "--area", "city-of-london").stderr


def test_no_month_of_a_borough_s_homicides_is_printed():
    for show in WAYS[:3]:
        found = lines("knife_homicide", "--show", show)
        assert {one.get("area_code", LONDON) for one in found} <= {LONDON}
        asked = run("knife_homicide", "--area", "southwark", "--show", show)
        assert asked.exit_code == 2
