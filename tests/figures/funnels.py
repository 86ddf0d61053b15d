"""Made-up values of the 32 boroughs and London for one period, and funnels of them."""

import pandas as pd

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, boroughs
from figures.funnel_chart import Chosen, funnel_chart
from metrics.metric import SHARE
from metrics.rates import count_interval
from tests.figures.builders import metric

CODES = [one.area_code for one in boroughs() if one.area_code != CITY_OF_LONDON]
SOUTHWARK, RICHMOND, CROYDON = "E09000028", "E09000027", "E09000008"
UNIT = "offences per 1,000 residents (mid-2024, estimated)"


def values(events=None, *, people=None, unit=UNIT, per=1000, whole=None):
    """One row for each borough, and one of London with the sums or with what is given."""
    people = people or [150_000 + 8000 * index for index in range(len(CODES))]
    events = events or [0.0015 * residents for residents in people]
    sums = whole or (sum(filter(None, events)), sum(people))
    rows = [*zip(CODES, events, people, strict=True), (METROPOLITAN_POLICE, *sums)]
    frame = pd.DataFrame(rows, columns=["area_code", "numerator", "denominator"])
    limits = count_interval(frame["numerator"].astype(float))
    return frame.assign(
        area_name="A place",
        period_type="rolling_12_months",
        period_end=pd.Timestamp("2026-02-28"),
        value=per * frame["numerator"] / frame["denominator"],
        lower=per * limits.lower / frame["denominator"],
        upper=per * limits.upper / frame["denominator"],
        unit=unit,
        provisional=False,
        status=["" if one is not None else "x" for one in frame["numerator"].astype(object)],
    )


def spread(**replaced):
    """Events of boroughs that are alike but for those named, which have so many times as many."""
    people = [150_000 + 8000 * index for index in range(len(CODES))]
    return [
        round(0.0015 * residents * replaced.get(code, 1))
        for code, residents in zip(CODES, people, strict=True)
    ]


def full_funnel(**more):
    """A funnel with places on every side, one chosen and its peers."""
    unlike = {SOUTHWARK: 1.5, RICHMOND: 0.3, CROYDON: 1.13, CODES[0]: 0.87, CODES[1]: 0.5}
    chosen = Chosen(focus=RICHMOND, peers=CODES[:3], links={CROYDON: "/boroughs/croydon"})
    # London's own rate stays that of the boroughs that are alike.
    rows = values(spread(**unlike), whole=(12_720, 8_480_000))
    return funnel_chart(rows, metric(), chosen=chosen, **more)


def share_funnel():
    """Shares far from zero, of small places."""
    people = [40 + 60 * index for index in range(len(CODES))]
    events = [round(0.7 * size + (5 if index % 5 else -9)) for index, size in enumerate(people)]
    measure = metric(kind=SHARE, unit="percent of searches", rate_per=0, decimals=1)
    rows = values(events, people=people, unit="percent of searches", per=100)
    return funnel_chart(rows, measure)
