"""`knife-crime claim`, as a person and as a program read it."""

import json
from datetime import date

from click.testing import CliRunner

from data.periods import parse_period
from layouts.claim_words import widened
from metrics.claim_reading import check_claim
from publish.claim_command import claim

SOUTHWARK = ["knife_crime", "--area", "southwark", "--as-of", "2026-03"]
YEARS = ["--from", "12m:2025-02", "--to", "12m:2026-02"]


def run(*arguments):
    return CliRunner().invoke(claim, list(arguments))


def test_a_reader_gets_the_answer_the_readings_and_what_is_left_out():
    done = run(*SOUTHWARK, "--change", "-15", *YEARS)
    assert done.exit_code == 0
    first, *others = done.stdout.splitlines()
    assert "the claim of −15% is reproduced" in first
    for heading in ("Other baselines:", "Other measures over the same time:"):
        assert heading in others
    assert "What the claim leaves out:" in others
    assert "times as much as chance alone" in others[-1]


def test_months_vary_by_a_spread_and_not_by_a_variance():
    judged = check_claim(
        "knife_crime",
        area="E23000001",
        change="-15",
        before=parse_period("12m:2025-02"),
        now=parse_period("12m:2026-02"),
        as_of=date(2026, 3, 31),
    )
    assert judged.variation.dispersion > 3
    said = f"vary {judged.variation.dispersion**0.5:.1f} times as much as chance alone"
    assert said in widened(judged)
    done = run("knife_crime", "--area", "E23000001", *SOUTHWARK[3:], "--change", "-15", *YEARS)
    assert said in done.stdout.splitlines()[-1]


def test_a_program_gets_the_same_as_json():
    done = run(*SOUTHWARK, "--change", "-15", *YEARS, "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "reproduced"
    assert answer["arithmetic"]["now"] == 680
    assert answer["variation"]["more_than_ordinary"] is True
    assert any(one["percent"] is None for one in answer["baselines"])


def test_baselines_of_few_events_are_two_counts():
    homicides = ["knife_homicide", "--area", "southwark", "--change", "-50"]
    done = run(*homicides, "--from", "2022/23", "--to", "2023/24", "--as-of", "2026-03")
    shown = done.stdout.partition("Other baselines:")[2].partition("Baselines moved")[0]
    lines = shown.strip().splitlines()
    assert lines
    assert all(line.endswith("(fewer than 50 events before: no percentage)") for line in lines)
    assert "%" not in shown


def test_what_cannot_be_judged_yet_is_marked_and_null_for_a_program():
    asked = ("knife_crime_positive_outcome_rate", "--area", "E23000001", "--as-of", "2026-03")
    asked += ("--change", "-22", "--from", "2023/24", "--to", "2024/25")
    shown = run(*asked).stdout
    assert "? not judged yet, its figures will still be revised)" in shown
    assert "−45.3%? " in shown
    assert "10.6% to 8.3%" in shown
    answer = json.loads(run(*asked, "--format", "json").stdout)
    assert answer["variation"]["more_than_ordinary"] is None
    assert answer["revised"]


def test_what_is_not_held_is_an_answer():
    done = run(*SOUTHWARK, "--change", "40", "--from", "2015/16", "--to", "2022/23")
    assert done.exit_code == 0
    assert done.stdout.startswith("Not held.")
    assert len(done.stdout.splitlines()) == 1


def test_a_second_place_is_refused_and_not_dropped():
    done = run(*SOUTHWARK, "--area", "lewisham", "--change", "-15", *YEARS)
    assert done.exit_code == 2
    assert "--area is given 2 times and takes one value. Ask once for each." in done.stderr
    assert not done.stdout


def test_a_misspelt_period_is_a_misuse():
    done = run(*SOUTHWARK, "--change", "40", "--from", "long ago", "--to", "2023")
    assert done.exit_code == 2
    assert "is no period" in done.stderr


def test_baselines_moved_by_months_are_counted_and_shown_by_quarters():
    done = run(*SOUTHWARK, "--change", "-15", *YEARS)
    shown = done.stdout.partition("Baselines moved by months: ")[2].partition("Other measures")[0]
    lead, head, *rows, last = (line.strip() for line in shown.strip().splitlines())
    assert lead.startswith("Of 24 neighbouring baselines, moved by 1 to 12 months, 17 also fell")
    assert "more than ordinary variation" in head
    assert [row.split()[0] for row in rows] == ["−12", "−9", "−6", "−3"]
    assert "−14.0%*" in rows[0]
    assert last == (
        "16 of the 24 readings, by other months, are not printed: --format json gives all, each "
        "with its limits."
    )
    everything = json.loads(run(*SOUTHWARK, "--change", "-15", *YEARS, "--format", "json").stdout)
    assert len(everything["by_month"]) == 24
