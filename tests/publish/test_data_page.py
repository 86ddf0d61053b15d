"""The page of data: addresses that answer, tables that are there, a licence for every publisher."""

import re
from html import unescape

import brotli
import pytest

from data.store import citations, data_version, load_manifest, tables_folder
from data.strategy import strategy_measures
from data.tables import TABLES
from layouts.components.values_answer import MAY_CHANGE
from layouts.page import read_query
from layouts.pages import data
from layouts.prose import document
from layouts.shell import shell
from layouts.static_html import render
from layouts.values_view import read_values_view
from metrics.catalogue import METRICS
from metrics.coverage import is_loaded
from metrics.parameters import PARAMETERS
from publish.asked import MOST_ROWS
from publish.openapi import openapi
from tests.held import as_held

HELD = sorted(load_manifest(tables_folder()).tables)


def page(**query):
    return render(shell(data.layout(**query), data.PATH))


def words(text):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def api_addresses(text):
    return [unescape(href) for href in re.findall(r'href="(/api/v1/metrics/[^"]+)"', text)]


@pytest.fixture(scope="module")
def first():
    return page()


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"measure": "homicide", "by": "sex", "format": "json"},
        {"measure": "knife_crime", "area": "southwark", "as": "rate", "period-type": "quarter"},
        {"area": "all", "from": "2025-01", "to": "2025-06", "as-of": "2025-09-01"},
        {"measure": "action_plan_progress", "area": "all", "by": "past_due", "on": "2018-06-30"},
        {"measure": "searches", "area": "E12000007", "format": "parquet"},
    ],
)
def test_every_address_the_page_gives_answers_with_the_rows_it_counts(client, query):
    text = page(**query)
    addresses = api_addresses(text)
    assert len(addresses) == 3
    assert all(client.get(address).status_code == 200 for address in addresses)
    (csv,) = (address for address in addresses if "format=csv" in address)
    rows = len(client.get(csv).text.splitlines()) - 1
    assert f"{rows:,} row" in words(text)
    assert addresses[0].endswith(f"format={query.get('format', 'csv')}")


def test_rows_that_may_still_be_revised_are_said_to_be_so_whatever_their_status():
    asked = {"area": "southwark", "period-type": "rolling_12_months"}
    assert MAY_CHANGE in words(page(measure="victimisation_all_ages", **asked))
    assert MAY_CHANGE not in words(page(measure="homicide", **asked))


def test_a_question_that_cannot_be_is_refused_in_the_words_of_the_api(client):
    text = page(measure="victimisation_under_25", **{"period-type": "month"})
    refused = client.get("/api/v1/metrics/victimisation_under_25/values?period-type=month")
    assert f"This cannot be given. {refused.json['detail']}" in words(text)
    assert api_addresses(text) == []


@pytest.mark.parametrize("metric_id", [name for name in METRICS if not is_loaded(name)])
def test_a_measure_that_is_not_loaded_says_how_to_load_it(metric_id):
    text = words(page(measure=metric_id))
    assert f"{METRICS[metric_id].title}: not loaded." in text
    assert "knife-crime ingest" in text


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_measure_can_be_chosen_and_is_marked_where_it_has_no_figures(first, metric_id):
    option = re.search(rf'<option[^>]* value="{metric_id}"[^>]*>([^<]+)', first)
    assert option is not None
    assert option[1].endswith("(not loaded)") != is_loaded(metric_id)


def test_what_an_address_cannot_ask_for_is_left_out_and_said():
    shown = words(
        page(
            measure="lost_umbrellas",
            area="atlantis",
            **{"from": "spring", "as": "percent", "format": "xlsx", "period-type": "week"},
        )
    )
    assert "a measure that does not exist. It is left out." in shown
    assert "a place that does not exist. It is left out." in shown
    assert "'spring' is no date." in shown
    assert "neither a count nor a rate" in shown
    assert "a format that does not exist" in shown
    assert "a period type that does not exist" in shown


def test_a_neighbourhood_can_be_asked_for_by_its_address():
    text = page(area="E05011095")
    assert "E05011095" in api_addresses(text)[0]
    option = re.search(r'<option[^>]* value="E05011095"[^>]*>', text)
    assert option is not None
    assert " selected" in option[0]


def test_breakdowns_are_offered_and_taken_back():
    plain = page(measure="homicide")
    assert "by=sex" in plain
    broken = page(measure="homicide", by="sex")
    assert "not broken down" in words(broken)
    assert "values-by-" in plain
    assert "values-by-" not in page(measure="knife_crime")


@pytest.mark.usefixtures("sentences_loaded")
def test_a_measure_without_a_total_is_broken_down_unasked():
    asked = {"measure": "knife_sentencing_court_outcomes"}
    shown = page(**asked)
    assert "immediate_custody" in words(shown)
    assert all("by=disposal" in address for address in api_addresses(shown))
    assert "not broken down" not in words(shown)
    both = page(**asked, by="history")
    assert all("by=disposal&by=history" in address for address in api_addresses(both))
    assert "by disposal alone" in words(both)


def test_the_address_holds_the_whole_view():
    asked = {
        "measure": "knife_crime",
        "area": "E09000028",
        "period-type": "quarter",
        "from": "2024-01-01",
        "as": "rate",
        "format": "json",
    }
    view = read_values_view(asked)
    assert not view.notices
    assert read_values_view(read_query(view.query())).state == view.state


def test_invented_parameters_have_one_state():
    states = {data.PAGE.read("/", {"measure": f"x{n}", "format": f"y{n}"}).state for n in range(20)}
    assert len(states) == 1


def test_every_table_held_is_offered_with_its_publisher_rows_and_files(client, first):
    shown = words(first)
    for table_id in HELD:
        entry = load_manifest(tables_folder()).tables[table_id]
        assert TABLES[table_id].title in shown
        assert f"{entry.rows:,} rows" in shown
        for address in (f"/data/{table_id}.csv", f"/data/{table_id}.parquet"):
            assert f'href="{address}"' in first
            assert client.head(address).status_code == 200


def test_every_address_of_the_api_is_named_and_every_parameter(first):
    public = [path for path in openapi()["paths"] if not path.endswith("z")]
    assert set(data.ADDRESSES) == set(public)
    assert [name for name in PARAMETERS if f"<code>{name}</code>" not in first] == []
    assert f"at most {MOST_ROWS:,} rows" in words(first)


def test_the_dictionary_can_be_read(client):
    answer = client.get("/data/dictionary.md")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert "### `knife_crime`" in answer.text


def test_the_licence_stands_on_the_page_with_each_attribution(first):
    shown = words(first)
    table = document("LICENCE-DATA.md").split("## Publishers")[1].split("## ")[0]
    header, *rows = (
        [*map(str.strip, line.split("|"))] for line in table.splitlines() if "|" in line
    )
    attributions = [cells[header.index("attribution")] for cells in rows[1:]]
    assert len(attributions) > 10
    assert [one for one in attributions if one.replace("*", "") not in shown] == []


def test_a_citation_names_publisher_file_day_and_version(first):
    source = citations()["mps_monthly_crime"]
    cited = f"{source.publisher}, {source.title}, published 18 March 2026; computed by"
    assert cited in words(first)
    assert f"figures of version {data_version()}" in words(first)


@pytest.mark.parametrize("measure", strategy_measures(), ids=lambda measure: measure.measure_id)
def test_every_measure_of_the_strategy_is_answered_on_the_page(first, measure):
    shown = words(first)
    assert f"{measure.label}." in shown
    assert all(f'href="/methods#{metric_id}"' in first for metric_id in measure.metric_ids)


def test_every_link_within_the_page_leads_somewhere_on_it(first):
    wanted = set(re.findall(r'href="#([^"]+)"', first))
    there = re.findall(r' id="([^"]+)"', first)
    assert wanted <= set(there)
    assert len(there) == len(set(there))


def test_the_page_is_small_enough_for_a_phone(first):
    assert len(brotli.compress(first.encode(), quality=9)) < 25_000
