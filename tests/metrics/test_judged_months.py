"""Months as published, with the limits of those that are judged."""

from datetime import date

import pandas as pd
import pytest

from metrics.judged_months import judged_months
from metrics.signals import signal_points
from metrics.values import metric_values

MET = "E23000001"


@pytest.mark.parametrize("metric_id", ["searches", "weapon_possession"])
def test_every_month_is_there_and_the_judged_ones_have_their_limits(metric_id):
    rows = judged_months(metric_id, area=MET)
    published = metric_values(metric_id, area=MET, period_type="month")
    points = signal_points(metric_id, area=MET)
    pd.testing.assert_frame_equal(rows[published.columns], published)
    judged = rows.dropna(subset=["centre"]).reset_index(drop=True)
    assert 0 < len(judged) < len(rows)
    for theirs, ours in (("upper", "limit_upper"), ("charted", "charted"), ("rules", "rules")):
        assert judged[ours].equals(points[theirs])
    before = rows[rows["centre"].isna()]
    assert set(before["rules"]) == {""}
    assert set(before["direction"]) == {0}


def test_a_start_takes_no_month_from_the_limits():
    late = judged_months("searches", area=MET, start=date(2024, 1, 1))
    every = judged_months("searches", area=MET)
    assert late["period_end"].min() == pd.Timestamp("2024-01-31")
    assert late["limit_upper"].iloc[-1] == every["limit_upper"].iloc[-1]
