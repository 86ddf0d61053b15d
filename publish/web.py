"""What the server adds to Dash: our files, compression, security headers and two small routes."""

from collections.abc import Iterable
from functools import lru_cache, partial

import brotli
from dash.fingerprint import check_fingerprint
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response as AnyResponse

from layouts.components.boroughs import PARAMETER, ROUTE
from layouts.page import Page, read_query
from publish import api, assets
from publish.answers import UPDATE, KeptAnswers
from publish.content_policy import OTHER_HEADERS, content_policy
from publish.document import StaticFirst, not_found_page
from publish.figure_files import add_figure_route
from publish.health import add_health_routes
from publish.packed import ASK_AGAIN, FOREVER, pack
from publish.places import chosen_place
from publish.queries import query_text
from publish.table_files import add_table_files

SUITES = "/_dash-component-suites/"
SMALLEST = 500
"""Bytes below which an answer to a callback is not worth compressing."""

_packed = lru_cache(maxsize=64)(pack)
"""Dash's own files, compressed once; there are about a dozen."""


def install(app: StaticFirst, pages: Iterable[Page]) -> None:
    """Make an app ready to be served; its callbacks must have been bound before."""
    server: Flask = app.server
    server.register_error_handler(NotFound, _not_found)
    server.register_error_handler(MethodNotAllowed, _only_read)
    app.answers = KeptAnswers(server.view_functions[UPDATE], app.heeded)
    server.view_functions[UPDATE] = app.answers
    server.add_url_rule(assets.ROUTE, "asset", _asset)
    server.add_url_rule(ROUTE, "boroughs", partial(_boroughs, app))
    add_figure_route(server, app.addresses)
    add_table_files(server)
    api.add_api(server)
    add_health_routes(server, pages)
    own = {"Content-Security-Policy": content_policy(app.csp_hashes()), **OTHER_HEADERS}

    @server.after_request
    def finish(response: Response) -> AnyResponse:
        """The answer compressed, with the headers that each answer has."""
        finished = _compressed(response)
        present = {name.lower() for name, _ in finished.headers}
        for name, value in own.items():
            if name.lower() not in present:
                finished.headers.add(name, value)
        return finished


def _not_found(error: NotFound) -> AnyResponse:
    return api.refused(error) if api.is_below(request.path) else not_found_page(error)


def _only_read(error: MethodNotAllowed) -> AnyResponse | HTTPException:
    return api.refused(error) if api.is_below(request.path) else error


def _boroughs(app: StaticFirst) -> AnyResponse:
    """The page of all boroughs, or, where the form names one, the way to its own."""
    query = read_query(query_text())
    if PARAMETER not in query and ROUTE in app.addresses:
        return app.index()
    return chosen_place(query)


def _asset(digest: str, name: str) -> AnyResponse:
    """One of our files; an address with another fingerprint is of another version, and gone."""
    if name not in assets.SERVED or digest != assets.asset(name).digest:
        abort(404)
    return assets.packed(name).answer(request)


def _compressed(response: Response) -> AnyResponse:
    """An answer of Dash, compressed; ours have been packed before, and say so by Vary."""
    if "Vary" in response.headers or response.status_code != 200:
        return response
    if request.path.startswith(SUITES):
        # One of Dash's files is asked for without a fingerprint and must not be kept unasked.
        is_fingerprinted = check_fingerprint(request.path)[1]
        response.direct_passthrough = False
        return _packed(
            response.get_data(),
            response.mimetype or "",
            cache_control=FOREVER if is_fingerprinted else ASK_AGAIN,
            quality=10,
        ).answer(request)
    if response.mimetype == "application/json":
        return _compressed_json(response)
    return response


def _compressed_json(response: Response) -> AnyResponse:
    """An answer of Dash: the layout and the callbacks may be kept, a callback's result may not."""
    body = response.get_data()
    if request.method == "GET":
        return _packed(body, "application/json", cache_control=ASK_AGAIN).answer(request)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    if len(body) >= SMALLEST and request.accept_encodings["br"] > 0:
        response.set_data(brotli.compress(body, quality=4))
        response.headers["Content-Encoding"] = "br"
    return response
