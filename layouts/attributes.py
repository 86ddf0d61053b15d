"""Attributes whose names Python cannot spell as parameters."""

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """Attributes for assistive technology: `aria(label="Main")` is ``aria-label="Main"``."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Attributes by which scripts find an element: `data(view="")` is ``data-view=""``."""
    return {f"data-{name.replace('_', '-')}": value for name, value in values.items()}
