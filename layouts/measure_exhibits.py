"""The charts of one measure in one place: is it really changing, beside whom, in what season."""

from collections.abc import Iterator

from data.areas import CITY_OF_LONDON
from data.breaks import breaks_of
from figures.change_over_time import annotations
from figures.control_chart import control_chart
from figures.peers_chart import peers_chart
from figures.season_chart import season_chart
from layouts.exhibit import Exhibit
from layouts.held import compared_with, first_period
from layouts.reproduced import call, python
from layouts.standing import charted_points, standing_of
from layouts.view import View
from metrics.metric import COUNT, SHARE
from metrics.questions import Question
from metrics.season_profile import season_effects, season_profile
from metrics.signal import SHARES, SINGLE_VALUES
from metrics.signals import signal_points
from metrics.similar import similar_boroughs
from metrics.values import metric_values

CONTROL, SEASON, PEERS = "control", "season", "peers"


def measure_exhibits(view: View, *, path: str) -> Iterator[Exhibit]:
    """The control chart, the similar boroughs and the season, where each can be had."""
    for make in (control_exhibit, peers_exhibit, season_exhibit):
        found = make(view, path=path)
        if found is not None:
            yield found


def has_control_chart(view: View) -> bool:
    """Whether months of the measure are charted with limits here."""
    verdict = standing_of(view.metric, view.area)
    return verdict is not None and verdict.chart in (SINGLE_VALUES, SHARES)


def control_exhibit(view: View, *, path: str) -> Exhibit | None:
    """The control chart; none for rare events, whose verdict is in words, and for rates."""
    verdict = standing_of(view.metric, view.area)
    if verdict is None or not has_control_chart(view):
        return None
    points = charted_points(view.metric, view.area)
    breaks, events = annotations(breaks_of(view.metric.metric_id))
    chart = control_chart(
        points,
        view.metric,
        verdict=verdict.verdict,
        chart_id=CONTROL,
        breaks=breaks,
        events=events,
        notes=(verdict.note,) if verdict.note else (),
    )
    asked = call(signal_points, view.metric.metric_id, area=view.area.area_code)
    return Exhibit(
        chart=chart,
        values=points,
        metrics=(view.metric,),
        python=asked.python,
        path=path,
        query=view.query,
    )


def peers_exhibit(view: View, *, path: str) -> Exhibit | None:
    """The newest 12 months beside the boroughs most like this one."""
    asked = _beside_peers(view)
    if asked is None:
        return None
    focus, *peers, reference = asked.areas
    return Exhibit(
        chart=peers_chart(
            asked.rows(),
            view.metric,
            focus=focus,
            peers=peers,
            reference=reference,
            chart_id=PEERS,
        ),
        values=asked.rows(),
        metrics=(view.metric,),
        python=python(asked),
        question=asked,
        path=path,
        query=view.query,
        with_residents=asked.stated_as == "rate",
    )


def _beside_peers(view: View) -> Question | None:
    """The borough, its peers and London, in the newest period that it shares with London."""
    metric, area = view.metric, view.area
    period_type = first_period(metric, area)
    stated_as = next((kind for kind in metric.stated_as if kind in ("rate", SHARE)), "")
    london = compared_with(metric, area, stated_as=stated_as, period_type=period_type)
    if not stated_as or not london or area.area_code == CITY_OF_LONDON:
        return None
    own = (area.area_code, london)
    both = metric_values(metric.metric_id, area=own, period_type=period_type, stated_as=stated_as)
    held = both.dropna(subset=["value"])["period_end"].value_counts()
    shared = held[held == len(own)].index
    if shared.empty:
        return None
    day = shared.max().date()
    peers = similar_boroughs(area.area_code)["peer_code"]
    return Question(
        metric_id=metric.metric_id,
        areas=(area.area_code, *peers, london),
        period_type=period_type,
        stated_as=stated_as,
        start=day,
        end=day,
    )


def season_exhibit(view: View, *, path: str) -> Exhibit | None:
    """What the months of a usual year add or take, for counts, and whether that is chance."""
    if view.metric.kind != COUNT or standing_of(view.metric, view.area) is None:
        return None
    if "month" not in view.metric.period_types.get(view.area.area_type, ()):
        return None
    found = season_profile(view.metric.metric_id, area=view.area.area_code)
    if found is None:
        return None
    asked = call(season_effects, view.metric.metric_id, area=view.area.area_code)
    return Exhibit(
        chart=season_chart(
            found,
            view.metric,
            place=view.area.label,
            chart_id=SEASON,
        ),
        values=asked.result,
        metrics=(view.metric,),
        python=asked.python,
        path=path,
        query=view.query,
        since=found.first,
    )
