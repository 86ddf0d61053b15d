"""The same values by an address, a command and in Python: each spelling gives the very figures."""

import shlex
from datetime import date
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from click.testing import CliRunner

from layouts.reproduced import address, call, command, python
from metrics.change import change
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
    Question(metric_id="action_plan_progress", by=("past_due",), on=date(2018, 6, 30)),
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
    scope = {}
    exec(python(question), scope)
    assert scope["values"].equals(question.rows())


def test_any_call_can_be_shown_and_run_again():
    made = call(change, "knife_crime", area="E23000001", end=date(2025, 3, 31), as_of=None)
    assert "as_of" not in made.python
    scope = {}
    exec(made.python, scope)
    assert scope["values"] == made.result


def test_what_cannot_be_spelt_is_refused_before_it_is_shown():
    with pytest.raises(TypeError, match="DataFrame cannot be spelt"):
        call(change, pd.DataFrame())


def test_what_is_left_out_is_not_spelt():
    assert python(QUESTIONS[0]).splitlines()[2:] == [
        "values = metric_values(",
        '    "knife_crime",',
        '    area="all",',
        ")",
    ]
