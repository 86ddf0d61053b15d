"""What is kept of results: as much as there is room for, whoever asks for how many."""

import pytest

from data.kept import bytes_of_table, kept
from metrics.values import metric_values


@pytest.fixture
def calls():
    return []


@pytest.fixture
def of_size(calls):
    """Makes results of a size in bytes; ten bytes are kept."""

    @kept(megabytes=10e-6, weigh=len)
    def make(size, *, filling="x"):
        calls.append((size, filling))
        return filling * size

    return make


def test_a_result_is_made_once(of_size, calls):
    assert of_size(4) == of_size(4) == "xxxx"
    assert len(calls) == 1


def test_other_arguments_have_other_results(of_size, calls):
    assert of_size(4, filling="y") == "yyyy" != of_size(4)
    assert len(calls) == 2


def test_the_least_used_goes_when_there_is_no_room(of_size, calls):
    of_size(4)
    of_size(5)
    of_size(4)
    of_size(3)  # 4 + 5 + 3 is more than 10: the five goes
    calls.clear()
    of_size(4)
    of_size(3)
    assert calls == []
    of_size(5)
    assert calls == [(5, "x")]


def test_a_result_larger_than_the_room_is_given_and_not_kept(of_size, calls):
    of_size(4)
    assert len(of_size(11)) == len(of_size(11)) == 11
    of_size(4)
    assert [size for size, _ in calls] == [4, 11, 11]


def test_a_failure_is_not_kept(calls):
    @kept(megabytes=1, weigh=len)
    def fail():
        calls.append("asked")
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            fail()
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("metric_id", "period_type", "stated_as"),
    [
        ("searches", "month", "count"),
        ("knife_crime", "rolling_12_months", "rate"),
        ("knife_injury_victims_under_25_non_domestic", "quarter", "rate"),
    ],
)
def test_the_weight_of_a_table_is_near_its_bytes(metric_id, period_type, stated_as):
    rows = metric_values(metric_id, period_type=period_type, stated_as=stated_as)
    assert 1 <= bytes_of_table(rows) / rows.memory_usage(deep=True).sum() < 2
