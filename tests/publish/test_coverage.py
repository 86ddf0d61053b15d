"""Every measure of the strategy is answered, and the documents that say so are current."""

import re

import pytest

from data.store import read_table
from data.strategy import strategy_measures
from data.tables import TABLES
from ingest import template_guide
from ingest.templates.registry import TEMPLATES
from metrics.catalogue import METRICS
from metrics.coverage import TIERS, filled_by, how_to_load, is_loaded, templates_of
from metrics.published import compare_published
from publish import coverage

every_measure = pytest.mark.parametrize(
    "measure", strategy_measures(), ids=lambda measure: measure.measure_id
)


def test_the_framework_has_its_39_measures_in_five_tiers():
    assert len(strategy_measures()) == 39
    assert {measure.tier for measure in strategy_measures()} == set(TIERS)


@every_measure
def test_every_measure_is_answered_by_a_metric(measure):
    assert measure.metric_ids
    assert set(measure.metric_ids) <= set(METRICS)


@every_measure
def test_every_printed_figure_named_is_held(measure):
    assert set(measure.figure_ids) <= set(read_table("published_figures")["figure_id"])


@every_measure
def test_every_printed_figure_named_is_held_against_our_series_or_said_not_to_be(measure):
    assert set(measure.figure_ids) <= {one.figure_id for one in compare_published()}


@every_measure
def test_every_breakdown_a_note_names_is_offered_by_every_metric_of_its_row(measure):
    for name in re.findall(r"--by ([a-z_]+)", measure.note):
        for metric_id in measure.metric_ids:
            metric = METRICS[metric_id]
            assert metric.also_called.get(name, name) in metric.dimensions


def test_no_measure_stands_in_part_for_one_that_is_not_held():
    assert not any("stand in part" in measure.note for measure in strategy_measures())


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
def test_what_no_open_data_fills_has_a_template(metric):
    templates = {TABLES[table_id].template for table_id in metric.inputs}
    assert templates - {""} <= set(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_every_template_fills_tables_that_name_it_and_that_a_measure_reads(template):
    assert {contract.template for contract in template.tables} == {template.template_id}
    read = {table_id for metric in METRICS.values() for table_id in metric.inputs}
    assert {contract.table_id for contract in template.tables} <= read


@pytest.mark.shared
def test_no_measure_of_the_framework_was_left_out(shared_dir):
    import csv

    with (shared_dir / "reference" / "measures.csv").open(encoding="utf-8") as lines:
        wanted = {row["measure_id"]: row["label"] for row in csv.DictReader(lines)}
    assert {one.measure_id: one.label for one in strategy_measures()} == wanted


def test_the_committed_coverage_table_is_current():
    assert coverage.DOCUMENT.read_text(encoding="utf-8") == coverage.coverage_markdown(), (
        "run python -m publish.coverage"
    )


@pytest.mark.parametrize("metric_id", [name for name in METRICS if not is_loaded(name)])
def test_each_answer_that_is_not_loaded_names_its_template_or_command(metric_id):
    (template,) = templates_of(metric_id) or [""]
    if template:
        assert filled_by(metric_id) == f"file: `{template}`"
        return
    (source,) = METRICS[metric_id].source_ids
    assert f"`knife-crime ingest build {source}`" in filled_by(metric_id)
    below = coverage.coverage_markdown().partition("## Open data that is not held")[2]
    assert f"`{metric_id}`" in below
    assert f"{source}/manual/" in below


def test_the_committed_guide_to_templates_is_current():
    assert template_guide.DOCUMENT.read_text(encoding="utf-8") == template_guide.guide_markdown(), (
        "run python -m ingest.template_guide"
    )


def test_the_guide_describes_every_column_of_every_template():
    text = template_guide.guide_markdown()
    for template in TEMPLATES.values():
        section = text.split(f"## {template.template_id}\n")[1].split("\n## ")[0]
        assert all(f"| `{column.name}` |" in section for column in template.columns)


@pytest.mark.parametrize("metric_id", [name for name in METRICS if not is_loaded(name)])
def test_a_measure_that_is_not_loaded_says_how_to_load_it(metric_id):
    assert "knife-crime ingest" in how_to_load(metric_id)
