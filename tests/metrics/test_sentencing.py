"""What became of knife offences: each occasion counted once, shares of what they say they are of.

The figures are those of the made-up file in `tests/sentences.py`.
"""

import pytest

from data import store
from data.areas import METROPOLITAN_POLICE
from data.errors import ParameterError, TableMissingError
from data.store import EMBEDDED
from metrics.catalogue import get_metric
from metrics.rates import proportion_interval
from metrics.values import metric_values

DISPOSALS, OUTCOMES = "knife_sentencing_disposals", "knife_sentencing_court_outcomes"
CUSTODY, CAUTION = "knife_sentencing_custody_rate", "knife_sentencing_caution_rate"
OF_CONVICTED = "knife_sentencing_custody_of_convicted"
REPEAT = "knife_sentencing_repeat_share"
EVERY = (DISPOSALS, OUTCOMES, CUSTODY, OF_CONVICTED, CAUTION, REPEAT)
YEAR = "2017-03-31"
loaded = pytest.mark.usefixtures("sentences_loaded")


def year(metric_id, *by, end=YEAR):
    """The rows of the year by the values of the dimensions."""
    rows = metric_values(metric_id, area=METROPOLITAN_POLICE, by=by)
    rows = rows[rows["period_end"] == end]
    return rows.set_index(list(by)) if by else rows.iloc[0]


@pytest.mark.parametrize("metric_id", EVERY)
def test_without_a_file_the_answer_says_how_to_load_one(metric_id, monkeypatch):
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(EMBEDDED))
    for by in ((), tuple(get_metric(metric_id).no_total)):
        with pytest.raises(TableMissingError, match=r"Ministry of Justice.*ingest build moj_knife"):
            metric_values(metric_id, by=by)


@loaded
def test_every_occasion_counts_once_however_it_is_broken_down():
    assert year(DISPOSALS)["value"] == 185
    for by in (("disposal",), ("history",), ("offence_kind",), ("age_group",)):
        assert year(DISPOSALS, *by)["value"].sum() == 185
    crossed = year(DISPOSALS, "disposal", "history", "offence_kind", "age_group")
    assert crossed["value"].sum() == 185


@loaded
def test_each_disposal_and_history_can_be_asked_for():
    assert year(DISPOSALS, "disposal")["value"].to_dict() == {
        "caution": 30,
        "community_sentence": 16,
        "fine": 55,
        "immediate_custody": 74,
        "suspended_sentence": 10,
    }
    assert year(DISPOSALS, "history")["value"].to_dict() == {
        "none": 71,
        "one_or_more": 64,
        "unknown": 50,
    }
    assert year(DISPOSALS, "offence_kind")["value"].to_dict() == {
        "possession": 145,
        "threatening": 40,
    }


@loaded
def test_what_the_file_does_not_list_in_a_year_it_covers_is_a_zero():
    before = year(DISPOSALS, "disposal", end="2016-03-31")
    assert before["value"].to_dict() == {
        "caution": 67,
        "community_sentence": 0,
        "fine": 0,
        "immediate_custody": 33,
        "suspended_sentence": 0,
    }
    assert set(before["status"]) == {""}
    assert before["vintage"].nunique() == 1
    assert year(DISPOSALS, "offence_kind", end="2016-03-31")["value"]["threatening"] == 0


@loaded
def test_court_outcomes_are_shares_of_what_courts_sentenced_with_wilson_limits():
    rows = year(OUTCOMES, "disposal")
    assert "caution" not in rows.index
    assert set(rows["denominator"]) == {155}
    assert rows["value"].sum() == pytest.approx(100)
    custody = rows.loc["immediate_custody"]
    assert (custody["numerator"], custody["value"]) == (74, pytest.approx(100 * 74 / 155))
    limits = proportion_interval([74.0], [155.0])
    assert custody["lower"] == pytest.approx(100 * limits.lower[0])
    assert custody["upper"] == pytest.approx(100 * limits.upper[0])


@loaded
def test_court_outcomes_within_a_group_are_of_that_group():
    rows = year(OUTCOMES, "disposal", "offence_kind")
    assert rows.loc[("immediate_custody", "threatening"), "value"] == 75.0
    assert rows.loc[("suspended_sentence", "possession"), "value"] == 0.0
    few = year(OUTCOMES, "disposal", "age_group").loc[("community_sentence", "youth")]
    assert (few["denominator"], few["status"]) == (20, "u")


@loaded
def test_a_distribution_has_no_total():
    for by in ((), ("age_group",)):
        with pytest.raises(ParameterError, match=r"no total over disposal.*--by disposal'"):
            metric_values(OUTCOMES, by=by)


@loaded
def test_custody_is_of_all_occasions_and_that_of_the_convicted_of_those_without_cautions():
    custody = year(CUSTODY, "age_group")
    assert custody["value"]["adult"] == 50.0
    assert (custody["numerator"]["adult"], custody["denominator"]["adult"]) == (70, 140)
    convicted = year(OF_CONVICTED, "age_group")
    assert (convicted["numerator"]["adult"], convicted["denominator"]["adult"]) == (70, 130)
    outcome = year(OUTCOMES, "disposal").loc["immediate_custody"]
    alone = year(OF_CONVICTED)
    assert (alone["numerator"], alone["denominator"]) == (
        outcome["numerator"],
        outcome["denominator"],
    )


@loaded
def test_cautions_for_possession_stand_apart_from_threats():
    rows = year(CAUTION, "offence_kind")
    assert rows["value"]["possession"] == pytest.approx(100 * 30 / 145)
    assert (rows["value"]["threatening"], rows["numerator"]["threatening"]) == (0.0, 0)
    assert rows["upper"]["threatening"] > 0


@loaded
def test_custody_of_repeat_offenders_can_be_asked_for():
    rows = year(CUSTODY, "history", "age_group")
    assert rows.loc[("one_or_more", "adult"), "value"] == 100.0
    assert rows.loc[("one_or_more", "adult"), "denominator"] == 60


@loaded
def test_all_ages_count_people_of_unknown_age():
    whole = year(CUSTODY)
    assert (whole["numerator"], whole["denominator"]) == (74, 185)
    assert whole["period_type"] == "financial_year"


@loaded
def test_the_repeat_share_leaves_out_unknown_histories():
    rows = year(REPEAT, "age_group")
    assert (rows["numerator"]["adult"], rows["denominator"]["adult"]) == (60, 90)


@loaded
def test_a_share_of_few_occasions_is_withheld_and_one_of_none_does_not_apply():
    rows = year(CUSTODY, "age_group")
    assert rows["status"]["unknown"] == "u"
    before = year(CUSTODY, "age_group", end="2016-03-31")
    assert before["status"][["unknown", "youth"]].tolist() == ["z", "z"]
    assert before["value"][["unknown", "youth"]].isna().all()


@pytest.mark.parametrize("metric_id", EVERY)
def test_no_police_area_is_added_up_from_printed_shares(metric_id):
    assert not get_metric(metric_id).whole_from_parts
