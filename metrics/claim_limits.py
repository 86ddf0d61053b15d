"""How far apart two counts, rates or shares of one place ordinarily lie: pure functions."""

import math
from dataclasses import dataclass

from metrics.rates import Ratio, rate_ratio

Z_95 = 1.959964
"""Standard deviations either way that hold 95% of a normal distribution."""


@dataclass(frozen=True, kw_only=True)
class Variation:
    """Whether two counts, rates or shares differ by more than they ordinarily would.

    Attributes:
        ratio: Later value over earlier, with 95% limits widened for over-dispersion.
        by_chance_alone: The same with the limits of independent events.
        dispersion: The variance of the months, in multiples of that by chance alone (φ), at
            least 1.
    """

    ratio: Ratio
    by_chance_alone: Ratio
    dispersion: float

    @property
    def spread(self) -> float:
        """How many times as much as by chance alone the months vary: √φ, as limits are widened."""
        return math.sqrt(self.dispersion)

    @property
    def limits(self) -> tuple[float, float]:
        """The widened limits as changes in percent; NaN where there are none."""
        if not self.known:
            return (math.nan, math.nan)
        return 100 * (self.ratio.lower - 1), 100 * (self.ratio.upper - 1)

    @property
    def known(self) -> bool:
        """Whether there are limits at all."""
        return math.isfinite(self.ratio.lower + self.ratio.upper)

    @property
    def more_than_ordinary(self) -> bool:
        """Whether the widened limits leave out 1; False where there are none."""
        return bool(self.ratio.lower > 1 or self.ratio.upper < 1)


def variation(
    before: float,
    now: float,
    *,
    residents: tuple[float, float] = (1.0, 1.0),
    dispersion: float = 1.0,
) -> Variation:
    """Whether two counts of equal periods, or two rates, differ by more than ordinary.

    The limits of the ratio are exp(ln RR ± 1.96·√(φ·(1/a + 1/b))): those of two independent counts,
    widened by φ, the variance of months around their centre divided by their mean.

    Args:
        before: Events of the earlier period.
        now: Events of the later one.
        residents: Those of the earlier and of the later period, for rates.
        dispersion: φ; values below 1 count as 1.

    Returns:
        Ratio and limits, with and without the widening.

    Source:
        Rothman 2002 for the ratio; quasi-Poisson widening as McCullagh and Nelder 1989.
    """
    return _widened(rate_ratio((now, before), (residents[1], residents[0])), dispersion)


def share_variation(
    before: float, now: float, *, totals: tuple[float, float], dispersion: float = 1.0
) -> Variation | None:
    """Whether two shares differ by more than ordinary variation.

    The limits of their ratio are exp(ln(p₂/p₁) ± 1.96·√(φ·(1/a - 1/m + 1/b - 1/n))).

    Args:
        before: Events of the earlier period that are a part of `totals[0]`.
        now: Those of the later one, a part of `totals[1]`.
        totals: All events of the earlier and of the later period: m and n.
        dispersion: φ; values below 1 count as 1.

    Returns:
        Ratio of the shares and limits; none where a part is nothing, or more than its whole.

    Source:
        Katz and others 1978 for the ratio of two proportions; widened as in `variation`.
    """
    if min(before, now) <= 0 or before > totals[0] or now > totals[1]:
        return None
    value = (now / totals[1]) / (before / totals[0])
    spread = math.sqrt(1 / before - 1 / totals[0] + 1 / now - 1 / totals[1])
    factor = math.exp(Z_95 * spread)
    return _widened(Ratio(value, value / factor, value * factor), dispersion)


def _widened(plain: Ratio, dispersion: float) -> Variation:
    phi = max(1.0, dispersion) if not math.isnan(dispersion) else 1.0
    if not 0 < plain.value < math.inf:
        return Variation(ratio=plain, by_chance_alone=plain, dispersion=phi)
    upper = plain.value * (plain.upper / plain.value) ** math.sqrt(phi)
    wide = Ratio(plain.value, plain.value**2 / upper, upper)
    return Variation(ratio=wide, by_chance_alone=plain, dispersion=phi)
