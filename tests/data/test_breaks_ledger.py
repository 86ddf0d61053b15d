"""The ledger of breaks is complete enough to drive charts and refusals."""

from data.breaks import all_breaks, breaks_of


def test_every_break_has_words_and_an_origin():
    for entry in all_breaks():
        assert entry.title
        assert entry.effect.endswith(".")
        assert entry.origin
        assert entry.comparable in {"no", "note"}
        assert entry.kind in {"geography", "system", "definition", "event"}


def test_breaks_stand_in_order_of_time_and_once():
    days = [entry.first_day for entry in all_breaks()]
    assert days == sorted(days)
    assert len({entry.break_id for entry in all_breaks()}) == len(days)


def test_an_event_ends_after_it_began():
    assert all(entry.last_day > entry.first_day for entry in all_breaks() if entry.last_day)


def test_domestic_abuse_cannot_be_compared_across_the_change_of_system():
    ids = [b.break_id for b in breaks_of("knife_injury_victims_under_25_non_domestic")]
    assert "connect-2024-domestic-abuse" in ids
    assert "connect-2024-domestic-abuse" not in [b.break_id for b in breaks_of("knife_crime")]


def test_restrictions_of_the_pandemic_touch_every_measure():
    assert "covid-2020" in [entry.break_id for entry in breaks_of("weapon_possession")]
