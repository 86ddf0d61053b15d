"""Figures printed in the documents of 2017 as baseline or target of a measure, and their words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from data.areas import boroughs
from data.errors import TableMissingError
from data.store import read_table

PRINTED = "Printed in 2017:"
NOT_STATED = "Not stated"
QUALIFIER_WORDS = {"exact": "", "over": "over ", "almost": "almost ", "approximately": "about "}


def published_figures() -> pd.DataFrame:
    """The printed figures as a table, in the order of the documents.

    Returns:
        The columns of `data.plan_tables.PUBLISHED_FIGURES`; a value is in the unit of its row and
        must be shown with its qualifier. A missing period is one the document does not state.

    Raises:
        TableMissingError: If the table has not been built.

    Source:
        London Knife Crime Strategy, June 2017, and Southwark's plan 2017-2019, by page.
    """
    return read_table("published_figures")


def baselines(metric_id: str) -> pd.DataFrame:
    """The printed figures that are the baseline or target of a measure; none for most."""
    figures = published_figures()
    return figures[figures["metric_id"] == metric_id].reset_index(drop=True)


def printed_words(figure: pd.Series) -> str:
    """A printed figure as it must be cited: qualifier, number and unit, such as "over 4,400"."""
    number = f"{figure['printed_value']:,.10g}"
    unit = {"percent": "%", "pounds sterling": ""}.get(str(figure["unit"]), "")
    pound = "£" if figure["unit"] == "pounds sterling" else ""
    return f"{QUALIFIER_WORDS[str(figure['qualifier'])]}{pound}{number}{unit}"


def is_of_named_boroughs(figure: pd.Series) -> bool:
    """Whether a printed figure is of people in boroughs it names, and not of the place it is under.

    A survey of four boroughs is printed in a chapter on London and is no figure of London.
    """
    asked = re.sub(r"\([^)]* excluded\)", "", str(figure["population"]))
    return any(area.area_name in asked for area in boroughs())


def baselines_in_words(metric_id: str) -> tuple[str, ...]:
    """Each printed figure of a measure with its qualifier, place and id, in the documents' order.

    Returns:
        Such as "Weapon possession offences: about 4,000 in London (FIG-041)"; none for most.
    """
    try:
        figures = baselines(metric_id)
    except TableMissingError:
        return ()
    return tuple(_told(figure) for _, figure in figures.iterrows())


def printed_sentence(metric_id: str) -> str:
    """What the documents print of a measure, whose it is and under which id; blank for most."""
    said = baselines_in_words(metric_id)
    listed = f"{PRINTED} {'; '.join(said)}. 'knife-crime published' shows them with their page."
    return listed if said else ""


@contextmanager
def printed_beside(metric_id: str) -> Iterator[None]:
    """Where a measure is not loaded, the refusal says what was printed of it.

    Raises:
        TableMissingError: The one raised within, with the printed figures.
    """
    try:
        yield
    except TableMissingError as error:
        raise TableMissingError(f"{error} {printed_sentence(metric_id)}".strip()) from error


def _told(figure: pd.Series) -> str:
    return f"{figure['measure_label']}: {printed_words(figure)}{_whose(figure)}"


def _whose(figure: pd.Series) -> str:
    place = str(figure["area_name"])
    if is_of_named_boroughs(figure):
        asked = f" of {figure['population']}" if figure["unit"] == "percent" else ""
    else:
        asked = ", place not stated" if place == NOT_STATED else f" in {place}"
    return f"{asked} ({figure['figure_id']})"
