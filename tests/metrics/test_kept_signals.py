from datetime import date

from metrics.kept_signals import every_signal, signals_of
from metrics.signals import signals


def test_signals_that_are_kept_are_those_that_are_computed():
    assert list(signals_of("knife_crime")) == signals("knife_crime")


def test_a_series_that_ended_before_the_day_is_judged_as_it_stands():
    day = date(2026, 6, 30)
    assert signals_of("knife_crime", end=day) is signals_of("knife_crime")
    assert list(signals_of("knife_crime", end=day)) == signals("knife_crime", end=day)


def test_months_after_the_day_are_left_out():
    day = date(2026, 2, 28)
    found = signals_of("weapon_possession", end=day)
    assert {one.period_end for one in found} == {day}
    assert list(found) == signals("weapon_possession", end=day)


def test_a_measure_without_control_charts_has_no_signals():
    assert signals_of("victimisation_all_ages") == ()


def test_every_signal_stands_in_the_catalogue_s_order():
    day = date(2026, 2, 28)
    assert repr(every_signal(end=day)) == repr(tuple(signals(end=day)))
