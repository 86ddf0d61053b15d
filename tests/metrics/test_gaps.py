"""Gaps between groups of people asked. Every file here is made up."""

import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from data.restricted_tables import RESPONDENT_GROUPS
from metrics.catalogue import METRICS
from metrics.differences import share_difference_interval
from metrics.gaps import COUNTERPARTS, gaps_of
from metrics.values import metric_values


def asked_of(*counts):
    """Rows of the table of perceptions: group, asked, agree, and whether withheld."""
    rows = [
        ("E09000028", group, name, number, "c" if number is None else "")
        for group, asked, agree in counts
        for name, number in (("asked", asked), ("agree", agree))
    ]
    frame = pd.DataFrame(
        rows, columns=["area_code", "respondent_group", "counted", "respondents", "status"]
    )
    return frame.assign(
        respondents=pd.array(frame["respondents"].tolist(), dtype="Int64"),
        period_end=pd.Timestamp("2024-03-31"),
        question="trust_mps",
        source_id="import_perceptions",
        vintage=pd.Timestamp("2024-06-30"),
    )


@pytest.mark.parametrize(
    ("own", "other", "limits"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ],
)
def test_intervals_are_those_newcombe_printed(own, other, limits):
    found = share_difference_interval(*own, other_events=other[0], other_trials=other[1])
    assert (found.lower, found.upper) == pytest.approx(limits, abs=5e-5)


@pytest.mark.usefixtures("examples_loaded")
def test_a_gap_is_the_difference_of_two_shares_with_the_interval_of_statsmodels():
    gaps = metric_values("police_confidence_gap", by=("respondent_group",))
    black = gaps.set_index("respondent_group").loc["black"]
    assert black["value"] == pytest.approx(100 * 236 / 400 - 100 * 1273 / 1900)
    limits = confint_proportions_2indep(236, 400, 1273, 1900, method="newcomb", compare="diff")
    assert (black["lower"], black["upper"]) == pytest.approx([100 * limit for limit in limits])
    assert (black["numerator"], black["denominator"]) == (236, 400)
    assert black["unit"] == "percentage points"


@pytest.mark.usefixtures("examples_loaded")
def test_without_a_breakdown_a_gap_is_the_one_its_definition_names():
    for metric_id in ("police_confidence_gap", "victim_satisfaction_gap"):
        (headline,) = metric_values(metric_id)["value"]
        by_group = metric_values(metric_id, by=("respondent_group",)).set_index("respondent_group")
        assert headline == by_group.loc["black", "value"]
        assert "Black against White" in METRICS[metric_id].definition


@pytest.mark.usefixtures("examples_loaded")
def test_a_gap_with_fewer_than_30_asked_is_withheld():
    gaps = metric_values("police_confidence_gap", by=("respondent_group",))
    few = gaps.set_index("respondent_group").loc["mixed"]
    assert few["denominator"] == 25
    assert pd.isna(few["value"])
    assert pd.isna(few["lower"])
    assert few["status"] == "u"


@pytest.mark.usefixtures("examples_loaded")
def test_each_statement_has_gaps_of_its_own():
    gaps = metric_values("police_confidence_gap", by=("question", "respondent_group"))
    found = gaps.set_index(["question", "respondent_group"])["value"]
    assert found["trust_mps", "black"] == pytest.approx(100 * 229 / 395 - 100 * 1421 / 1895)
    assert ("trust_mps", "mixed") not in found.index


def test_a_group_whose_counterpart_is_absent_has_no_gap():
    gaps = gaps_of(asked_of(("black", 100, 50), ("female", 90, 60)), table_id="perceptions")
    assert gaps.empty


def test_a_gap_is_withheld_with_the_counts_of_either_group():
    for counts in (
        (("black", 100, None), ("white", 90, 60)),
        (("black", 90, 9), ("white", 9, None)),
    ):
        (status,) = gaps_of(asked_of(*counts), table_id="perceptions")["status"]
        assert status == "c"


def test_every_group_has_a_counterpart_that_none_of_its_people_is_in():
    compared = {*COUNTERPARTS, *COUNTERPARTS.values()}
    assert compared == {*RESPONDENT_GROUPS} - {"all"}
    assert all(other not in COUNTERPARTS for other in COUNTERPARTS.values())
