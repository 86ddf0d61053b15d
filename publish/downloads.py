"""The figures of a view as a file: the columns of `knife-crime values`, by the view's own words."""

from flask import Flask, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from data.areas import METROPOLITAN_POLICE, Area, all_areas, boroughs
from layouts.held import measures_of
from layouts.page import read_query
from layouts.view import MEASURE, read_view
from publish.exports import export
from publish.packed import ASK_AGAIN, pack
from publish.queries import query_text

ROUTE = "/download/<slug>/<metric_id>.csv"


def add_download_route(server: Flask) -> None:
    """Answer the addresses that `layouts.view.View.download` makes."""
    server.add_url_rule(ROUTE, "download", _download)


def _download(slug: str, metric_id: str) -> AnyResponse:
    area = _places().get(slug)
    if area is None or not measures_of(area):
        abort(404)
    view = read_view({**read_query(query_text()), MEASURE: metric_id}, area)
    if view.notices:
        words = " ".join(view.notices)
        return Response(f"{words}\n", status=400, mimetype="text/plain")
    body = export(view.values, view.metric, "csv")
    file = pack(body, "text/csv", cache_control=ASK_AGAIN, quality=5)
    response = file.answer(request)
    name = f"{area.slug}-{metric_id}-{view.period_type}-{view.stated_as}.csv".replace("_", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _places() -> dict[str, Area]:
    return {area.slug: area for area in (all_areas()[METROPOLITAN_POLICE], *boroughs())}
