"""The guide to import templates: every column, its rules, and what becomes of the rows.

`python -m ingest.template_guide` renews docs/templates.md; a test fails when it is not current.
"""

from pathlib import Path

from data.tables import TABLES
from ingest.templates.registry import TEMPLATES
from ingest.templates.template import CHOICE, KIND_WORDS, PLACE, Template, TemplateColumn

DOCUMENT = Path(__file__).parents[1] / "docs" / "templates.md"

INTRODUCTION = """# Files that their holders supply

Generated from `ingest/templates` by `python -m ingest.template_guide`. Do not edit it.

Some of the strategy's measures have no open data. Whoever holds the figures can load them:

    knife-crime ingest import --list                     the templates
    knife-crime ingest import TEMPLATE --example         writes a made-up file in the layout
    knife-crime ingest import TEMPLATE FILE              checks and loads a file
    knife-crime ingest drop                              what is imported
    knife-crime ingest drop TEMPLATE                     removes it; import the file again to undo

A file is CSV in UTF-8, with commas between cells and the columns below in any order. Every \
problem is told with its line and column, and nothing is loaded while there is one. Unknown \
columns are refused, so that nothing personal slips in. The tables lie in a local folder \
(`data/local`, or `DIR/local` with `--data DIR`), which git ignores; `KNIFE_CRIME_LOCAL` names \
another. Counts of people below 5 are withheld, and with them as many others as keep totals from \
giving them away; supply places and their total in one file, so that they are protected together. \
London is the Metropolitan Police and the City, and what the places or groups named leave of a \
total is protected like a row. A file that would give a withheld number away beside rows already \
held is refused; the message says what is held, and with which `--vintage` a complete file takes \
its place.

A made-up file says so in its name and in the column `made_up`. It is refused as figures; to try \
it, give it a folder of its own: `--allow-example --data DIR`. Its figures carry the status `e` \
and are cited as made up.

What was dropped is forgotten: a file loaded after it is not judged beside figures that were shown \
and copied elsewhere before. Files of operations are judged beside the printed week of Operation \
Sceptre too.
"""


def guide_markdown() -> str:
    """The guide to every template."""
    return "\n".join([INTRODUCTION, *(_section(template) for template in TEMPLATES.values())])


def _section(template: Template) -> str:
    tables = [
        f"`{contract.table_id}` ({TABLES[contract.table_id].title})" for contract in template.tables
    ]
    lines = [
        f"## {template.template_id}",
        "",
        f"{template.title}. Held by {template.holder}.",
        "",
        f"Fills {' and '.join(tables)}. No two rows may share {', '.join(template.key)}.",
        "",
        "| column | what it holds | form | needed |",
        "| --- | --- | --- | --- |",
        *(_column(column) for column in template.columns),
        "",
        *(f"- {note}" for note in template.notes),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _column(column: TemplateColumn) -> str:
    needed = "yes" if column.required else "no"
    return f"| `{column.name}` | {column.description} | {_form(column)} | {needed} |"


def _form(column: TemplateColumn) -> str:
    if column.kind == CHOICE:
        return ", ".join(f"`{value}`" for value in column.allowed)
    if column.kind == PLACE:
        kinds = ", ".join(kind.replace("_", " ") for kind in column.area_types)
        return f"{KIND_WORDS[PLACE]}: {kinds}"
    return KIND_WORDS[column.kind]


if __name__ == "__main__":
    DOCUMENT.write_text(guide_markdown(), encoding="utf-8")
