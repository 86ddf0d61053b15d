"""What a reader is given to run in Python leaves the figures that are drawn."""

import pandas as pd
import pytest

from tests.layouts.reading import ADDRESSES

VIEWS = {
    "/victims": {"victims": "homicide", "years": "calendar_year"},
    "/stop-and-search": {"area": "southwark", "against": "everyone", "for": "weapons"},
    "/justice": {"area": "southwark"},
    "/concern": {"area": "southwark", "question": "good_job_local"},
}


@pytest.mark.parametrize("query", [{}, VIEWS], ids=["own view", "another view"])
@pytest.mark.parametrize("path", VIEWS)
def test_the_snippet_under_each_chart_leaves_its_values(path, query):
    for one in ADDRESSES[path].exhibits(query.get(path, {})).values():
        left = {}
        exec(one.python, left)
        pd.testing.assert_frame_equal(left["values"], one.values)


@pytest.mark.parametrize("path", VIEWS)
def test_each_chart_has_an_address_of_exactly_its_view(path):
    for name, one in ADDRESSES[path].exhibits(VIEWS[path]).items():
        assert one.address.endswith(f"#{name}")
        query = dict(pair.split("=") for pair in filter(None, one.query.split("&")))
        assert set(query.items()) <= set(VIEWS[path].items())
        again = ADDRESSES[path].exhibits(query)[name]
        assert again.chart == one.chart
