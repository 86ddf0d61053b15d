"""Refusals over HTTP, as `application/problem+json` (RFC 9457): what is wrong and what is valid."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import Response

from data.errors import (
    KnifeCrimeError,
    ParameterError,
    TableMissingError,
    UnknownAreaError,
    UnknownMetricError,
)

MEDIA_TYPE = "application/problem+json"

_STATUSES: dict[type[KnifeCrimeError], int] = {
    UnknownMetricError: 404,
    TableMissingError: 404,
    ParameterError: 400,
    UnknownAreaError: 400,
}


def problem(
    status: int, detail: str, *, valid: Mapping[str, Sequence[str]] | None = None
) -> Response:
    """A refusal.

    Args:
        status: Of HTTP.
        detail: What was found, expected, and to do next, in a sentence or two.
        valid: Values that would do, for each parameter that has few of them.
    """
    title = HTTPStatus(status).phrase
    body: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
    }
    if valid:
        body["valid"] = valid
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return Response(f"{text}\n", status, {"Cache-Control": "no-store"}, mimetype=MEDIA_TYPE)


def problem_of(
    error: KnifeCrimeError, *, valid: Mapping[str, Sequence[str]] | None = None
) -> Response:
    """One of our errors as a refusal; one that is not the asker's fault has status 503."""
    kinds = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    return problem(next(kinds, 503), str(error), valid=valid)
