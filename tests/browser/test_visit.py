"""What benchmarks/page_load.py counts when it visits a page."""

from benchmarks.support import visit


def test_plotly_is_counted_although_no_chart_is_on_the_first_screen(browser, server_url):
    phone = {**visit.PHONE, "slower": 1}
    found = visit.visit(browser, f"{server_url}/victims", phone, charts=0)
    assert 500 < found["kb_files"] <= 620
    assert found["kb_before"] < 45
    assert found["kb"] > found["kb_files"]
