"""How figures moved after they were first published: the triangle of value by vintage.

What a later file says of a month is compared with what the earlier one said. A file stores only
what it changed, so the months it covers are taken to reach from the oldest it changed anywhere to
the newest it holds: a month older than all its changes is not counted as looked at again.
"""

from collections.abc import Hashable
from datetime import date

import numpy as np
import pandas as pd

from data.kept import bytes_of_table, kept
from data.store import editions, tables_in_use
from metrics import offers
from metrics.catalogue import get_metric
from metrics.revision_periods import RELATIVE, check_followed, period_of
from metrics.values import metric_values

LAGS = ((0, 3), (4, 6), (7, 12), (13, 24), (25, 1200))
"""Months between a period's end and the vintage, in classes, first and last included."""

LEAST_PAIRS = 20
"""With fewer pairs of vintages than this, the range seen stands in the place of a 90% band."""

LEAST_FOR_RANGE = 3
BAND = (0.05, 0.95)
PERCENT, POINTS = "percent", "points"
ABOVE, BELOW, INSIDE = "above", "below", "inside"
"""Where a figure stands in the band of what it may become."""

CELL = ["area_code", "period_end"]
TRIANGLE = [
    "metric_id",
    "area_code",
    "area_name",
    "period_end",
    "published",
    "lag_months",
    "value",
    "numerator",
    "denominator",
    "status",
    "provisional",
]


def triangle(
    metric_id: str, *, area: str = offers.ALL_AREAS, as_of: date | None = None
) -> pd.DataFrame:
    """What each vintage said of each period.

    Args:
        metric_id: A name of the catalogue.
        area: "all", or one area by code, name or slug.
        as_of: Leave out every vintage after this day.

    Returns:
        Columns ``metric_id``, ``area_code``, ``area_name``, ``period_end``, ``published`` (the
        vintage), ``lag_months`` from the period's last month to the vintage's, ``value``,
        ``numerator``, ``denominator``, ``status`` and ``provisional``; by area, period and vintage,
        in the base period of the measure, or in 12 months where it is stated over these only. A
        period that a vintage does not cover has no row for it.

    Raises:
        ParameterError: If it has no total, or the place is not shown by that period.
        NotHeldError: If the measure is not held for the place.
        UnknownMetricError: If there is no such measure.

    Source:
        Every vintage of the publishers' files that was read.
    """
    metric = get_metric(metric_id)
    places = offers.asked_areas(area)
    check_followed(metric, places)
    days = tuple(_vintages(metric.inputs, as_of))
    if not days or places is None or any(p.area_type == "neighbourhood" for p in places):
        return _stated(tables_in_use(), metric_id, days, area).copy(deep=False)
    metric_values(metric_id, area=area, period_type=period_of(metric))  # refuses what is not held
    cells = _stated(tables_in_use(), metric_id, days, offers.ALL_AREAS)
    own = cells["area_code"].isin([place.area_code for place in places])
    return cells[own].reset_index(drop=True)


@kept(megabytes=50, weigh=bytes_of_table)
def _stated(_version: str, metric_id: str, days: tuple[date, ...], area: str) -> pd.DataFrame:
    """What the vintages of these days said; kept, for every place and page asks for it."""
    parts = [_as_published(metric_id, area, day) for day in days]
    if not parts:
        return pd.DataFrame(columns=TRIANGLE).astype({"lag_months": np.int32})
    return pd.concat(parts).sort_values([*CELL, "published"], ignore_index=True)


def _as_published(metric_id: str, area: str, day: date) -> pd.DataFrame:
    """The periods that the vintage of a day covers, as they stood on it."""
    period, vintage = period_of(get_metric(metric_id)), np.datetime64(day, "s")
    every = metric_values(metric_id, period_type=period, as_of=day)
    own = every["period_end"].to_numpy()[every["vintage"].to_numpy() == vintage]
    rows = every
    if area != offers.ALL_AREAS:
        rows = metric_values(metric_id, area=area, period_type=period, as_of=day)
    ends = rows["period_end"].to_numpy()
    covered = rows["value"].notna().to_numpy(dtype=bool) & bool(own.size)
    if own.size:
        covered &= (ends >= own.min()) & (ends <= own.max())
    lag = vintage.astype("datetime64[M]") - ends[covered].astype("datetime64[M]")
    dated = rows[covered].assign(published=vintage, lag_months=lag.astype(np.int32))
    return dated[TRIANGLE]


def revisions(
    metric_id: str, *, area: str = offers.ALL_AREAS, as_of: date | None = None
) -> pd.DataFrame:
    """First published and newest value of each period, and what lies between them.

    Args:
        metric_id: A name of the catalogue.
        area: "all", or one area by code, name or slug.
        as_of: Leave out every vintage after this day.

    Returns:
        One row per area and period: ``metric_id``, ``area_code``, ``area_name``, ``period_end``,
        ``vintages`` (how many cover it), ``first_published``, ``first_value``,
        ``first_numerator``, ``newest_published``, ``newest_value``, ``newest_numerator``,
        ``revision`` (newest less first, in the unit, or in percentage points),
        ``revision_pct`` (of the first value), ``status`` and ``provisional``. The two revisions
        are missing where one vintage only covers the period.

    Raises:
        NotHeldError: If the measure is not held for the place.
        UnknownMetricError: If there is no such measure.
    """
    cells = triangle(metric_id, area=area, as_of=as_of)
    first, newest = cells.drop_duplicates(CELL), cells.drop_duplicates(CELL, keep="last")
    table = newest[["metric_id", *CELL[:1], "area_name", *CELL[1:]]].reset_index(drop=True)
    table["vintages"] = np.diff(first.index.to_numpy(), append=len(cells))
    for name, rows in (("first", first), ("newest", newest)):
        for column in ("published", "value", "numerator"):
            table[f"{name}_{column}"] = rows[column].array
    moved = (table["newest_value"] - table["first_value"]).where(table["vintages"] > 1)
    table["revision"] = moved
    table["revision_pct"] = _percent(moved, table["first_value"])
    for name in ("status", "provisional"):
        table[name] = newest[name].array
    return table


def vintage_changes(cells: pd.DataFrame) -> pd.DataFrame:
    """What each vintage added and changed.

    Args:
        cells: Rows of `triangle`, of one or many places.

    Returns:
        One row per vintage, oldest first: ``published``; ``first_period`` and ``last_period`` it
        covers; ``added``, cells that no earlier vintage has; ``restated``, cells that one has;
        ``changed``, those of them whose value is another; and of the one that changed most, in the
        unit: ``largest`` (this vintage less the one before it) and ``largest_period``, missing
        where none changed.
    """
    before = cells.groupby(CELL, sort=False, observed=True)["value"].shift()
    rows = cells.assign(moved=cells["value"] - before)
    lines = [_vintage_line(day, own) for day, own in rows.groupby("published")]
    columns = ["published", "first_period", "last_period", "added", "restated", "changed"]
    return pd.DataFrame(lines, columns=[*columns, "largest", "largest_period"])


def _vintage_line(published: Hashable, rows: pd.DataFrame) -> dict[str, object]:
    moved = rows.loc[rows["moved"].notna() & (rows["moved"] != 0)]
    most = moved.iloc[int(np.argmax(moved["moved"].abs()))] if len(moved) else None
    return {
        "published": published,
        "first_period": rows["period_end"].min(),
        "last_period": rows["period_end"].max(),
        "added": int(rows["moved"].isna().sum()),
        "restated": int(rows["moved"].notna().sum()),
        "changed": len(moved),
        "largest": np.nan if most is None else float(most["moved"]),
        "largest_period": pd.NaT if most is None else most["period_end"],
    }


def typical_revisions(
    metric_id: str, *, area: str = offers.ALL_AREAS, as_of: date | None = None
) -> pd.DataFrame:
    """How far figures of a given age still moved: the median, and the band that 90% kept to.

    Each pair is what one vintage said of a period and what the newest that covers it says.

    Args:
        metric_id: A name of the catalogue.
        area: "all" for the boroughs together, or one area by itself.
        as_of: Leave out every vintage after this day.

    Returns:
        One row per class of `LAGS` that has pairs: ``lag_from``, ``lag_to`` (months), ``pairs``,
        ``fell`` and ``rose`` (how many of them), ``periods`` (different ones among the pairs),
        ``steps`` (different steps from one vintage to a newer one: with one step the table says how
        that step went and little of the next), ``unit`` ("percent" of the earlier value for
        counts and rates, "points" for other measures),
        ``median``, ``lower``, ``upper`` and ``basis`` ("90% of pairs", "range of pairs" where
        there are fewer than 20, blank and no band where there are fewer than three).

    Raises:
        NotHeldError: If the measure is not held for the place.
        UnknownMetricError: If there is no such measure.
    """
    cells = triangle(metric_id, area=area, as_of=as_of)
    if area == offers.ALL_AREAS:
        cells = cells[cells["area_code"].str.startswith("E09")]
    relative = get_metric(metric_id).kind in RELATIVE
    pairs = _pairs(cells, relative=relative)
    unit = PERCENT if relative else POINTS
    lines: list[dict[str, object]] = [
        {"lag_from": low, "lag_to": high, "unit": unit} | _spread(group)
        for low, high in LAGS
        if len(group := pairs[pairs["lag_months"].between(low, high)])
    ]
    columns = ["lag_from", "lag_to", "pairs", "fell", "rose", "periods", "steps", "unit"]
    return pd.DataFrame(lines, columns=[*columns, "median", "lower", "upper", "basis"])


def newest_with_band(metric_id: str, *, area: str, as_of: date | None = None) -> pd.DataFrame:
    """The periods still marked provisional, with what later files may yet make of them.

    Args:
        metric_id: A name of the catalogue.
        area: One area by code, name or slug. Boroughs take the band of all boroughs together,
            larger areas their own.
        as_of: Leave out every vintage after this day.

    Returns:
        Columns ``area_code``, ``period_end``, ``value``, ``lag_months``, ``revision_lower``,
        ``revision_upper`` (the value with the typical revision of its age; NaN where too few
        pairs are held), ``basis``, ``pairs``, ``fell`` and ``rose`` (how many of the pairs) and
        ``stands``. The band says where the value may end up and is no interval around it: where
        nearly all figures of its age fell, the value ``stands`` "above" its band, where they rose
        "below", else "inside"; blank without a band.

    Raises:
        NotHeldError: If the measure is not held for the place.
        UnknownMetricError: If there is no such measure.
    """
    newest = triangle(metric_id, area=area, as_of=as_of).drop_duplicates(CELL, keep="last")
    moving = newest[newest["provisional"].to_numpy(bool)]
    small = moving["area_code"].str.startswith("E09").all()
    typical = typical_revisions(metric_id, area=offers.ALL_AREAS if small else area, as_of=as_of)
    starts = np.array([first for first, _ in LAGS])
    age = starts[np.searchsorted(starts, moving["lag_months"], side="right") - 1]
    found = moving.assign(lag_from=age).merge(typical, on="lag_from", how="left")
    for name in ("lower", "upper"):
        scaled = found["value"] * (1 + found[name] / 100)
        shifted = (found["value"] + found[name]).clip(lower=0)
        found[f"revision_{name}"] = scaled.where(found["unit"] == PERCENT, shifted)
    found["stands"] = np.select(
        [found["upper"] < 0, found["lower"] > 0, found["upper"].notna()],
        [ABOVE, BELOW, INSIDE],
        default="",
    )
    columns = [*CELL, "value", "lag_months", "revision_lower", "revision_upper", "basis", "pairs"]
    return found[[*columns, "fell", "rose", "stands"]]


def _vintages(tables: tuple[str, ...], as_of: date | None) -> list[date]:
    """Every day up to `as_of` on which one of the tables was published, oldest first."""
    days = {date.fromisoformat(entry.vintage) for name in tables for entry in editions(name)}
    return sorted(day for day in days if as_of is None or day <= as_of)


def _percent(moved: pd.Series, of: pd.Series) -> pd.Series:
    return 100 * moved / of.where(of > 0)


def _pairs(cells: pd.DataFrame, *, relative: bool) -> pd.DataFrame:
    """Each earlier statement with the newest of the same cell."""
    newest = cells.drop_duplicates(CELL, keep="last")[[*CELL, "value", "published"]]
    pairs = cells.merge(newest, on=CELL, suffixes=("", "_newest"))
    pairs = pairs[pairs["published"] < pairs["published_newest"]]
    moved = pairs["value_newest"] - pairs["value"]
    revision = _percent(moved, pairs["value"]) if relative else moved
    return pairs.assign(revision=revision).dropna(subset=["revision"])


def _spread(pairs: pd.DataFrame) -> dict[str, object]:
    revision = pairs["revision"].to_numpy(dtype=np.float64)
    enough, few = revision.size >= LEAST_PAIRS, revision.size < LEAST_FOR_RANGE
    lower, upper = np.quantile(revision, BAND if enough else (0, 1))
    return {
        "pairs": revision.size,
        "fell": int(np.count_nonzero(revision < 0)),
        "rose": int(np.count_nonzero(revision > 0)),
        "periods": pairs["period_end"].nunique(),
        "steps": len(pairs[["published", "published_newest"]].drop_duplicates()),
        "median": float(np.median(revision)),
        "lower": np.nan if few else float(lower),
        "upper": np.nan if few else float(upper),
        "basis": "" if few else "90% of pairs" if enough else "range of pairs",
    }
