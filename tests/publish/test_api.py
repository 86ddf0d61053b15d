"""The API gives the very figures of the command line, and refuses in words what cannot be."""

import csv
import io
import json

import pandas as pd
import pytest
from click.testing import CliRunner

from data.areas import all_areas
from data.breaks import all_breaks
from data.store import citations, data_version
from metrics.catalogue import METRICS
from publish.commands import metrics, values

KNIFE_CRIME = "/api/v1/metrics/knife_crime/values"
BROTLI = {"Accept-Encoding": "br"}


def printed(*arguments):
    done = CliRunner().invoke(values, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


@pytest.mark.parametrize(
    ("metric_id", "choices"),
    [
        ("knife_crime", []),
        ("knife_crime", [("area", "southwark"), ("as", "rate"), ("period-type", "quarter")]),
        ("knife_crime", [("area", "E23000001"), ("from", "2021-05"), ("to", "2021-09-30")]),
        ("knife_crime", [("period-type", "financial_year"), ("as-of", "2025-09-01")]),
        ("knife_homicide", [("by", "sex"), ("by", "age_group"), ("area", "E23000001")]),
        ("action_plan_progress", [("by", "status")]),
        ("action_plan_progress", [("by", "past_due"), ("by", "lead"), ("on", "2018-06-30")]),
        ("search_disparity", [("area", "Croydon"), ("area", "E23000001"), ("by", "ethnicity")]),
        ("knife_hospital_admissions", [("period-type", "financial_year")]),
    ],
)
@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_an_answer_is_what_the_command_prints_to_the_byte(client, metric_id, choices, file_format):
    asked = [*choices, ("format", file_format)]
    answer = client.get(f"/api/v1/metrics/{metric_id}/values", query_string=asked)
    assert answer.status_code == 200, answer.text
    words = [word for name, value in asked for word in (f"--{name}", value)]
    assert answer.data == printed(metric_id, *words)


def test_csv_is_what_comes_unless_another_format_is_asked_for(client):
    answer = client.get(KNIFE_CRIME)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="knife-crime.csv"'
    assert client.get(f"{KNIFE_CRIME}?format=json").mimetype == "application/json"
    parquet = client.get(f"{KNIFE_CRIME}?format=parquet")
    assert parquet.mimetype == "application/vnd.apache.parquet"
    assert len(pd.read_parquet(io.BytesIO(parquet.data))) == len(
        pd.read_csv(io.StringIO(answer.text))
    )


def test_a_month_without_figures_is_missing_and_no_zero(client):
    asked = {"area": "southwark", "from": "2021-07", "to": "2021-07"}
    (row,) = csv.DictReader(io.StringIO(client.get(KNIFE_CRIME, query_string=asked).text))
    assert (row["value"], row["status"]) == ("", "x")
    (found,) = client.get(KNIFE_CRIME, query_string={**asked, "format": "json"}).json
    assert (found["value"], found["status"]) == (None, "x")


def test_an_empty_field_of_a_form_counts_as_not_given(client):
    plain = client.get(KNIFE_CRIME).data
    assert client.get(f"{KNIFE_CRIME}?area=&from=&to=&as=&as-of=&period-type=").data == plain


def test_a_parameter_may_be_spelt_as_the_columns_are(client):
    hyphens = client.get(f"{KNIFE_CRIME}?period-type=quarter&as-of=2025-09-01")
    assert client.get(f"{KNIFE_CRIME}?period_type=quarter&as_of=2025-09-01").data == hyphens.data


def test_the_measures_are_those_of_the_command(client):
    declared = json.loads(CliRunner().invoke(metrics, ["--format", "json"]).stdout)
    assert client.get("/api/v1/metrics").json == declared
    for one in declared:
        assert client.get(f"/api/v1/metrics/{one['metric_id']}").json == one


def test_places_sources_and_breaks_are_all_there(client):
    areas = {row["area_code"]: row for row in client.get("/api/v1/areas").json}
    assert set(areas) == set(all_areas())
    assert areas["E09000028"]["slug"] == "southwark"
    sources = {row["source_id"]: row for row in client.get("/api/v1/sources").json}
    assert set(sources) == set(citations())
    assert sources["mps_monthly_crime"]["vintages"] == [
        {"vintage": "2025-08-21", "basis": "printed"},
        {"vintage": "2026-03-18", "basis": "printed"},
    ]
    breaks = client.get("/api/v1/breaks").json
    assert [row["break_id"] for row in breaks] == [entry.break_id for entry in all_breaks()]
    connect = next(row for row in breaks if row["break_id"] == "connect-2024-domestic-abuse")
    assert (connect["comparable"], connect["last_day"]) == ("no", None)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/metrics/knife_crme", 404, "Did you mean knife_crime"),
        ("/api/v1/metrics/knife_crme/values", 404, "Did you mean knife_crime"),
        ("/api/v1/metrics/repeat_victimisation/values", 404, "knife-crime ingest import victims"),
        (f"{KNIFE_CRIME}?area=suthwark", 400, "Did you mean Southwark"),
        (f"{KNIFE_CRIME}?area=E09000001", 400, "has its own police"),
        (f"{KNIFE_CRIME}?period-type=week", 400, "Use one of: month, quarter"),
        (f"{KNIFE_CRIME}?as=percent", 400, "Use 'count' or 'rate'"),
        (f"{KNIFE_CRIME}?by=sex", 400, "Its dimensions: none"),
        (f"{KNIFE_CRIME}?from=spring", 400, "Write 2024-04-01"),
        (f"{KNIFE_CRIME}?to=2024-13", 400, "Write 2024-04-01"),
        (f"{KNIFE_CRIME}?format=xlsx", 400, "Use one of: csv, json, parquet"),
        (f"{KNIFE_CRIME}?borough=southwark", 400, "Use any of: area, period-type"),
        (f"{KNIFE_CRIME}?as=rate&as=count", 400, "Give it once"),
        ("/api/v1/nothing", 404, "There are: /api/v1/metrics"),
        ("/api", 404, "There are: /api/v1/metrics"),
        ("/api/v2/metrics", 404, "There are: /api/v1/metrics"),
    ],
)
def test_what_cannot_be_is_refused_as_a_problem_that_names_what_can(client, path, status, words):
    answer = client.get(path)
    assert answer.status_code == answer.json["status"] == status
    assert answer.mimetype == "application/problem+json"
    assert words in answer.json["detail"]
    assert answer.json["detail"].endswith(".")
    assert answer.json["title"]


def test_a_refusal_lists_what_the_measure_takes(client):
    valid = client.get("/api/v1/metrics/victimisation_under_25/values?period-type=month").json[
        "valid"
    ]
    assert valid["period-type"] == ["rolling_12_months", "financial_year", "calendar_year"]
    assert valid["as"] == ["rate"]
    assert valid["format"] == ["csv", "json", "parquet"]
    assert client.get("/api/v1/metrics/none").json["valid"]["metric"] == list(METRICS)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("area=southwark&" * 101, "at most 100"),
        ("area=" + "s" * 200, "more than 100"),
        ("area=southwark&" * 400, "at most 4,000"),
        ("b" * 500 + "=1", "is no parameter"),
    ],
)
def test_an_endless_question_is_refused(client, query, words):
    answer = client.get(f"{KNIFE_CRIME}?{query}")
    assert answer.status_code == 400
    assert words in answer.json["detail"]
    assert len(answer.text) < 2000


def test_an_answer_of_endless_rows_is_refused_with_how_to_ask_for_less(client):
    path = "/api/v1/metrics/searches/values"
    groups = client.get(f"{path}?by=object&by=power&by=outcome")
    assert "936 groups" in groups.json["detail"]
    assert groups.status_code == 400
    rows = client.get(f"{path}?by=object&by=power")
    assert "65,880 rows" in rows.json["detail"]
    assert client.get(f"{path}?by=object&by=power&area=southwark").status_code == 200


def test_another_method_is_refused_as_a_problem(client):
    answer = client.post(KNIFE_CRIME)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert client.post("/api/v1/areas").status_code == 405


@pytest.mark.parametrize(
    "path", [KNIFE_CRIME, f"{KNIFE_CRIME}?format=json", "/api/v1/areas", "/api/v1/openapi.json"]
)
def test_an_answer_the_reader_holds_is_not_sent_again(client, path):
    first = client.get(path, headers=BROTLI)
    again = client.get(path, headers={**BROTLI, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_etag_is_strong_and_tells_the_version_of_the_figures(client):
    etag = client.get(KNIFE_CRIME, headers=BROTLI).headers["ETag"]
    assert etag.startswith(f'"{data_version()}-')
    assert etag.endswith('-br"')
    other = client.get(f"{KNIFE_CRIME}?area=southwark", headers=BROTLI).headers["ETag"]
    assert other != etag


@pytest.mark.parametrize("path", [KNIFE_CRIME, f"{KNIFE_CRIME}?format=json", "/api/v1/metrics"])
def test_each_encoding_holds_the_same_and_has_an_etag_of_its_own(client, path):
    import brotli

    answers = [client.get(path, headers={"Accept-Encoding": e}) for e in ("br", "gzip", "identity")]
    assert [a.headers.get("Content-Encoding") for a in answers] == ["br", "gzip", None]
    assert len({a.headers["ETag"] for a in answers}) == 3
    assert brotli.decompress(answers[0].data) == answers[2].data
    assert all(a.headers["ETag"].startswith(f'"{data_version()}') for a in answers)
    assert all(a.headers["Vary"] == "Accept-Encoding" for a in answers)
    assert all(a.headers["Cache-Control"].startswith("public, max-age=") for a in answers)


def test_pages_of_others_may_read_the_api_and_not_our_pages(client):
    answer = client.get(KNIFE_CRIME)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = client.get("/")
    assert "Access-Control-Allow-Origin" not in page.headers
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_table_that_is_damaged_is_told_and_no_figures_are_given(client, tmp_path, monkeypatch):
    from data.store import EMBEDDED

    manifest = (EMBEDDED / "manifest.json").read_text(encoding="utf-8")
    (tmp_path / "manifest.json").write_text(f"{manifest}\n", encoding="utf-8")
    monkeypatch.setenv("KNIFE_CRIME_DATA", str(tmp_path))
    answer = client.get(KNIFE_CRIME)
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert "is not the table the manifest describes" in answer.json["detail"]
