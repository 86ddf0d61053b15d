"""The same values by an address, a command and in Python: each spelling gives the very figures."""

import shlex
from datetime import date
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner

from layouts.reproduced import address, command, python
from metrics.questions import Question
from publish.asked import read_question
from publish.commands import values

QUESTIONS = [
    Question(metric_id="knife_crime"),
    Question(
        metric_id="knife_crime",
        areas=("E09000028", "E23000001"),
        period_type="rolling_12_months",
        start=date(2024, 4, 1),
        end=date(2025, 3, 31),
        stated_as="rate",
        as_of=date(2025, 9, 1),
    ),
    Question(metric_id="homicide", period_type="financial_year", by=("sex",)),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_address_asks_the_same_question(question):
    query = address(question, file_format="json").partition("?")[2]
    asked = read_question(question.metric, parse_qsl(query))
    assert (asked.question, asked.file_format) == (question, "json")


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_command_prints_the_same_values(question):
    words = shlex.split(command(question, file_format="csv"))
    assert words[:2] == ["knife-crime", "values"]
    done = CliRunner().invoke(values, words[2:])
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == len(question.rows()) + 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_lines_of_python_give_the_same_table(question):
    *before, call = python(question).partition("metric_values(\n")[::2]
    scope = {}
    exec(before[0], scope)
    assert eval(f"metric_values({call}", scope).equals(question.rows())


def test_what_is_left_out_is_not_spelt():
    assert python(QUESTIONS[0]).splitlines()[2:] == [
        "metric_values(",
        '    "knife_crime",',
        '    area="all",',
        ")",
    ]
