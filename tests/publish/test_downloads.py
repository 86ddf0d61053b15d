"""The file of a view: the very figures of `knife-crime values`."""

import io

import pandas as pd
import pytest

from layouts.view import viewed
from metrics.catalogue import get_metric
from metrics.values import metric_values
from publish.exports import export

COUNTS = "/download/southwark/knife_crime.csv?as=count&period=month"


def test_the_download_equals_the_values_of_the_command_line(client):
    answer = client.get(COUNTS)
    rows = metric_values("knife_crime", area="southwark", period_type="month", stated_as="count")
    assert answer.data == export(rows, get_metric("knife_crime"), "csv")
    assert answer.mimetype == "text/csv"


def test_a_rate_comes_with_londons(client):
    answer = client.get("/download/southwark/knife_crime.csv?as=rate&period=rolling_12_months")
    table = pd.read_csv(io.StringIO(answer.text))
    assert set(table["area_code"]) == {"E09000028", "E23000001"}


def test_a_month_without_figures_is_an_empty_cell_with_the_status_x(client):
    table = pd.read_csv(io.StringIO(client.get(COUNTS).text), keep_default_na=False)
    row = table[table["period_end"] == "2021-03-31"].iloc[0]
    assert (row["value"], row["status"]) == ("", "x")


@pytest.mark.parametrize("path", ["/", "/boroughs/southwark"])
def test_every_view_offers_the_file_of_its_own_figures(client, path):
    view = viewed(path, {"measure": "weapon_possession", "period": "financial_year"})
    answer = client.get(view.download)
    assert answer.status_code == 200
    assert "weapon-possession-financial-year" in answer.headers["Content-Disposition"]
    assert len(answer.text.splitlines()) == len(view.values) + 1


@pytest.mark.parametrize(
    "path",
    [
        "/download/southwark/gun_crime.csv",
        "/download/southwark/knife_homicide.csv?period=month",
        "/download/southwark/knife_crime.csv?as=percent",
    ],
)
def test_figures_that_cannot_be_had_are_refused_in_a_sentence(client, path):
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert answer.text.strip().endswith(".")


def test_a_place_that_does_not_exist_has_no_file(client):
    assert client.get("/download/atlantis/knife_crime.csv").status_code == 404


def test_a_measure_that_is_not_held_for_a_place_has_no_file(client):
    answer = client.get("/download/city-of-london/knife_crime.csv")
    assert answer.status_code in (400, 404)
    assert answer.mimetype != "text/csv"


def test_a_file_kept_by_the_reader_is_not_sent_again(client):
    etag = client.get(COUNTS).headers["ETag"]
    assert client.get(COUNTS, headers={"If-None-Match": etag}).status_code == 304
