"""The status a value carries, in the shorthand of the Government Analysis Function."""

from collections.abc import Iterable

STATUS_MEANINGS: dict[str, str] = {
    "": "final",
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "u": "low reliability, withheld or to be read with great care",
    "c": "confidential, withheld",
    "x": "not available",
    "z": "not applicable",
    "b": "break in the series",
}

# The most important thing to know about a value comes first: that there is none, then that it
# cannot be compared, then that it is estimated, then that it may still move. What may still move
# carries the flag `provisional` beside its status, so that no graver one hides it.
PRECEDENCE: tuple[str, ...] = ("x", "z", "c", "u", "b", "e", "p", "r", "")


def gravest(statuses: Iterable[str]) -> str:
    """The one status that a value made of several others must carry."""
    return min(statuses, key=PRECEDENCE.index, default="")
