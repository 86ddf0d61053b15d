"""What may have been meant is named, few and nearest first; nothing is guessed at."""

import pytest

from data.nearest import did_you_mean

NAMES = (
    "knife_crime",
    "knife_crime_with_injury",
    "weapon_possession",
    "knife_possession",
    "homicide",
)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("knife_crme", " Did you mean knife_crime or knife_crime_with_injury?"),
        ("Knife Crime", " Did you mean knife_crime or knife_crime_with_injury?"),
        ("possession", " Did you mean knife_possession or weapon_possession?"),
        ("homicides", " Did you mean homicide?"),
        ("burglary", ""),
        ("", ""),
    ],
)
def test_the_nearest_names_are_asked_about(asked, words):
    assert did_you_mean(asked, NAMES) == words


def test_never_more_than_three_are_named():
    names = [f"knife_{number}" for number in range(9)]
    assert did_you_mean("knife_", names).count("knife_") == 3
