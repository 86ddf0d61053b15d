"""`knife-crime signals`, as a person and as a program read it."""

import calendar
import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from metrics.assurance import CONSISTENTLY_MET, CONSISTENTLY_MISSED
from publish.signals_command import signals

PUBLISHED = ["--as-of", "2026-03"]


def run(*arguments):
    return CliRunner().invoke(signals, list(arguments))


def test_csv_has_a_line_for_each_place():
    done = run("knife_crime", *PUBLISHED)
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(lines) == 33
    assert lines[0]["period_end"] == "2026-02-28"
    assert {"value", "centre", "lower", "upper", "segment", "rules", "verdict"} <= set(lines[0])


def test_json_says_the_same():
    (southwark,) = json.loads(
        run("knife_crime", "--area", "southwark", "--format", "json", *PUBLISHED).stdout
    )
    assert southwark["area_code"] == "E09000028"
    assert southwark["value"] == 65
    assert southwark["verdict"].startswith("Nothing unusual")


def test_a_reader_gets_sentences():
    done = run("knife_crime", "--area", "croydon", "--format", "table", *PUBLISHED)
    assert done.stdout == (
        "knife_crime, Croydon, February 2026 (provisional): Knife crime in Croydon has been below "
        "its average for nine months (that of the months since August 2021): more than chance.\n"
    )


def test_points_are_every_charted_month():
    done = run("knife_crime", "--area", "southwark", "--points", *PUBLISHED)
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert lines[-1]["period_end"] == "2026-02-28"
    assert {"charted", "centre", "rules", "new"} <= set(lines[0])
    shown = run("knife_crime", "--area", "southwark", "--points", "--format", "table", *PUBLISHED)
    assert "centre" in shown.stdout.splitlines()[0]


@pytest.mark.parametrize("day", ["2050-01", "1999-01"])
def test_limits_cannot_start_afresh_outside_the_months_charted(day):
    done = run("knife_crime", "--area", "E23000001", "--rebase", day, *PUBLISHED)
    assert done.exit_code == 2
    assert (
        f"cannot start afresh on {day}-01: the months charted are those from March 2021 to"
        in done.output
    )


@pytest.mark.parametrize("metric", ["knife_homicide_under_25", "search_place_unknown"])
def test_what_no_borough_has_is_not_compared(metric):
    done = run(metric, "--compare")
    assert done.exit_code == 2
    assert f"Error: {metric} is held for no borough" in done.output


def test_limits_can_start_afresh_where_the_reader_says():
    done = run("knife_crime", "--area", "E23000001", "--rebase", "2023-11", *PUBLISHED)
    (line,) = csv.DictReader(io.StringIO(done.stdout))
    assert line["segment"] == "2"


FROZEN = ("--baseline", "2022-01:2024-12")


def test_limits_can_be_frozen_on_a_period_that_verdict_and_columns_name():
    asked = ("knife_crime", "--area", "croydon", *FROZEN, *PUBLISHED)
    (found,) = json.loads(run(*asked, "--format", "json").stdout)
    assert found["verdict"].startswith("Knife crime in Croydon has been below its 2022 to 2024")
    assert (found["baseline_first"], found["baseline_last"]) == ("2022-01-01", "2024-12-31")
    points = list(csv.DictReader(io.StringIO(run(*asked, "--points").stdout)))
    assert {point["centre"] for point in points[-12:]} == {f"{found['centre']:.10g}"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (FROZEN, "A baseline is of one measure"),
        (("knife_crime", "--new", *FROZEN), "--baseline"),
        (("knife_crime", "--compare", *FROZEN), "--baseline"),
        (("knife_crime", "--baseline", "2022"), "is no stretch. Write 2022-01:2024-12."),
        (("knife_crime", "--baseline", "2024-12:2022-01"), "ends before it begins"),
        (("knife_crime", "--baseline", "2024-01:2024-06"), "has 6 months; limits need 12"),
    ],
)
def test_a_baseline_that_cannot_serve_is_refused_in_a_sentence(arguments, said):
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_points_need_a_measure():
    done = run("--points")
    assert done.exit_code == 2
    assert "Name the measure" in done.stderr


def test_a_measure_without_charts_is_refused_in_a_sentence():
    done = run("victimisation_all_ages")
    assert done.exit_code == 2
    assert "has no control chart" in done.stderr
    assert "Traceback" not in done.stderr


def test_new_signals_come_with_the_number_to_expect():
    done = run("--new", *PUBLISHED)
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {line["new"] for line in lines} == {"True"}
    assert "would be expected if nothing had changed" in done.stderr
    assert "knife crime, " in done.stderr
    assert "to February 2026" in done.stderr
    assert "No news, because it is more than six months older" in done.stderr


def test_new_signals_are_of_charts_as_they_stand():
    assert run("--new", "--rebase", "2023-11").exit_code == 2


def test_a_table_says_what_becomes_of_a_target():
    asked = ("knife_crime", "--area", "southwark", *PUBLISHED, "--format", "table")
    assert f"The target is {CONSISTENTLY_MET}." in run(*asked, "--target", "1000").stdout
    assert f"The target is {CONSISTENTLY_MISSED}." in run(*asked, "--target", "1").stdout
    assert "target" not in run(*asked).stdout


def test_a_measure_of_which_neither_way_is_better_has_no_target_and_says_so():
    done = run("weapon_possession", "--area", "southwark", "--target", "10", *PUBLISHED)
    assert "neither more nor less is better" in done.stderr
    met = run("knife_crime", "--area", "southwark", "--target", "10", *PUBLISHED)
    assert "neither" not in met.stderr


def test_rates_can_be_charted_and_targets_declared():
    done = run("knife_crime", "--area", "southwark", "--as", "rate", "--target", "9", *PUBLISHED)
    (line,) = csv.DictReader(io.StringIO(done.stdout))
    assert (line["chart"], line["assurance"]) == ("u′", "consistently met")


def test_points_of_a_borough_s_homicides_are_years():
    done = run("homicide", "--area", "southwark", "--points")
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {line["period_type"] for line in lines} == {"calendar_year", "rolling_12_months"}


FORMS = [
    (),
    ("--points",),
    ("--new",),
    ("--compare",),
    ("--as", "rate"),
    ("--as", "rate", "--points"),
    ("--rebase", "2012-05"),
    ("--rebase", "2012-05", "--points"),
    ("--target", "0.3"),
    ("--as-of", "2024-02"),
]


@pytest.mark.parametrize("file_format", ["csv", "json", "table"])
@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_no_form_tells_the_month_of_a_borough_s_homicide(form, file_format):
    """Only ends of years stand there: December, or the month of the newest file for 12 months."""
    asked = ("knife_homicide", *form, "--area", "richmond-upon-thames", "--area", "southwark")
    done = run(*asked, "--format", file_format)
    assert done.exit_code == 0, done.stderr
    newest = "January" if form == ("--as-of", "2024-02") else "March"
    months = {name for name in calendar.month_name if name and name in done.stdout + done.stderr}
    assert months <= {newest}
    days = set(re.findall(r"\d{4}-(\d\d-\d\d)", done.stdout))
    vintages = {"04-30", "02-28"} if "--compare" in form else set()
    allowed = {"12-31", "01-31" if newest == "January" else "03-31"} | vintages
    assert days <= allowed
    assert not re.search(r"\b(for|since) \w+ months", done.stdout)


def test_the_number_of_months_waited_is_nowhere():
    done = run("knife_homicide", "--area", "richmond-upon-thames", "--points")
    waits = [line for line in csv.DictReader(io.StringIO(done.stdout)) if line["chart"] == "g"]
    assert len(waits) > 12
    assert {(line["value"], line["charted"]) for line in waits} == {("", "")}
    (newest,) = csv.DictReader(
        io.StringIO(run("knife_homicide", "--area", "richmond-upon-thames").stdout)
    )
    assert (newest["chart"], newest["charted"]) == ("g", "")


def test_boroughs_can_be_compared_for_their_size():
    done = run("knife_crime", "--compare", *PUBLISHED)
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(lines) == 32
    assert {"position", "adjusted_position", "multiple", "similar_boroughs"} <= set(lines[0])
    (southwark,) = json.loads(
        run(
            "knife_crime", "--compare", "--area", "southwark", "--format", "json", *PUBLISHED
        ).stdout
    )
    assert southwark["vintage"] == "2026-03-18"


def test_choices_that_do_not_go_together_are_refused():
    for arguments in (
        ("knife_crime", "--points", "--compare"),
        ("knife_crime", "--compare", "--as", "rate"),
        ("knife_crime", "--points", "--target", "5"),
        ("--compare",),
        ("--target", "5"),
        ("--new", "--no-screening"),
        ("knife_crime", "--compare", "--two-of-three", "between-two-and-three"),
    ):
        assert run(*arguments).exit_code == 2, arguments


def newest(*arguments):
    (line,) = csv.DictReader(io.StringIO(run(*arguments, *PUBLISHED).stdout))
    return line


def test_limits_can_be_drawn_without_screening():
    asked = ("knife_crime", "--area", "southwark")
    plain, unscreened = newest(*asked), newest(*asked, "--no-screening")
    assert plain["centre"] == unscreened["centre"]
    assert float(unscreened["upper"]) > float(plain["upper"])
    points = run(*asked, "--no-screening", "--points", *PUBLISHED)
    last = list(csv.DictReader(io.StringIO(points.stdout)))[-1]
    assert last["upper"] == unscreened["upper"]


def test_the_two_of_three_rule_has_two_variants():
    """Only points between two and three sigma count in the older one: never more signals."""
    asked = ("weapon_possession", "--points", "--as-of", "2026-08")
    every = run(*asked).stdout.count("two_of_three")
    fewer = run(*asked, "--two-of-three", "between-two-and-three").stdout.count("two_of_three")
    assert 0 < fewer < every


def test_what_does_not_go_with_variants_of_the_rules_says_why():
    done = run("--new", "--no-screening")
    assert done.exit_code == 2
    assert "was measured with the usual rules" in done.stderr
