"""How long a fetch waits before it asks again: as told, or ever longer, and never for hours."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceUnavailableError
from ingest.client import LONGEST_WAIT, RETRIES, backoff_seconds, retry_after_seconds
from tests.publisher.faults import reset_after, status
from tests.publisher.made_up import CONTENT, PATH, World

NOW = datetime(2026, 4, 6, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        (" 7 ", 7),
        ("Mon, 06 Apr 2026 09:00:30 GMT", 30),
        ("Mon, 06 Apr 2026 10:00:30 +0100", 30),
        ("Mon, 06 Apr 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_the_wait_a_publisher_asks_for_is_read_as_seconds_or_as_a_date(header, seconds):
    assert retry_after_seconds({"Retry-After": header}, NOW) == seconds


def test_no_wait_asked_for_is_none():
    assert retry_after_seconds({}, NOW) is None


@given(failures=st.integers(1, 60))
def test_the_wait_of_our_own_grows_within_limits_and_is_spread_by_chance(failures):
    shortest = World().outside()
    longest = backoff_seconds(failures, shortest)
    assert 0 < longest <= LONGEST_WAIT
    assert longest == min(LONGEST_WAIT, 2.0 ** (failures - 1))


@pytest.mark.parametrize(
    ("fault", "slept"),
    [
        (status(503), [1.0]),
        (status(429), [1.0]),
        (status(429, Retry_After="7"), [7.0]),
        (status(503, Retry_After="Mon, 06 Apr 2026 09:00:40 GMT"), [40.0]),
        (status(503, Retry_After="120"), [120.0]),
        (status(429, Retry_After="perhaps"), [1.0]),
        (status(503, Retry_After="0"), [0.0]),
    ],
)
def test_a_busy_publisher_is_asked_again_after_its_wait(
    offering, fetch, source, world, fault, slept
):
    offering.misbehave(PATH, fault)
    (outcome,) = fetch(source)
    assert outcome.state == "new"
    assert world.slept == slept


def test_waits_grow_from_one_refusal_to_the_next(offering, fetch, source, world):
    offering.misbehave(PATH, *[status(503)] * 4)
    fetch(source)
    assert world.slept == [1.0, 2.0, 4.0, 8.0]


def test_refusals_are_bounded(offering, fetch, source, world):
    offering.misbehave(PATH, *[status(429)] * 50)
    assert fetch(source)[0].state == "failed"
    assert len(offering.requests_for(PATH)) == RETRIES + 1


@pytest.mark.parametrize("header", ["121", "86400", "Tue, 07 Apr 2026 09:00:00 GMT"])
def test_a_wait_too_long_is_told_and_not_slept(offering, client, world, header):
    offering.misbehave(PATH, status(503, Retry_After=header))
    with pytest.raises(SourceUnavailableError, match="this command waits 120 at most"):
        client.get(PATH)
    assert world.slept == []


def test_a_break_within_a_file_is_waited_out_too(offering, fetch, source, world):
    offering.misbehave(PATH, reset_after(len(CONTENT) // 2))
    fetch(source)
    assert world.slept == [1.0]
