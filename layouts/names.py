"""Names of parameters that a page does not know, and what it says of them.

A sentence of its own for each invented name would make a page of its own for each: there is one for
all of them, which says the names that the page knows.
"""

from collections.abc import Mapping, Sequence

from figures.words import listed

CAMPAIGNS = "utm_"
CLICKS = frozenset(
    {
        *("_ga", "_gl", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid"),
        *("msclkid", "ttclid", "twclid", "wbraid"),
    }
)
"""What newsletters, search engines and social media add to links; no reader has asked for it."""


def unknown_names(query: Mapping[str, str], known: Sequence[str]) -> list[str]:
    """One sentence where a query string has a name that is not known; else nothing."""
    if all(name in known or _is_added(name.lower()) for name in query):
        return []
    return [
        "The address has a parameter that is not known here; it is left out. "
        f"Known are: {listed(known)}."
    ]


def _is_added(name: str) -> bool:
    return name in CLICKS or name.startswith(CAMPAIGNS)
