"""A form of native selects, sent by GET, that chooses what the region of a page shows."""

from dash import html
from dash.development.base_component import Component

from layouts.attributes import data
from layouts.choices import Chosen
from layouts.components.fields import select_field

FORM = "choose"


def choice_form(chosen: Chosen, *, path: str, target: str) -> Component:
    """The form; `target` is the id of the part of the page that it leads to."""
    fields = [
        select_field(
            choice.name,
            choice.label,
            choice.options,
            chosen=chosen[choice.name],
            default=choice.default,
            form=FORM,
        )
        for choice in chosen.choices
    ]
    button = html.Div(html.Button("Show", type="submit"), className="last")
    return html.Form(
        [*fields, button],
        action=f"{path}#{target}",
        method="get",
        className="controls",
        **data(view=""),
    )
