"""Made-up shares like ours, for measuring how often their charts cry wolf."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.arrays import Floats

MOST_EXCESS = 0.9


@dataclass(frozen=True, kw_only=True)
class SharePattern:
    """What a monthly share is like.

    Attributes:
        share: Part of the whole.
        excess: ρ in variance = p·(1-p)/n·(1 + (n-1)·ρ); 0 is chance alone.
    """

    share: float
    excess: float = 0.0


def fit_share(counts: ArrayLike, totals: ArrayLike) -> SharePattern:
    """The pattern of an observed share.

    p is Σx/Σn. With zᵢ = (xᵢ/nᵢ - p)/√(p·(1-p)/nᵢ), half the mean squared difference of
    neighbouring z is 1 + mean(n-1)·ρ, so that a lasting change is not taken for variation between
    months.

    Args:
        counts: One series in order of months, NaN where missing.
        totals: What they are a part of.

    Returns:
        The pattern; ρ between 0 and 0.9.

    Raises:
        ValueError: If no two neighbouring months are held, or the share is 0 or 1 throughout.

    Source:
        Method of moments for the beta-binomial distribution, with von Neumann's variance from
        successive differences.
    """
    x, n = np.asarray(counts, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    held = ~np.isnan(x) & (n > 0)
    share = float(x[held].sum() / n[held].sum()) if held.any() else 0.0
    if not 0 < share < 1:
        raise ValueError("A share needs months in which some, and not all, are counted.")
    z = np.full(x.shape, np.nan)
    z[held] = (x[held] / n[held] - share) / np.sqrt(share * (1 - share) / n[held])
    steps = np.diff(z)
    steps = steps[~np.isnan(steps)]
    if not steps.size:
        raise ValueError("A share needs two neighbouring months; none are held.")
    beyond = 0.5 * float(np.mean(steps**2)) - 1
    size = float(np.mean(n[held] - 1))
    excess = beyond / size if size > 0 else 0.0
    return SharePattern(share=share, excess=min(max(excess, 0.0), MOST_EXCESS))


def simulated_shares(
    pattern: SharePattern, totals: ArrayLike, runs: int, *, generator: np.random.Generator
) -> Floats:
    """Monthly counts of a part of given totals, drawn from a pattern.

    Args:
        pattern: Share and excess.
        totals: One series of whole numbers, NaN where missing.
        runs: How many series.
        generator: Source of randomness; the same state gives the same series.

    Returns:
        Series × months of beta-binomial counts, binomial without excess; NaN where the total is.
    """
    size = np.asarray(totals, dtype=np.float64)
    held = ~np.isnan(size)
    share = np.full((runs, size.size), pattern.share)
    if pattern.excess:
        strength = 1 / pattern.excess - 1
        share = generator.beta(
            pattern.share * strength, (1 - pattern.share) * strength, size=share.shape
        )
    drawn = generator.binomial(np.where(held, size, 0).astype(np.int64), share)
    return np.where(held, drawn, np.nan)
