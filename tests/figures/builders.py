"""Small made-up values in the shape of `metric_values`, and charts of them."""

from datetime import date

import pandas as pd
from hypothesis import strategies as st

from data.breaks import Break as LedgerEntry
from data.periods import MONTHS_IN, PERIOD_TYPES, add_months, month_end
from figures.change_over_time import annotations, line_chart
from metrics.metric import Metric

SOUTHWARK, RICHMOND, LONDON = "E09000028", "E09000027", "E23000001"
RATE = "offences per 1,000 residents"


def metric(**changes):
    declared = {
        "metric_id": "knife_crime",
        "title": "Knife crime",
        "short_title": "Knife crime",
        "tier": "primary",
        "kind": "count",
        "unit": "offences",
        "definition": "Offences recorded by the police.",
        "numerator": "offences",
        "rate_per": 1000,
        "residents": "all_ages",
        "inputs": (),
        "source_ids": (),
        "caveats": (),
        "compute": pd.DataFrame,
    }
    return Metric(**(declared | changes))


def ledger_entry(**changes):
    entry = {
        "break_id": "connect",
        "first_day": date(2024, 3, 1),
        "last_day": None,
        "kind": "system",
        "comparable": "note",
        "title": "CONNECT replaced CRIS",
        "effect": "The recording system changed.",
        "source_ids": (),
        "metric_ids": (),
        "origin": "made up",
    }
    return LedgerEntry(**(entry | changes))


CONNECT = ledger_entry()
NEW_PLACES = ledger_entry(
    break_id="places",
    first_day=date(2021, 8, 1),
    kind="geography",
    comparable="no",
    title="New place rules",
    effect="Places are assigned another way.",
)
COVID = ledger_entry(
    break_id="covid",
    first_day=date(2020, 3, 1),
    last_day=date(2021, 7, 31),
    kind="event",
    title="COVID-19 restrictions",
    effect="Restrictions lowered many kinds of crime.",
)
LEDGER = (NEW_PLACES, CONNECT, COVID)


def rows(
    values,
    *,
    area=SOUTHWARK,
    period_type="month",
    first=(2024, 1),
    unit="offences",
    statuses=None,
    provisional_from=None,
    interval=None,
):
    """One row for each value from the first month on; None for one that is missing."""
    start, step = month_end(*first), step_of(period_type)
    statuses = statuses or ["x" if value is None else "" for value in values]
    nothing, ends = float("nan"), [add_months(start, step * i) for i in range(len(values))]
    begun = provisional_from or date.max
    moving = [s == "p" or end >= begun for s, end in zip(statuses, ends, strict=True)]
    return pd.DataFrame(
        {
            "metric_id": "knife_crime",
            "area_code": area,
            "area_name": "An area",
            "period_type": period_type,
            "period_end": pd.to_datetime(ends),
            "value": [nothing if value is None else float(value) for value in values],
            "unit": unit,
            "lower": [nothing if v is None or not interval else v - interval for v in values],
            "upper": [nothing if v is None or not interval else v + interval for v in values],
            "status": statuses,
            "provisional": moving,
        }
    )


def step_of(period_type):
    return 1 if period_type == "rolling_12_months" else MONTHS_IN[period_type]


def chart(*frames, ledger=(), focus=SOUTHWARK, comparisons=(), measure=None, **more):
    breaks, events = annotations(ledger)
    return line_chart(
        pd.concat(frames, ignore_index=True),
        measure or metric(),
        focus=focus,
        comparisons=comparisons,
        breaks=breaks,
        events=events,
        **more,
    )


def full_chart(**more):
    """Eight years of a rate beside London's, with a gap, breaks, an event and moving figures."""
    own = [2 + (i % 7) / 10 for i in range(98)]
    own[36:43] = [None] * 7
    statuses = ["x" if v is None else "" for v in own[:-3]] + ["p", "p", "p"]
    measured = rows(own, first=(2018, 1), unit=RATE, statuses=statuses, interval=0.2)
    others = [1.5 + (i % 5) / 10 for i in range(98)]
    compared = rows(others, first=(2018, 1), unit=RATE, area=LONDON, interval=0.02)
    more = {"ledger": LEDGER, "intervals": True, "source": "A publisher, 10 March 2026"} | more
    return chart(measured, compared, comparisons=[LONDON], **more)


numbers = st.floats(0, 1e6, allow_nan=False) | st.sampled_from([0.0, 1.0, 0.001])
maybe_numbers = st.none() | numbers


@st.composite
def charts(draw):
    """Charts of any values, periods, ledger and roles."""
    period_type = draw(st.sampled_from(PERIOD_TYPES))
    count = draw(st.integers(1, 60))
    first = draw(st.sampled_from([(2018, 3), (2010, 12), (2023, 9)]))
    some = st.lists(maybe_numbers, min_size=count, max_size=count)
    unit = draw(st.sampled_from(["offences", RATE, "percent of offences"]))
    own, other = draw(some), draw(some)
    options = {"period_type": period_type, "first": first, "unit": unit}
    options["interval"] = draw(st.none() | st.floats(0, 100))
    days = st.none() | st.dates(date(2010, 1, 1), date(2030, 1, 1))
    options["provisional_from"] = draw(days)
    frames = [rows(own, **options)]
    comparisons = []
    if unit != "offences":
        frames.append(rows(other, area=LONDON, **options))
        comparisons = [LONDON]
    kept = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    frames[0] = frames[0][[*kept[:-1], True]]
    return chart(
        *frames,
        comparisons=comparisons,
        ledger=draw(st.lists(st.sampled_from(LEDGER), unique=True)),
        intervals=draw(st.booleans()),
    )
