"""The `published` command as somebody types it."""

import csv
import io

from click.testing import CliRunner

from cli import main
from data.strategy import comparisons
from metrics.baselines import published_figures
from publish import published_command


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_all_153_printed_figures_are_listed_with_page_and_qualifier():
    result = CliRunner().invoke(main, ["published"])
    assert result.exit_code == 0, result.output
    figures = rows(result)
    assert len(figures) == 153
    assert figures[29]["figure_id"] == "FIG-030"
    assert (figures[29]["qualifier"], figures[29]["page"]) == ("over", "11")
    assert figures[0]["period_start"] == ""


def test_a_printed_figure_keeps_every_digit():
    listed = {row["figure_id"]: row for row in rows(CliRunner().invoke(main, ["published"]))}
    for figure in published_figures().itertuples():
        assert float(listed[figure.figure_id]["printed_value"]) == figure.printed_value


def test_the_check_shows_ours_beside_theirs_and_ends_well():
    result = CliRunner().invoke(main, ["published", "--check"])
    assert result.exit_code == 0, result.output
    found = {row["figure_id"]: row for row in rows(result)}
    assert {one.figure_id for one in comparisons()} <= set(found)
    assert found["FIG-010"]["ours"] == "13341"
    assert found["FIG-010"]["difference"] == "9"
    assert found["FIG-010"]["verdict"] == "explained"
    assert "Home Office" in found["FIG-010"]["explanation"]


def test_a_difference_beyond_its_explanation_ends_in_an_error(monkeypatch):
    from dataclasses import replace

    from metrics.published import compare_published

    first, *rest = compare_published()
    wrong = [replace(first, verdict="unexplained"), *rest]
    monkeypatch.setattr(published_command, "compare_published", lambda: wrong)
    result = CliRunner().invoke(main, ["published", "--check"])
    assert result.exit_code == 1
    assert first.figure_id in result.stderr
    assert "published_comparisons.csv" in result.stderr
