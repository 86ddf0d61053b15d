"""The status of a sum is that of its gravest part."""

from hypothesis import given
from hypothesis import strategies as st

from data.status import PRECEDENCE, STATUS_MEANINGS, gravest

STATUSES = st.lists(st.sampled_from(PRECEDENCE))


def test_every_status_has_a_meaning_and_a_place_in_the_order():
    assert sorted(STATUS_MEANINGS) == sorted(PRECEDENCE)


def test_a_missing_part_outweighs_a_provisional_one():
    assert gravest(["", "p", "x", "r"]) == "x"
    assert gravest(["p", "", "r"]) == "p"
    assert gravest([]) == ""


@given(one=STATUSES, other=STATUSES)
def test_the_gravest_of_two_groups_is_the_gravest_of_all(one, other):
    assert gravest([gravest(one), gravest(other)]) == gravest(one + other)
