"""The features by which boroughs are called similar: what each is and where it comes from."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from data.areas import REFERENCE


@dataclass(frozen=True, kw_only=True)
class PeerFeature:
    """One feature of a place."""

    feature: str
    label: str
    unit: str
    definition: str
    origin: str


@cache
def peer_features() -> tuple[PeerFeature, ...]:
    """Every feature, in the order of the register."""
    table = pd.read_csv(REFERENCE / "peer_features.csv", dtype=str, keep_default_na=False)
    rows = (
        {str(name): str(value) for name, value in row.items()} for row in table.to_dict("records")
    )
    return tuple(PeerFeature(**row) for row in rows)
