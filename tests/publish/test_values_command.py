"""`knife-crime values` and `knife-crime metrics`, as a program reads them."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from cli import main
from metrics.catalogue import METRICS
from publish.commands import metrics, values

ROOT = Path(__file__).parents[2]
COLUMNS = (
    "metric_id,area_code,area_name,period_type,period_start,period_end,value,unit,lower,upper,"
    "numerator,denominator,status,vintage"
)
AUGUST = ["--from", "2021-08", "--to", "2021-08"]


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments))


def rows_of(*arguments):
    done = run(values, *arguments)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_csv_has_exactly_the_promised_columns():
    done = run(values, "knife_crime", "--area", "E23000001", *AUGUST)
    assert done.stdout.splitlines()[0] == COLUMNS


@pytest.mark.parametrize("file_format", ["json", "parquet"])
def test_every_format_has_the_promised_columns_and_no_more(file_format, tmp_path):
    to = tmp_path / "values"
    asked = ("knife_crime", "--area", "southwark", *AUGUST, "--format", file_format)
    assert run(values, *asked, "--out", str(to)).exit_code == 0
    read = {"json": pd.read_json, "parquet": pd.read_parquet}[file_format]
    assert ",".join(read(to).columns) == COLUMNS


def test_a_value_reads_as_it_was_published():
    row = rows_of("knife_crime", "--area", "E23000001", *AUGUST)[0]
    assert row["value"] == row["numerator"] == "939"
    assert (row["period_start"], row["period_end"]) == ("2021-08-01", "2021-08-31")
    assert (row["unit"], row["status"], row["vintage"]) == ("offences", "b", "2025-08-21")


def test_a_month_in_a_gap_has_an_empty_value_and_its_status():
    row = rows_of("knife_crime", "--area", "southwark", "--from", "2021-07", "--to", "2021-07")[0]
    assert (row["value"], row["numerator"], row["status"], row["vintage"]) == ("", "", "x", "")


def test_a_dimension_has_its_column_before_the_value():
    asked = ["homicide", "--period-type", "financial_year", "--by", "sex", "--by", "method"]
    header = run(values, *asked).stdout.splitlines()[0]
    assert header == COLUMNS.replace("value,", "sex,method,value,")


def test_all_is_every_borough_and_the_whole_area():
    assert len(rows_of("knife_crime", *AUGUST)) == 33


def test_json_holds_the_same_numbers_and_null_for_a_missing_one():
    asked = ["knife_crime", "--area", "E23000001", "--from", "2021-07", "--to", "2021-08"]
    found = json.loads(run(values, *asked, "--format", "json").stdout)
    assert [row["value"] for row in found] == [None, 939]
    assert ",".join(found[0]) == COLUMNS
    assert found[1]["period_end"] == "2021-08-31"


def test_parquet_holds_days_as_days_and_the_words_of_the_measure(tmp_path):
    file = tmp_path / "values.parquet"
    done = run(values, "knife_crime", *AUGUST, "--format", "parquet", "--out", str(file))
    assert (done.exit_code, done.output) == (0, "")
    table = pd.read_parquet(file)
    assert ",".join(table.columns) == COLUMNS
    assert str(table["period_end"].iloc[0]) == "2021-08-31"
    import pyarrow.parquet as pq

    assert pq.read_schema(file).metadata[b"title"] == b"Knife crime"


def test_a_rate_is_asked_for_by_as():
    row = rows_of("knife_crime", "--area", "southwark", "--as", "rate", *AUGUST)[0]
    rate = 1000 * int(row["numerator"]) / int(row["denominator"])
    assert float(row["value"]) == pytest.approx(rate)


def test_as_of_gives_the_figure_of_the_day():
    year = ["--period-type", "financial_year", "--from", "2025-03", "--to", "2025-03"]
    asked = ["knife_crime", "--area", "E23000001", *year]
    assert rows_of(*asked, "--as-of", "2025-09-01")[0]["value"] == "16138"
    assert rows_of(*asked)[0]["value"] == "16156"


def test_on_gives_the_position_of_a_day():
    rows = rows_of("action_plan_progress", "--by", "past_due", "--on", "2017-07-01")
    assert [(row["past_due"], row["value"]) for row in rows] == [("no", "86"), ("yes", "1")]
    assert {(row["period_type"], row["period_start"], row["period_end"]) for row in rows} == {
        ("day", "2017-07-01", "2017-07-01")
    }


def test_the_shortest_period_offered_is_given_when_none_is_named():
    assert {row["period_type"] for row in rows_of("victimisation_under_25")} == {
        "rolling_12_months"
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["knife_crme"], "Did you mean knife_crime"),
        (["knife_crime", "--area", "suthwark"], "Did you mean Southwark"),
        (["knife_crime", "--period-type", "week"], "Use one of: month, quarter"),
        (["homicide", "--area", "southwark", "--period-type", "month"], "named in the press"),
        (["knife_crime", "--from", "spring"], "Write 2024-04-01"),
        (["knife_crime", "--by", "sex"], "Its dimensions: none"),
        (["knife_crime", "--on", "2018-01-01"], "cannot be judged on a day"),
        (["action_plan_progress", "--on", "2018-02-30"], "Write 2024-04-01"),
        (["action_plan_progress", "--on", "2016-12-31"], "from 2017-01-01 on"),
    ],
)
def test_a_question_that_cannot_be_is_refused_in_a_sentence(arguments, words):
    done = run(values, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.output


def test_nothing_found_is_said_beside_the_empty_table():
    done = run(values, "knife_crime", "--as-of", "2010-01-01")
    assert done.exit_code == 0
    assert done.stdout == f"{COLUMNS}\n"
    assert "No values match" in done.stderr


def test_tables_that_are_not_there_are_named_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIFE_CRIME_DATA", str(tmp_path))
    done = run(values, "knife_crime")
    assert done.exit_code == 1
    assert "is not loaded" in done.stderr
    assert str(tmp_path) in done.stderr


def test_a_file_that_cannot_be_written_is_reported(tmp_path):
    done = run(values, "knife_crime", "--out", str(tmp_path / "none" / "values.csv"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_parquet_is_not_sent_to_a_terminal(monkeypatch):
    monkeypatch.setattr("publish.commands.on_a_terminal", lambda: True)
    done = run(values, "knife_crime", "--format", "parquet")
    assert done.exit_code == 2
    assert "--out" in done.stderr


def test_the_catalogue_lists_every_measure():
    lines = run(metrics).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(METRICS)


def test_the_catalogue_as_json_declares_each_measure_in_full():
    found = {
        entry["metric_id"]: entry for entry in json.loads(run(metrics, "--format", "json").stdout)
    }
    assert set(found) == set(METRICS)
    assert found["knife_crime"]["rate_unit"] == "offences per 1,000 residents"
    assert found["weapon_possession"]["direction"] == "no judgement"
    assert found["homicide"]["dimensions"]["sex"] == ["female", "male", "unknown"]


def test_asking_for_help_imports_no_tables():
    code = "import sys, publish.commands; print('pandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("reported", [False, True])
def test_a_plan_just_loaded_answers_with_and_without_reports(tmp_path, monkeypatch, reported):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNIFE_CRIME_LOCAL", raising=False)
    for name in ["action_plan", *(["action_plan_updates"] if reported else [])]:
        shown = run(main, "ingest", "import", name, "--example")
        assert shown.exit_code == 0, shown.output
        words = ["import", name, f"made-up-{name}.csv", "--allow-example", "--data", "trial"]
        done = run(main, "ingest", *words)
        assert done.exit_code == 0, done.output
    asked = ["action_plan_progress", "--by", "status", "--by", "reported_by", "--on", "2019-02-01"]
    done = run(main, "values", *asked, "--data", "trial")
    assert done.exit_code == 0, done.output
    found = {row["action_status"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert found["in progress"]["reported_by"] == "no report"
    assert ("not reported" in found) is not reported
    if reported:
        assert found["complete"]["reported_by"] == "Made-up officer"
        assert found["complete"]["status"] == "e"


def test_a_place_without_a_plan_is_told_which_places_have_one():
    done = run(values, "action_plan_progress", "--area", "E23000001")
    assert done.exit_code == 2
    assert "Ask for E09000028, Southwark, or for all areas." in done.stderr


def test_reports_on_the_strategy_s_commitments_are_tried_in_a_folder_of_their_own(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNIFE_CRIME_LOCAL", raising=False)
    asked = ["values", "commitment_progress", "--by", "status", "--on", "2018-02-01"]
    absent = run(main, *asked, "--data", "trial")
    assert absent.exit_code == 1
    assert "'knife-crime ingest build strategy_commitments --out DIR'" in absent.stderr
    built = run(main, "ingest", "build", "strategy_commitments", "--out", "trial")
    assert built.exit_code == 0, built.output
    run(main, "ingest", "import", "commitment_updates", "--example")
    file = "made-up-commitment_updates.csv"
    words = ["import", "commitment_updates", file, "--allow-example", "--data", "trial"]
    done = run(main, "ingest", *words)
    assert done.exit_code == 0, done.output
    done = run(main, *asked, "--data", "trial")
    assert done.exit_code == 0, done.output
    found = {row["commitment_status"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    counts = {name: row["value"] for name, row in found.items()}
    assert counts == {"complete": "1", "in progress": "1", "no status printed": "57"}


def test_a_report_on_no_commitment_is_refused_by_line_and_column(tmp_path):
    file = tmp_path / "reports.csv"
    head = "commitment_id,reported_on,commitment_status,note,reported_by"
    file.write_text(f"{head}\nLKCS-9.01,2018-01-31,complete,,x\n", encoding="utf-8")
    words = ["import", "commitment_updates", str(file), "--data", str(tmp_path / "t")]
    done = run(main, "ingest", *words)
    assert done.exit_code == 1
    assert "line 2, column 'commitment_id'" in done.stderr
    assert "from LKCS-1.01 to LKCS-6.06" in done.stderr
