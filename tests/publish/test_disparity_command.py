"""`knife-crime disparity`: a ratio never travels without what it is made of."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from cli import COMMANDS
from metrics.values import metric_values
from publish.disparity_command import disparity

MET, CITY = "E23000001", "E09000001"


def run(*arguments):
    return CliRunner().invoke(disparity, list(arguments))


def rows_of(*arguments):
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_it_is_mounted():
    assert COMMANDS["disparity"][0] == "publish.disparity_command:disparity"


@pytest.mark.parametrize("against", ["white", "everyone"])
@pytest.mark.parametrize("area", [MET, "southwark"])
def test_every_ratio_can_be_worked_out_again_from_its_row(area, against):
    for row in rows_of("--area", area, "--against", against):
        if row["value"]:
            own = float(row["numerator"]) / float(row["residents"])
            other = float(row["denominator"]) / float(row["other_residents"])
            assert float(row["value"]) == pytest.approx(own / other, rel=1e-6)
            assert float(row["lowest"]) <= float(row["value"]) <= float(row["highest"])


def test_the_bounds_come_from_the_unknown_of_the_row():
    for row in rows_of():
        unknown, own = float(row["unknown"]), float(row["numerator"])
        scale = float(row["other_residents"]) / float(row["residents"])
        other = float(row["denominator"])
        assert float(row["lowest"]) == pytest.approx(own / (other + unknown) * scale, rel=1e-6)
        assert float(row["highest"]) == pytest.approx((own + unknown) / other * scale, rel=1e-6)


def test_the_share_not_known_is_that_of_the_measure_of_it():
    shares = metric_values(
        "search_ethnicity_unknown",
        area=MET,
        period_type="rolling_12_months",
        by=("ethnicity_basis",),
    )
    newest = shares[shares["period_end"] == shares["period_end"].max()]
    stated = newest.set_index("ethnicity_basis")
    for row in rows_of():
        own = stated.loc[row["ethnicity_basis"]]
        assert float(row["unknown_pct"]) == pytest.approx(own["value"], rel=1e-6)
        assert (int(row["unknown"]), int(row["people"])) == (own["numerator"], own["denominator"])


def test_for_an_object_the_people_are_those_searched_for_it():
    every, weapons = rows_of()[0], rows_of("--object", "weapons")[0]
    assert int(weapons["people"]) < int(every["people"])
    assert weapons["residents"] == every["residents"]


def test_the_columns_of_values_stay_as_they_are_and_parts_come_on_request():
    asked = {"area": MET, "period_type": "financial_year"}
    plain = metric_values("search_disparity", **asked)
    parts = metric_values("search_disparity", **asked, with_parts=True)
    added = [name for name in parts if name not in plain]
    assert {*added} == {"unknown", "residents", "other_residents"}
    assert parts[[*plain]].equals(plain)


def test_json_has_the_same_rows():
    found = json.loads(run("--area", "southwark", "--format", "json").stdout)
    assert [row["ethnicity"] for row in found] == [
        row["ethnicity"] for row in rows_of("--area", "southwark")
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--against", "blue"], "Use one of: white, everyone."),
        (["--object", "hats"], "Use one of: all, weapons, section_60"),
        (["--area", "atlantis"], "atlantis"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(words, told):
    done = run(*words)
    assert done.exit_code == 2
    assert told in done.stderr


def test_where_no_such_period_is_held_it_says_so_and_prints_the_columns_alone():
    done = run("--area", CITY)
    assert done.exit_code == 0
    assert "Ask for a shorter one" in done.stderr
    assert len(done.stdout.splitlines()) == 1
