"""Fields of forms: a label above a native control."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from layouts.native import native_input, option
from layouts.static_html import Markup


def select_field(
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    chosen: str,
    default: str,
    form: str,
    css: str | None = None,
) -> Component:
    """A select of a few options.

    Args:
        name: The parameter of the address.
        label: What is chosen.
        options: Words by value, in their order.
        chosen: The value to begin with.
        default: The value that an address without the parameter stands for.
        form: A word that makes the control's id its own on the page.
        css: Class of the box around it.
    """
    control = html.Select(
        option_elements(options, chosen=chosen, default=default),
        id=f"{form}-{name}",
        name=name,
    )
    return labelled(control, label, f"{form}-{name}", css=css)


def day_input(name: str, value: str, *, control_id: str, default: str = "") -> Markup:
    """A field for a day or a month; typed, because a calendar takes four stops of the keyboard."""
    return native_input(
        "text",
        name,
        value,
        id=control_id,
        data_default=default,
        placeholder="2025-03-31",
        pattern="[0-9]{4}-[0-9]{2}(-[0-9]{2})?",
        title="Year, month and day, such as 2025-03-31, or year and month",
        autocomplete="off",
        maxlength="10",
    )


def option_elements(options: Mapping[str, str], *, chosen: str, default: str) -> list[Markup]:
    """Options of a select, words by value."""
    return [
        option(words, value, chosen=chosen, default=default) for value, words in options.items()
    ]


def option_groups(
    groups: Mapping[str, Mapping[str, str]], *, chosen: str, default: str
) -> list[Component]:
    """Options under headings; a heading without any is left out."""
    return [
        html.Optgroup(option_elements(options, chosen=chosen, default=default), label=label)
        for label, options in groups.items()
        if options
    ]


def labelled(
    control: Component | Markup, label: str, control_id: str, *, css: str | None = None
) -> Component:
    """A control under its label."""
    return html.Div([html.Label(label, htmlFor=control_id), control], className=css)
