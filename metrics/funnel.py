"""Funnels: which places differ from the whole by more than their size explains.

Small places vary more than large ones, so a ranking mostly sorts by size and luck. A funnel draws,
around the rate of the whole, how far a place of each size strays by chance. Places also differ for
lasting reasons that no one signal explains; the over-dispersion adjustment widens the funnel by as
much as the bulk of places differ, so that only those unlike the others stand out.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import chdtri, ndtri

from metrics.arrays import Flags, Floats
from metrics.attribute_charts import RATE, SHARE
from metrics.rates import Interval

WARNING, ACTION = 0.95, 0.998
"""The two pairs of limits: about two and about three standard errors."""

UNADJUSTED, MULTIPLICATIVE, ADDITIVE = "unadjusted", "multiplicative", "additive"

WINSORISE = 0.1
"""Part of the places at each end whose distance is pulled in before dispersion is measured."""

MINIMUM_EXPECTED = 10
"""With fewer events expected of a place its limits are too narrow below: of 3 expected events none
happen one time in twenty, yet the lower limit is above zero. Such a place is not judged."""

POSITIONS = ("below 99.8%", "below 95%", "within", "above 95%", "above 99.8%")


@dataclass(frozen=True, kw_only=True)
class Dispersion:
    """How much more places differ than chance alone would have them.

    Attributes:
        phi: Mean squared winsorised distance in standard errors; 1 is chance alone.
        tau_squared: Variance between places beyond chance, on the transformed scale.
    """

    phi: float
    tau_squared: float


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """The centre and the limits of a comparison.

    Attributes:
        kind: "rate" or "share".
        reference: The centre: events per unit of denominator.
        dispersion: What was measured, whether or not the limits use it.
        adjustment: "unadjusted", "multiplicative" or "additive".
    """

    kind: str
    reference: float
    dispersion: Dispersion
    adjustment: str

    def limits(self, denominators: ArrayLike, confidence: float = WARNING) -> Interval:
        """How far a place of this size strays; never narrower than chance alone.

        Args:
            denominators: Sizes of places, or any sizes for drawing the funnel's lines.
            confidence: Such as 0.95 or 0.998.

        Returns:
            Limits of the rate or share, per unit of denominator.
        """
        size = np.asarray(denominators, dtype=np.float64)
        plain = _plain_limits(size, confidence, self.kind, reference=self.reference)
        if self.adjustment == UNADJUSTED:
            return plain
        error = 1 / (2 * np.sqrt(size if self.kind == SHARE else size * self.reference))
        if self.adjustment == MULTIPLICATIVE:
            spread = error * np.sqrt(self.dispersion.phi)
        else:
            spread = np.sqrt(error**2 + self.dispersion.tau_squared)
        wide = _back(float(ndtri(0.5 + confidence / 2)) * spread, self.kind, self.reference)
        return Interval(np.minimum(plain.lower, wide.lower), np.maximum(plain.upper, wide.upper))


def funnel(
    counts: ArrayLike,
    denominators: ArrayLike,
    kind: str = RATE,
    *,
    reference: float | None = None,
    adjustment: str = ADDITIVE,
) -> Funnel:
    """The funnel of some places about the whole.

    Args:
        counts: Events of each place, NaN where missing.
        denominators: Residents, or trials for a share.
        kind: "rate" or "share".
        reference: The rate of the whole; if none is given, all counts over all denominators.
        adjustment: Whether and how limits allow for lasting differences between places.

    Returns:
        The funnel; `funnel_places` says where the places lie in it.

    Raises:
        ValueError: If no place with a denominator has an event, or `kind` or `adjustment` is not
            known.

    Source:
        Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in
        Medicine 24; as in FunnelPlotR and PHEindicatormethods.
    """
    if kind not in (RATE, SHARE) or adjustment not in (UNADJUSTED, MULTIPLICATIVE, ADDITIVE):
        raise ValueError(f"No funnel of kind '{kind}' with limits '{adjustment}' is known.")
    events, size = _held(counts, denominators)
    if not events.sum():
        raise ValueError("A funnel needs places with denominators and an event in one; none has.")
    whole = float(events.sum() / size.sum()) if reference is None else reference
    return Funnel(
        kind=kind,
        reference=whole,
        dispersion=dispersion_of(events, size, kind, reference=whole),
        adjustment=adjustment,
    )


def funnel_places(form: Funnel, counts: ArrayLike, denominators: ArrayLike) -> pd.DataFrame:
    """Where each place lies in a funnel.

    Args:
        form: The funnel.
        counts: Events of each place, NaN where missing.
        denominators: Residents, or trials for a share.

    Returns:
        One row per place in the order given: `rate`, `expected`, `lower_95`, `upper_95`,
        `lower_998`, `upper_998` per unit of denominator, and `position`, one of `POSITIONS`, or
        empty where there is no rate or fewer than `MINIMUM_EXPECTED` events are expected.

    Source:
        See `funnel`.
    """
    events, size = np.asarray(counts, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    size = np.where(size > 0, size, np.nan)
    rate = events / size
    warning, action = form.limits(size, WARNING), form.limits(size, ACTION)
    judged = np.where(is_judged(form, size), rate, np.nan)
    return pd.DataFrame(
        {
            "rate": rate,
            "expected": size * form.reference,
            "lower_95": warning.lower,
            "upper_95": warning.upper,
            "lower_998": action.lower,
            "upper_998": action.upper,
            "position": _positions(judged, warning, action),
        }
    )


def is_judged(form: Funnel, denominators: ArrayLike) -> Flags:
    """Whether enough events are expected of places of these sizes for limits to be trusted.

    Of a share both the events and their absence must be expected often enough.
    """
    likely = min(form.reference, 1 - form.reference) if form.kind == SHARE else form.reference
    enough: Flags = np.asarray(denominators, dtype=np.float64) * likely >= MINIMUM_EXPECTED
    return enough


def outside_by_chance(places: int, confidence: float = WARNING) -> float:
    """How many places fall outside the limits though all are alike: 1.6 of 32 at 95%."""
    return places * (1 - confidence)


def poisson_limits(expected: ArrayLike, confidence: float = WARNING) -> Interval:
    """Exact limits of the ratio of observed to expected events.

    Lower: χ²(α/2; 2E)/2E. Upper: χ²(1-α/2; 2E+2)/2E, with α = 1 - confidence.

    Args:
        expected: Events expected of each place.
        confidence: Such as 0.95 or 0.998.

    Returns:
        Limits of the ratio, 1 in the centre; NaN where nothing is expected.

    Source:
        FunnelPlotR; golden values in tests/golden. These are the limits of a mean of which E were
        observed, a little wider above than the quantiles of E themselves.
    """
    mean = np.asarray(expected, dtype=np.float64)
    mean = np.where(mean > 0, mean, np.nan)
    tail = (1 - confidence) / 2
    return Interval(
        chdtri(2 * mean, 1 - tail) / (2 * mean), chdtri(2 * mean + 2, tail) / (2 * mean)
    )


def share_limits(average: float, sizes: ArrayLike, confidence: float = WARNING) -> Interval:
    """Limits of a share around the average: p ± z·√(p·(1-p)/n), within 0 and 1.

    Args:
        average: Share of the whole.
        sizes: Denominators.
        confidence: Such as 0.95 or 0.998.

    Returns:
        Limits of the share.

    Source:
        PHEindicatormethods (`phe_funnels`), whose expression comes to this; golden values in
        tests/golden.
    """
    size = np.asarray(sizes, dtype=np.float64)
    reach = float(ndtri(0.5 + confidence / 2)) * np.sqrt(average * (1 - average) / size)
    return Interval(np.maximum(average - reach, 0), np.minimum(average + reach, 1))


def dispersion_of(
    counts: ArrayLike, denominators: ArrayLike, kind: str = RATE, *, reference: float
) -> Dispersion:
    """How much more places differ than chance alone.

    Distances: zᵢ = (yᵢ - y₀)/sᵢ, with y = √(O/E), y₀ = 1, s = 1/(2√E) for rates and y = asin √p,
    s = 1/(2√n) for shares. The outer tenth at each end is pulled in to the tenth's edge. Then
    φ = Σz²/k over k places, and τ² = (k·φ - (k-1)) / (Σw - Σw²/Σw) with w = 1/s², at least 0.

    Args:
        counts: Events of each place, NaN where missing.
        denominators: Residents, or trials for a share.
        kind: "rate" or "share".
        reference: The rate of the whole.

    Returns:
        φ and τ²; 1 and 0 with fewer than two places.

    Source:
        Spiegelhalter 2005 and Spiegelhalter et al. 2012; winsorised as in FunnelPlotR.
    """
    distance, error = _distances(*_held(counts, denominators), kind, reference=reference)
    places = distance.size
    if places < 2:
        return Dispersion(phi=1.0, tau_squared=0.0)
    low, high = np.quantile(distance, [WINSORISE, 1 - WINSORISE])
    phi = float(np.mean(np.clip(distance, low, high) ** 2))
    weight = 1 / error**2
    between = (places * phi - (places - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return Dispersion(phi=phi, tau_squared=max(0.0, float(between)))


def _held(counts: ArrayLike, denominators: ArrayLike) -> tuple[Floats, Floats]:
    """Counts and denominators of the places that have both."""
    events, size = np.asarray(counts, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    held = ~np.isnan(events) & (size > 0)
    return events[held], size[held]


def _distances(
    events: Floats, size: Floats, kind: str, *, reference: float
) -> tuple[Floats, Floats]:
    """Distance of each place from the centre in standard errors, and its standard error."""
    if kind == SHARE:
        error = 1 / (2 * np.sqrt(size))
        return (np.arcsin(np.sqrt(events / size)) - np.arcsin(np.sqrt(reference))) / error, error
    expected = size * reference
    error = 1 / (2 * np.sqrt(expected))
    return (np.sqrt(events / expected) - 1) / error, error


def _plain_limits(size: Floats, confidence: float, kind: str, *, reference: float) -> Interval:
    """Limits of chance alone."""
    if kind == SHARE:
        return share_limits(reference, size, confidence)
    ratio = poisson_limits(size * reference, confidence)
    return Interval(ratio.lower * reference, ratio.upper * reference)


def _back(reach: Floats, kind: str, reference: float) -> Interval:
    """Limits at a distance on the transformed scale, as rates or shares."""
    if kind == SHARE:
        centre = np.arcsin(np.sqrt(reference))
        low, high = np.maximum(centre - reach, 0), np.minimum(centre + reach, np.pi / 2)
        return Interval(np.sin(low) ** 2, np.sin(high) ** 2)
    return Interval(reference * np.maximum(1 - reach, 0) ** 2, reference * (1 + reach) ** 2)


def _positions(rate: Floats, warning: Interval, action: Interval) -> list[str]:
    """Where each place lies, in words; empty where it has no rate."""
    step = np.zeros(rate.shape, dtype=np.int64)
    for limits in (warning, action):
        step += (rate > limits.upper).astype(np.int64) - (rate < limits.lower).astype(np.int64)
    return ["" if np.isnan(r) else POSITIONS[2 + s] for r, s in zip(rate, step, strict=True)]
