"""Most similar places: by what they are like, never by the measure that is to be compared."""

import numpy as np
import pandas as pd

PEERS = 5


def nearest_peers(features: pd.DataFrame, *, peers: int = PEERS) -> pd.DataFrame:
    """The places most like each place.

    Each feature is standardised over all places, z = (x - x̄)/s with s the standard deviation over
    the places. The distance of two places is √(Σ(z₁ - z₂)²/k) over the k features: how many
    standard deviations they are apart on an average feature.

    Args:
        features: One row per place with its code as index, one numeric column per feature; a
            place with a feature missing is left out.
        peers: How many to name for each place.

    Returns:
        Columns `area_code`, `peer_code`, `rank` (1 is nearest), `distance`, and for each feature
        the standardised difference `peer - place`. Places in the order given, then by rank; equal
        distances are ranked by code.

    Raises:
        ValueError: If fewer than two places have all features, or a feature does not vary.

    Source:
        Euclidean distance of standardised features, as in CIPFA's nearest neighbours model.
    """
    known = features.dropna().astype(np.float64)
    if len(known) < 2:
        raise ValueError("Peers need two places with every feature; fewer have them all.")
    spread = known.std(ddof=0)
    flat = spread.index[spread == 0].tolist()
    if flat:
        raise ValueError(f"A feature that is the same everywhere tells no places apart: {flat}.")
    standard = ((known - known.mean()) / spread).to_numpy()
    apart = standard[None, :, :] - standard[:, None, :]
    distance = np.sqrt((apart**2).mean(axis=2))
    np.fill_diagonal(distance, np.inf)
    codes = known.index.to_numpy(dtype=object)
    nearest = np.lexsort((np.broadcast_to(codes.astype(str), distance.shape), distance), axis=-1)
    nearest = nearest[:, : min(peers, len(known) - 1)]
    place, rank = np.indices(nearest.shape)
    found = pd.DataFrame(
        {
            "area_code": codes[place.ravel()],
            "peer_code": codes[nearest.ravel()],
            "rank": rank.ravel() + 1,
            "distance": distance[place.ravel(), nearest.ravel()],
        }
    )
    differences = apart[place.ravel(), nearest.ravel()]
    return found.join(pd.DataFrame(differences, columns=known.columns))
