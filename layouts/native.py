"""Native form controls as text; they stand in `printed` parts of a page.

Dash has no component for an `<input>`, and takes longer to make one for an option, of which a form
has hundreds, than all the rest of the option takes.

A form is sent by GET. Marked `data-view`, it changes the query string of its page; boot.js sets its
controls by the address when that changes otherwise, so each says what it holds when the address
names no value.
"""

from html import escape

from figures.typography import safe
from layouts.static_html import Markup


def native_input(kind: str, name: str, value: str = "", **attributes: str | bool) -> Markup:
    """An `<input>`; the value is also what it falls back to.

    Args:
        kind: Its type, such as "search", "date" or "checkbox".
        name: The parameter of the address.
        value: What it holds.
        attributes: Further attributes, `list_` and the like with an underscore for Python's sake;
            a true one stands alone, a false one is left out.
    """
    given = {"type": kind, "name": name, "value": value, **attributes}
    return Markup(f"<input{''.join(_attribute(*pair) for pair in given.items())}>")


def option(words: str, value: str, *, chosen: str, default: str) -> Markup:
    """One option of a select; the default is marked, so that a script can return to it.

    Args:
        words: What is shown.
        value: What is sent.
        chosen: The value of the option that is shown first.
        default: The value that an address without the parameter stands for.
    """
    selected = " selected" if value == chosen else ""
    marked = ' data-default=""' if value == default else ""
    said = safe(words, quote=False)
    return Markup(f'<option{selected} value="{escape(value)}"{marked}>{said}</option>')


def suggestion(value: str) -> Markup:
    """One of the values that a field proposes."""
    return Markup(f'<option value="{escape(value)}"></option>')


def hidden(name: str, value: str, default: str) -> Markup:
    """A part of the view that a form carries along without showing it."""
    return native_input("hidden", name, value, data_default=default)


def _attribute(name: str, value: str | bool) -> str:
    name = name.rstrip("_").replace("_", "-")
    if value is True or value is False:
        return f" {name}" if value else ""
    return f' {name}="{escape(value)}"'
