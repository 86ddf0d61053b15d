"""The description of the API says exactly what there is."""

import re

import pytest

from data.errors import KnifeCrimeError
from metrics.catalogue import METRICS
from metrics.parameters import FORMATS, PARAMETERS
from metrics.values import metric_values
from publish.openapi import openapi

DOCUMENT = openapi()
PATHS = DOCUMENT["paths"]
VALUES = PATHS["/api/v1/metrics/{metric_id}/values"]["get"]
KNIFE_CRIME = "/api/v1/metrics/knife_crime/values"
CHOSEN = {
    "area": "southwark",
    "period-type": "quarter",
    "from": "2022-01",
    "to": "2022-12-31",
    "on": "2018-06-30",
    "as": "count",
    "as-of": "2026-03",
    "by": "sex",
    "format": "json",
}
"""A valid value for each parameter."""


def in_braces(rule):
    return re.sub(r"<(?:[^<>:]*:)?(\w+)>", r"{\1}", rule)


def schema(name):
    return DOCUMENT["components"]["schemas"][name]


def test_it_names_every_address_that_is_for_programs_and_no_other(dashboard):
    rules = {in_braces(rule.rule) for rule in dashboard.server.url_map.iter_rules()}
    ours = {r for r in rules if r.startswith(("/api/v1", "/data/", "/healthz", "/readyz"))}
    assert ours == set(PATHS)


def test_the_server_gives_the_document(client):
    assert client.get("/api/v1/openapi.json").json == DOCUMENT


def test_every_reference_leads_to_a_schema():
    names = set(re.findall(r"#/components/schemas/(\w+)", str(DOCUMENT)))
    assert names == set(DOCUMENT["components"]["schemas"])


@pytest.mark.parametrize("path", [path for path in PATHS if "{" not in path])
def test_an_address_without_variables_answers_in_the_type_described(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert list(PATHS[path]["get"]["responses"]["200"]["content"]) == [answer.mimetype]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/metrics", "Metric"),
        ("/api/v1/areas", "Area"),
        ("/api/v1/sources", "Source"),
        ("/api/v1/breaks", "Break"),
    ],
)
def test_every_entry_of_a_list_has_the_properties_described_and_no_other(client, path, name):
    content = PATHS[path]["get"]["responses"]["200"]["content"]["application/json"]
    assert content["schema"]["items"] == {"$ref": f"#/components/schemas/{name}"}
    for entry in client.get(path).json:
        assert list(entry) == list(schema(name)["properties"]) == schema(name)["required"]
        for key, described in schema(name)["properties"].items():
            assert entry[key] in described["enum"] if "enum" in described else True
            null = "null" in described.get("type", ())
            assert null or entry[key] is not None


def test_a_value_has_the_properties_described_in_their_order(client):
    (row, *_) = client.get(f"{KNIFE_CRIME}?area=southwark&format=json").json
    assert list(row) == schema("Value")["required"]


def test_every_status_of_a_value_is_described():
    described = set(schema("Value")["properties"]["status"]["enum"])
    assert set(metric_values("knife_crime", stated_as="rate")["status"]) <= described


def test_the_parameters_described_are_those_of_the_command_line(client):
    described = [p["name"] for p in VALUES["parameters"] if p["in"] == "query"]
    assert described == list(PARAMETERS) == list(CHOSEN)
    for name, value in CHOSEN.items():
        metric = {"by": "homicide", "on": "action_plan_progress"}.get(name, "knife_crime")
        answer = client.get(f"/api/v1/metrics/{metric}/values", query_string={name: value})
        assert answer.status_code == 200, (name, answer.text)


def test_every_listed_choice_is_taken_by_some_measure(client):
    shapes = {p["name"]: p["schema"] for p in VALUES["parameters"]}
    for name in ("period-type", "as", "format"):
        for value in shapes[name]["enum"]:
            assert client.get(f"{KNIFE_CRIME}?{name}={value}").status_code == 200
    assert shapes["format"]["enum"] == list(FORMATS)


def test_every_measure_described_is_there_or_says_that_it_is_not_loaded(client):
    (parameter,) = (p for p in VALUES["parameters"] if p["name"] == "metric_id")
    for metric_id in parameter["schema"]["enum"]:
        by = METRICS[metric_id].no_total
        try:
            expected = 200 if len(metric_values(metric_id, by=tuple(by))) else 404
        except KnifeCrimeError:
            expected = 404
        asked = "&".join(f"by={name}" for name in by)
        assert client.get(f"/api/v1/metrics/{metric_id}/values?{asked}").status_code == expected


def test_a_refusal_has_the_properties_described(client):
    problem = client.get(f"{KNIFE_CRIME}?as=percent")
    assert problem.mimetype in VALUES["responses"]["400"]["content"]
    assert list(problem.json) == list(schema("Problem")["properties"])
