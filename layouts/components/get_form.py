"""Fields of a form sent by GET: a label and a native control each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from layouts.attributes import data
from layouts.native import option
from layouts.static_html import Markup

HINT = "form-hint"


class Choice(NamedTuple):
    """One option of a select."""

    value: str
    label: str


def select_field(
    name: str,
    label: str,
    choices: Mapping[str, Iterable[Choice]],
    *,
    chosen: str,
    default: str,
    wide: bool = False,
) -> Component:
    """A select.

    Args:
        name: The parameter of the address.
        label: What is chosen.
        choices: Options under the name of their group; those under a blank name stand alone.
        chosen: The value that is shown.
        default: The value that an address without the parameter means.
        wide: Whether the field needs more room than its neighbours.
    """
    content: list[Component | Markup] = []
    for group, members in choices.items():
        options = [option(one.label, one.value, chosen=chosen, default=default) for one in members]
        content.extend([html.Optgroup(options, label=group)] if group else options)
    return field(name, label, html.Select(content, id=field_id(name), name=name), wide=wide)


def field(name: str, label: str, control: str | Component, *, wide: bool = False) -> Component:
    """A label and a control whose id is `field_id(name)`."""
    return html.Div(
        [html.Label(label, htmlFor=field_id(name)), control], className="wide" if wide else None
    )


def field_id(name: str) -> str:
    """The id of the control of a parameter."""
    return f"field-{name.replace('_', '-')}"


def get_form(
    fields: Sequence[str | Component], *, path: str, button: str, hint: str = ""
) -> Component:
    """A form whose fields are the view of its page.

    Args:
        fields: Its fields.
        path: The address of the page.
        button: What the button says.
        hint: How the fields are to be filled in; its id is `HINT`.
    """
    sent = html.Div(html.Button(button, type="submit"), className="last")
    said = html.P(hint, className="hint", id=HINT) if hint else None
    return html.Form(
        [*fields, sent, said],
        action=path,
        method="get",
        className="controls",
        **data(view=""),
    )
