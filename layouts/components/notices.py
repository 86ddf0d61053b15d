"""What a page says when an address asks for what cannot be shown, or shows small numbers."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component


def notices(sentences: Sequence[str]) -> Component | None:
    """A list of sentences; nothing where there are none."""
    if not sentences:
        return None
    return html.Ul([html.Li(words) for words in sentences], className="notices")
