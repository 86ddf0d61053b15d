"""The API: the values of `knife-crime values` and what describes them, by addresses."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from data.errors import KnifeCrimeError, ParameterError
from data.kept import kept
from data.store import data_version
from metrics.catalogue import get_metric
from metrics.metric import Metric
from metrics.parameters import MEDIA_TYPES
from publish import documents
from publish.asked import MOST_CHARACTERS, Asked, check_size, read_question, valid_values
from publish.declarations import declaration
from publish.exports import export
from publish.openapi import openapi
from publish.packed import FIGURES, Packed, pack
from publish.problems import problem, problem_of
from publish.queries import query_pairs

BASE = "/api/v1"
JSON = MEDIA_TYPES["json"]
LISTS: Mapping[str, Callable[[], Any]] = {
    f"{BASE}/metrics": documents.metrics,
    f"{BASE}/areas": documents.areas,
    f"{BASE}/sources": documents.sources,
    f"{BASE}/breaks": documents.breaks,
    f"{BASE}/openapi.json": openapi,
}
METRIC = f"{BASE}/metrics/<metric_id>"
VALUES = f"{METRIC}/values"
LONGEST_QUERY = 4000
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Open data may be read by the pages of others."""

KEPT_METRICS = 128


def add_api(server: Flask) -> None:
    """Answer the addresses of the API, and refuse the others below it as problems."""
    for path in LISTS:
        server.add_url_rule(path, f"api {path}", _list)
    server.add_url_rule(METRIC, "api metric", _metric)
    server.add_url_rule(VALUES, "api values", _values)
    server.add_url_rule("/api/<path:rest>", "api nothing", _nothing)


def is_below(path: str) -> bool:
    """Whether an address belongs to the API, be there something or not."""
    return path == "/api" or path.startswith("/api/")


def refused(error: HTTPException) -> Response:
    """An address or method that there is not, as a problem."""
    if error.code == 405:
        return problem(405, "This address is only read: use GET.")
    return _nothing()


def _list() -> Response:
    return _sent(_packed_list(data_version(), request.path))


def _metric(metric_id: str) -> Response:
    try:
        metric = _known(metric_id)
    except KnifeCrimeError as error:
        return _unknown(error)
    return _sent(_packed_metric(data_version(), metric.metric_id))


def _values(metric_id: str) -> Response:
    try:
        metric = _known(metric_id)
    except KnifeCrimeError as error:
        return _unknown(error)
    try:
        if len(request.query_string) > LONGEST_QUERY:
            raise ParameterError(
                f"The query string has {len(request.query_string):,} characters, at most "
                f"{LONGEST_QUERY:,} are read. Use area=all for all places."
            )
        asked = read_question(metric, query_pairs())
        answer = _sent(_packed_values(data_version(), asked))
    except KnifeCrimeError as error:
        return _open(problem_of(error, valid=valid_values(metric)))
    if asked.file_format != "json":
        name = f"{metric_id.replace('_', '-')}.{asked.file_format}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _nothing(**_variables: str) -> Response:
    there = ", ".join([*LISTS, f"{BASE}/metrics/{{id}}", f"{BASE}/metrics/{{id}}/values"])
    return _open(problem(404, f"There is nothing at this address. There are: {there}."))


def _known(metric_id: str) -> Metric:
    return get_metric(metric_id[:MOST_CHARACTERS])


def _unknown(error: KnifeCrimeError) -> Response:
    names = [entry["metric_id"] for entry in documents.metrics()]
    return _open(problem_of(error, valid={"metric": names}))


def _sent(packed: Packed) -> Response:
    return _open(packed.answer(request))


def _open(response: Response) -> Response:
    response.headers.update(OPEN_TO_ALL)
    return response


@lru_cache(maxsize=len(LISTS))
def _packed_list(version: str, path: str) -> Packed:
    return _pack(_text(LISTS[path]()), JSON, version)


@lru_cache(maxsize=KEPT_METRICS)
def _packed_metric(version: str, metric_id: str) -> Packed:
    return _pack(_text(declaration(get_metric(metric_id))), JSON, version)


def _bytes(packed: Packed) -> int:
    return sum(map(len, packed.encodings.values()))


@kept(megabytes=64, weigh=_bytes)
def _packed_values(version: str, asked: Asked) -> Packed:
    rows = asked.question.rows()
    check_size(rows)
    body = export(rows, asked.question.metric, asked.file_format)
    return _pack(body, MEDIA_TYPES[asked.file_format], version)


def _pack(body: bytes, mimetype: str, version: str) -> Packed:
    return pack(body, mimetype, cache_control=FIGURES, quality=5, version=version)


def _text(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
