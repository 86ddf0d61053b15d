"""The page that plotly express and Dash give out of the box, with two charts of the same figures.

For comparison only: `benchmarks/page_load.py` loads it beside the dashboard's own pages. It has the
charts of a borough's page (knife crime beside London's, month by month twelve months together) and
of the comparison (the newest twelve months of each borough), and little else. Its scripts are those
Dash sends, compressed once by Brotli, as a careful host would.
"""

import os
import sys
from functools import lru_cache

import brotli
import plotly.express as px
from dash import Dash, dcc, html
from flask import request
from werkzeug.serving import WSGIRequestHandler, make_server

from data.areas import METROPOLITAN_POLICE, all_areas, boroughs
from metrics.values import metric_values

MEASURE, SOUTHWARK = "knife_crime", "E09000028"
compressed = lru_cache(maxsize=64)(lambda body: brotli.compress(body, quality=9))


class Silent(WSGIRequestHandler):
    """A server that keeps connections open and writes no log."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_parts):
        """Nothing."""


def charts():
    """A line for the borough and one for London; a bar for every borough."""
    rates = metric_values(MEASURE, period_type="rolling_12_months", stated_as="rate")
    names = {code: area.area_name for code, area in all_areas().items()}
    rates = rates.assign(place=rates["area_code"].map(names))
    two = rates[rates["area_code"].isin([SOUTHWARK, METROPOLITAN_POLICE])]
    newest = rates[rates["period_end"] == rates["period_end"].max()]
    newest = newest[newest["area_code"].isin([area.area_code for area in boroughs()])]
    return (
        px.line(two, x="period_end", y="value", color="place"),
        px.bar(newest.sort_values("place"), x="place", y="value"),
    )


def create_app():
    """The page, its files compressed once."""
    app = Dash("stock", compress=False, assets_folder=os.devnull)
    line, bar = charts()
    app.layout = html.Div(
        [html.H1("Knife crime"), dcc.Graph(figure=line, id="line"), dcc.Graph(figure=bar, id="bar")]
    )

    @app.server.after_request
    def compress(response):
        """The answer as brotli, where the browser takes it, so that both pages are served alike."""
        if "br" in request.headers.get("Accept-Encoding", "") and response.status_code == 200:
            response.direct_passthrough = False
            response.set_data(compressed(response.get_data()))
            response.headers["Content-Encoding"] = "br"
        return response

    return app


if __name__ == "__main__":
    make_server(
        "127.0.0.1", int(sys.argv[1]), create_app().server, threaded=True, request_handler=Silent
    ).serve_forever()
