"""The worked examples of docs/methods.md are what our functions say of our tables.

The figures are read as published by the end of March 2026, so that a newer vintage leaves the
examples true. The measured false-alarm rates are for benchmarks/false_alarms.py.
"""

import math
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data.periods import parse_period
from metrics.alerts import FALSE_ALARMS, alerts
from metrics.assurance import BY_CHANCE, CONSISTENTLY_MET, CONSISTENTLY_MISSED, assurance
from metrics.attribute_charts import SHARE, attribute_limits
from metrics.catalogue import METRICS
from metrics.change import change
from metrics.chart_points import chart_points
from metrics.claim_reading import check_claim
from metrics.claims import arithmetic
from metrics.control_limits import SCREEN_ABOVE, ChartSettings
from metrics.control_rules import BEYOND_LIMITS
from metrics.funnel import MULTIPLICATIVE, UNADJUSTED, funnel, funnel_places
from metrics.hotspots import hotspots, outside_by_chance
from metrics.measure_charts import measure_charts
from metrics.metric import LOWER_IS_BETTER
from metrics.monthly_charts import count_charts
from metrics.revisions import newest_with_band, revisions
from metrics.season import decompose
from metrics.shifts import lasting_shifts
from metrics.signal import WAITS
from metrics.signals import signals
from metrics.similar import borough_features, similar_boroughs
from metrics.spc import xmr_limits
from metrics.stable_season import chance_of_season
from metrics.values import metric_values
from metrics.verdicts import Subject, verdict

TEXT = " ".join(
    (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8").split()
)
PUBLISHED_BY = date(2026, 3, 31)
LONDON, SOUTHWARK, CROYDON, RICHMOND = "E23000001", "E09000028", "E09000008", "E09000027"
WINTER = ("2025-12-31", "2026-01-31", "2026-02-28")


@pytest.fixture(scope="module")
def knife_crime():
    return metric_values("knife_crime", as_of=PUBLISHED_BY, start=date(2021, 8, 1))


@pytest.fixture(scope="module")
def charts(knife_crime):
    return count_charts(knife_crime)


def months_of(values, area_code):
    return values.loc[values["area_code"] == area_code, "value"].to_numpy()


def rolling(area, **choices):
    values = metric_values(
        "knife_crime", area=area, period_type="rolling_12_months", as_of=PUBLISHED_BY, **choices
    )
    return values.set_index("period_end")


def test_rate():
    borough, london = (
        rolling(area, stated_as="rate").loc["2026-02-28"] for area in (SOUTHWARK, LONDON)
    )
    assert (
        f"Southwark recorded {borough['numerator']:,} knife crimes in the 12 months to February "
        f"2026. With {borough['denominator']:,} residents in mid-2024, the newest estimate, that "
        f"is {borough['value']:.2f} per 1,000 residents. London (Metropolitan Police area) "
        f"recorded {london['numerator']:,}, with {london['denominator']:,} residents: "
        f"{london['value']:.2f} per 1,000."
    ) in TEXT
    assert "mid-2024, estimated" in borough["unit"]


def test_interval(knife_crime):
    months = knife_crime[knife_crime["area_code"] == RICHMOND].set_index("period_end")
    december, january, february = (months.loc[day] for day in WINTER)
    assert (
        f"Richmond upon Thames recorded {february['value']:.0f} knife crimes in February 2026. "
        f"Chance alone reaches from {february['lower']:.1f} to {february['upper']:.1f}, so neither "
        f"the {january['value']:.0f} of January nor the {december['value']:.0f} of December says "
        "that anything had changed."
    ) in TEXT
    for month in (december, january):
        assert february["lower"] < month["value"] < february["upper"]


def test_rolling_12_months(knife_crime):
    sums = rolling(SOUTHWARK)["value"]
    months = knife_crime[knife_crime["area_code"] == SOUTHWARK].set_index("period_end")["value"]
    before, now = sums["2026-01-31"], sums["2026-02-28"]
    came, went = months["2026-02-28"], months["2025-02-28"]
    assert (
        f"Southwark recorded {before:.0f} knife crimes in the 12 months to January 2026, and "
        f"{now:.0f} in the 12 months to February 2026. The two share eleven months. The whole "
        f"difference of {now - before:.0f} is that February 2026 came in with {came:.0f}, and "
        f"February 2025 went out with {went:.0f}."
    ) in TEXT
    assert now - before == came - went


def test_change():
    found = change("knife_crime", area=LONDON, as_of=PUBLISHED_BY)
    assert (
        f"London recorded {found.before:,.0f} knife crimes in the 12 months to February 2025 and "
        f"{found.now:,.0f} in the 12 months to February 2026: {-found.difference:,.0f} fewer, "
        f"−{-found.percent:.1f}%, with 95% limits of −{-found.percent_limits[0]:.1f}% and "
        f"−{-found.percent_limits[1]:.1f}%."
    ) in TEXT
    assert found.verdict == "down"


def test_rate_chart():
    (london,) = signals("knife_crime", area=LONDON, stated_as="rate", as_of=PUBLISHED_BY)
    assert (
        f"London's 1,003 offences are {london.value:.3f} per 1,000, seasonally adjusted "
        f"{london.charted:.3f}; the months since August 2021 average {london.centre:.3f}, with "
        f"limits of {london.lower:.3f} and {london.upper:.3f}."
    ) in TEXT


def test_control_chart(knife_crime):
    months = months_of(knife_crime, SOUTHWARK)
    ranges = np.abs(np.diff(months))
    wild = sorted(ranges[ranges > SCREEN_ABOVE * ranges.mean()])
    limits = xmr_limits(months)
    kept = ranges[ranges <= SCREEN_ABOVE * ranges.mean()].mean()
    assert (
        f"Southwark recorded {months.min():.0f} to {months.max():.0f} knife crimes a month from "
        f"August 2021 to February 2026, {months.size} months. Their mean is {months.mean():.1f} "
        f"and their mean moving range {ranges.mean():.2f}. Two moving ranges, of {wild[1]:.0f} and "
        f"{wild[0]:.0f}, are above 3.267 × {ranges.mean():.2f} = "
        f"{SCREEN_ABOVE * ranges.mean():.1f}; without them the mean is {kept:.2f} and the limits "
        f"are {months.mean():.1f} ± 2.66 × {kept:.2f}, that is {limits.lower[0]:.1f} and "
        f"{limits.upper[0]:.1f}."
    ) in TEXT
    assert len(wild) == 2


def test_verdict(charts):
    subject = Subject(title="Knife crime", place="Croydon", direction=LOWER_IS_BETTER)
    assert verdict(charts.of(CROYDON), charts.ends, subject).sentence in TEXT
    assert f"in each of the nine months to {charts.ends[-1]:%B %Y}" in TEXT


def test_limits_frozen_on_a_period():
    (found,) = signals(
        "knife_crime",
        area="croydon",
        baseline=(date(2022, 1, 1), date(2024, 12, 31)),
        as_of=PUBLISHED_BY,
    )
    assert found.verdict in TEXT
    assert "--baseline 2022-01:2024-12" in TEXT


def test_lasting_shift(charts):
    place = charts.area_codes.index(LONDON)
    (shift,) = (s for s in lasting_shifts(charts.chart) if s.series == (place,))
    assert (
        f"above its average for {shift.points} months from {charts.ends[shift.first]:%B %Y}: "
        f"{shift.after:,.0f} a month against {shift.before:,.0f} before."
    ) in TEXT


def test_season(knife_crime):
    months = months_of(knife_crime, LONDON)
    season = decompose(months).season
    december, january, february = (months - season)[-3:]
    assert (
        f"London recorded {months[-1]:,.0f} knife crimes in February 2026. February usually lies "
        f"{-season[-1]:.0f} below the trend, so the adjusted value is {february:,.0f}: above "
        f"December's {december:,.0f} and level with January's {january:,.0f}, although fewer "
        "offences were recorded than in January."
    ) in TEXT
    assert months[-1] < months[-2]


def test_seasons_beyond_chance(knife_crime):
    london, richmond = (
        chance_of_season(months_of(knife_crime, place)) for place in (LONDON, RICHMOND)
    )
    assert (
        f"differ as much in {100 * london:.0f} of 100 series without a season, those of Richmond "
        f"upon Thames in {100 * richmond:.0f}: neither has a season beyond chance"
    ) in TEXT


def test_share():
    made = measure_charts(
        METRICS["knife_crime_positive_outcome_rate"], area=LONDON, as_of=PUBLISHED_BY
    )
    chart, totals = made.charts.of(LONDON), made.charts.totals[0]
    plain = attribute_limits(made.charts.counts[0], totals, SHARE, between_months=False)
    assert made.charts.ends[-1] == date(2025, 2, 28)
    assert f"London's positive outcomes came to {chart.centre[-1]:.1f}% of knife crimes" in TEXT
    assert (
        f"In February 2025, with {totals[-1]:,.0f} offences, chance alone would allow "
        f"{300 * plain.sigma[-1]:.1f} points either way. Months vary "
        f"{chart.sigma[-1] / 100 / plain.sigma[-1]:.1f} times as much as that, so the limits are "
        f"{chart.lower[-1]:.1f}% and {chart.upper[-1]:.1f}%."
    ) in TEXT


def test_rare_events():
    points = chart_points("knife_crime_with_injury_robbery", area="havering", as_of=PUBLISHED_BY)
    assert set(points["chart"]) == {WAITS}
    waits, (limit,) = points["charted"], points["upper"].unique()
    mean = waits.mean()
    longest = points.loc[waits.idxmax()]
    assert (
        f"gives {len(waits)} waits since {points['period_end'].min():%B %Y}, {mean:.2f} months on "
        f"average. The upper limit is {mean:.2f} + 3·√({mean:.2f} · {mean + 1:.2f}) = "
        f"{limit:.1f} months. The longest, {waits.max():.0f} months to "
        f"{longest['period_end']:%B %Y}, was a signal"
    ) in TEXT
    assert longest["rule"] == BEYOND_LIMITS


def test_assurance():
    (southwark,) = signals("knife_crime", area=SOUTHWARK, as_of=PUBLISHED_BY)
    lower, upper = southwark.lower, southwark.upper
    assert f"With Southwark's limits of {lower:.1f} and {upper:.1f} knife crimes a month" in TEXT
    assert "a target of 100 or fewer is met every month, a target of 30 never" in TEXT
    said = [assurance(target, lower, upper, LOWER_IS_BETTER) for target in (100, 30, 50)]
    assert said == [CONSISTENTLY_MET, CONSISTENTLY_MISSED, BY_CHANCE]


def test_every_sentence_of_the_table_of_verdicts_is_one_we_write():
    ordinary = [70.0, 78, 72, 76, 69, 79, 71, 77, 73, 75, 70, 78] * 3
    limits = xmr_limits(ordinary, settings=ChartSettings())
    low, high = np.ceil(limits.lower[0]), np.floor(limits.upper[0])
    assert f"110 where {low:.0f} to {high:.0f} is usual" in TEXT


def test_funnel():
    values = metric_values(
        "knife_crime",
        as_of=PUBLISHED_BY,
        period_type="rolling_12_months",
        stated_as="rate",
        start=date(2026, 2, 1),
    )
    boroughs = values[values["area_code"].str.startswith("E09")]
    counts, residents = boroughs[["numerator", "denominator"]].to_numpy(dtype=float).T
    outside = {
        adjustment: boroughs["area_name"][
            (
                funnel_places(funnel(counts, residents, adjustment=adjustment), counts, residents)[
                    "position"
                ]
                != "within"
            ).to_numpy()
        ].tolist()
        for adjustment in (UNADJUSTED, MULTIPLICATIVE, "additive")
    }
    phi = funnel(counts, residents).dispersion.phi
    assert f"{len(boroughs)} boroughs per resident: {len(outside[UNADJUSTED])} lie outside" in TEXT
    assert f"They differ {math.sqrt(phi):.1f} times as much as chance would have it" in TEXT
    assert outside["additive"] == ["Richmond upon Thames", "Westminster"]
    assert "two remain outside: Westminster above, Richmond upon Thames below." in TEXT


def test_wards_of_a_borough():
    rows = hotspots("knife_crime", borough="southwark", period_type="rolling_12_months")
    rows = rows[rows["period_end"] == "2025-12-31"]
    more, fewer = (rows["position"].str.startswith(side).sum() for side in ("above", "below"))
    mean = float(rows["expected"].iloc[0])
    said = " ".join(TEXT.split())
    assert f"{len(rows)} wards, {mean:.1f} in the average ward." in said
    assert f"{more} had more by more than chance and {fewer} had fewer" in said
    assert f"about {outside_by_chance(mean, len(rows)):.1f} would stand out" in said


def test_revisions():
    outcomes = revisions("knife_crime_positive_outcome_rate", area=LONDON, as_of=PUBLISHED_BY)
    july = outcomes[outcomes["period_end"].dt.strftime("%Y-%m") == "2025-07"].iloc[0]
    band = newest_with_band("knife_crime_positive_outcome_rate", area=LONDON, as_of=PUBLISHED_BY)
    newest = band[band["period_end"].dt.strftime("%Y-%m") == "2026-02"].iloc[0]
    assert (
        f"first published as {july['first_numerator']}, in {july['first_published']:%B %Y}; the "
        f"file of {july['newest_published']:%B %Y} has {july['newest_numerator']}. As a share of "
        f"knife crimes they fell from {july['first_value']:.1f}% to {july['newest_value']:.1f}%. "
        f"So February 2026, published as {newest['value']:.1f}%, carries a band of "
        f"{newest['revision_lower']:.1f}% to {newest['revision_upper']:.1f}%: lower than the "
        f"figure itself, because all {newest['pairs']:.0f} of the pairs it rests on fell."
    ) in TEXT


def test_years_of_a_rare_event():
    (hounslow,) = signals("knife_homicide", area="hounslow", as_of=PUBLISHED_BY)
    assert f'For example: "{hounslow.verdict}"' in TEXT


def test_claim():
    answer = check_claim(
        "knife_crime",
        area=SOUTHWARK,
        change="-15",
        before=parse_period("12m:2025-02"),
        now=parse_period("12m:2026-02"),
        as_of=PUBLISHED_BY,
    )
    first, _, limits = answer.sentence.rpartition(" The change is ")
    assert first in TEXT
    assert limits == "more than ordinary variation (95% limits −24.7% to −4.7%)."
    assert "the 95% limits of the change are −24.7% to −4.7%: more than ordinary variation." in TEXT
    readings = {one.shift: one.percent for one in answer.baselines if one.moved == "from"}
    assert (
        f"Months there vary {answer.variation.spread:.1f} times as much as chance alone"
    ) in TEXT
    assert (
        f"the change reads −{-readings[-1]:.1f}%, from the one before that −{-readings[-2]:.1f}%."
    ) in TEXT
    assert f"is {arithmetic(9_086, 12_786, '40').percent:+.1f}%. Printed as 40% it was cut" in TEXT


def test_alerts():
    found = alerts(as_of=PUBLISHED_BY)
    first, _, _ = found.sentence.partition(" 4 more are")
    assert f'"{first}" (files of March 2026)' in TEXT
    table = TEXT.partition("if nothing changes |")[2].partition("**together**")[0]
    stated = re.findall(r"\| (XmR|g|u′|p′) \| (\d+) \| (0\.\d+) \|", table)
    assert [(chart, float(rate)) for chart, _, rate in stated] == [
        (chart, rate) for (_, chart), rate in FALSE_ALARMS.items()
    ]
    together = sum(int(boroughs) * float(rate) for _, boroughs, rate in stated) / 32
    assert f"| **together**, per borough | | | **{together:.2f}** |" in TEXT


def test_similar_boroughs():
    own = borough_features().loc[SOUTHWARK]
    peers = similar_boroughs(SOUTHWARK, peers=3)
    *first, last = peers["peer_name"]
    near, nearer, far = peers["distance"]
    assert (
        f"Southwark ({own['under_25_pct']:.1f}% under 25, {own['residents']:,.0f} residents, "
        f"{own['residents_per_km2']:,.0f} to the square kilometre) is most like "
        f"{', '.join(first)} and {last}, which are {near:.2f}, {nearer:.2f} and {far:.2f} standard "
        "deviations away"
    ) in TEXT
