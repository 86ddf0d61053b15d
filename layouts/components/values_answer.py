"""What a question to the values leads to: its address, other ways to ask it, the newest rows."""

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.errors import KnifeCrimeError
from layouts.attributes import data
from layouts.components.chart import scrolling
from layouts.components.definitions import listed
from layouts.components.notices import notices
from layouts.components.printed_figures import printed_figures
from layouts.components.values_form import FORM, FORMAT_NAMES
from layouts.reproduced import address, command, python
from layouts.values_view import BY, ValuesView
from metrics.columns import records
from metrics.coverage import how_to_load, is_loaded
from metrics.parameters import FORMATS

HOST = "http://127.0.0.1:8050"
"""Where `knife-crime serve` answers unless told otherwise; for examples."""

SHOWN = 5
MAY_CHANGE = "Some of these are provisional and may change, whatever their status"
TOLD = ("area_name", "period_end", "value", "unit", "lower", "upper", "status", "vintage")


def values_answer(view: ValuesView, *, path: str) -> list[Component | None]:
    """The address that answers, the same question in other words, and the newest values."""
    found, said = view.answer, notices(view.notices)
    if not is_loaded(view.metric.metric_id):
        title, words = view.metric.title, how_to_load(view.metric.metric_id)
        absence = html.P([html.Strong(f"{title}: not loaded. "), words])
        return [said, absence, printed_figures([view.metric])]
    if isinstance(found, KnifeCrimeError):
        return [said, notices([f"This cannot be given. {found}"])]
    return [
        said,
        *_address(view, len(found)),
        _breakdowns(view, path),
        _newest(found, view),
        _elsewhere(view),
    ]


def _address(view: ValuesView, rows: int) -> list[Component]:
    href = address(view.question, file_format=view.file_format)
    number = f"{rows:,} row{'' if rows == 1 else 's'}" if rows else "No row: nothing is as chosen"
    others = [
        html.Li(html.A(f"as {FORMAT_NAMES[name]}", href=address(view.question, file_format=name)))
        for name in FORMATS
        if name != view.file_format
    ]
    return [
        html.H3("The address", className="finding"),
        html.P(html.A(html.Code(href), href=href)),
        html.P(f"{number}. The address gives the newest figures whenever it is opened."),
        html.Ul(others, className="links"),
    ]


def _breakdowns(view: ValuesView, path: str) -> Component | None:
    """Links to the same values broken down, and back; to no total where there is none."""
    words = {name: f"by {listed([name])}" for name in view.metric.dimensions}
    by, least = view.question.by, view.metric.no_total
    more = len(by) > len(least)
    targets = {name: said for name, said in words.items() if name not in by}
    targets |= {"": f"by {listed(least)} alone" if least else "not broken down"} if more else {}
    links = [
        html.Li(
            html.A(
                said,
                href=f"{path}?{view.query(**{BY: name})}#values",
                id=f"{FORM}-by-{name or 'none'}",
                **data(view=""),
            )
        )
        for name, said in targets.items()
    ]
    return html.Ul(links, className="links") if links else None


def _newest(rows: pd.DataFrame, view: ValuesView) -> Component | None:
    """The last rows of the answer, in the columns that tell most."""
    if rows.empty:
        return None
    last = f"the last {min(SHOWN, len(rows))} rows; the file has more columns"
    caption = f"{view.metric.title}, {last}"
    if rows["provisional"].tail(SHOWN).any():
        caption += f". {MAY_CHANGE}"
    by = [view.metric.also_called.get(name, name) for name in view.question.by]
    names = [str(name) for name in rows if name in (*TOLD, *by)]
    head = html.Tr([html.Th(name, scope="col") for name in names])
    body = [
        html.Tr([html.Td(_cell(row[name])) for name in names])
        for row in records(rows.tail(SHOWN), *names)
    ]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return scrolling(table, caption, whole=True)


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _elsewhere(view: ValuesView) -> Component:
    """The same question in a shell and in Python."""
    href = address(view.question, file_format=view.file_format)
    table = address(view.question, file_format="csv")
    texts = {
        "In a shell": f"curl -O -J '{HOST}{href}'",
        "In Python": f'import pandas as pd\n\nvalues = pd.read_csv("{HOST}{table}")',
        "On the command line, from a copy of this project": command(
            view.question, file_format=view.file_format
        ),
        "In Python, from a copy of this project": python(view.question),
    }
    blocks = [
        part
        for label, text in texts.items()
        for part in (html.P(f"{label}:"), scrolling(html.Pre(html.Code(text)), label))
    ]
    note = html.P(f"Put the address of this site in the place of {HOST}.", className="meta")
    return html.Details([html.Summary("The same in a shell and in Python"), *blocks, note])
