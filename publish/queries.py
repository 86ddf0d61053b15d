"""The query string of the request being answered, whatever bytes a reader sends."""

from urllib.parse import parse_qsl

from flask import request


def query_text() -> str:
    """The query string as text; `request.args` fails at bytes that are none."""
    return request.query_string.decode("utf-8", "replace")


def query_pairs() -> list[tuple[str, str]]:
    """Every parameter with its value, in order, also those given twice or without a value."""
    return parse_qsl(query_text(), keep_blank_values=True)
