"""Searches of people in the words of the records: nothing is lost when words become groups."""

import pandas as pd
import pytest

from data.errors import ParameterError
from data.store import read_table
from ingest.search_sql import words
from metrics.search_ethnicity import BLANK, searches_in_words
from metrics.values import metric_values
from tests.metrics.made_up_searches import MET, month, months

MET_AREA = "E23000001"
MONTH = ["force_code", "period_end", "ethnicity_basis", "ethnicity"]


def test_words_add_up_to_the_groups_in_every_month():
    grouped = read_table("searches_by_ethnicity").groupby(MONTH, observed=True)["searches"].sum()
    worded = read_table("search_ethnicity_words").groupby(MONTH, observed=True)["searches"].sum()
    pd.testing.assert_series_equal(worded, grouped)


@pytest.mark.parametrize("basis", ["self_defined", "officer_defined"])
def test_every_word_stands_with_the_group_the_vocabulary_gives_it(basis):
    rows = read_table("search_ethnicity_words").astype("str")
    own = rows[rows["ethnicity_basis"] == basis]
    pairs = dict(zip(own["ethnicity_as_recorded"], own["ethnicity"], strict=True))
    assert pairs.pop("") == "unknown"
    assert pairs == {word: group for word, group in words(basis).items() if word in pairs}
    assert len(pairs) >= 4


def test_by_word_the_values_of_a_month_are_those_of_the_records():
    values = metric_values(
        "search_ethnicity_words",
        area=MET_AREA,
        by=("ethnicity_basis", "ethnicity_as_recorded", "ethnicity"),
        period_type="month",
    )
    august = values[values["period_end"] == "2024-08-31"]
    by_basis = august.groupby("ethnicity_basis", observed=True)["value"].sum()
    assert by_basis["self_defined"] == by_basis["officer_defined"]
    words_of_one = august[august["ethnicity_as_recorded"] == "Other ethnic group - Not stated"]
    assert (words_of_one.loc[words_of_one["value"] > 0, "ethnicity"] == "unknown").all()


def test_a_record_without_a_word_is_called_blank():
    rows = pd.DataFrame(
        {
            "area_code": [MET],
            "force_code": [MET],
            "period_end": [month("2024-01")],
            "ethnicity_basis": ["self_defined"],
            "ethnicity_as_recorded": [""],
            "ethnicity": ["unknown"],
            "searches": pd.array([3], dtype="Int64"),
        }
    ).astype({"ethnicity_as_recorded": "category"})
    found = searches_in_words(rows, months((MET, "2024-01")), by=("ethnicity_as_recorded",))
    met = found[found["area_code"] == MET]
    assert met[["ethnicity_as_recorded", "numerator"]].values.tolist() == [[BLANK, 3.0]]


def test_both_bases_are_never_added():
    with pytest.raises(ParameterError, match="two statements about the same search"):
        metric_values("search_ethnicity_words", area=MET_AREA)
