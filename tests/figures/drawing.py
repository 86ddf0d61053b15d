"""Reads back what was drawn, without the code that drew it."""

import re
from datetime import datetime
from itertools import pairwise
from xml.etree import ElementTree

NUMBER = r"-?\d+(?:\.\d+)?"


def parsed(svg):
    return ElementTree.fromstring(svg)


def elements(svg, tag, name=None):
    found = [node for node in parsed(svg).iter() if node.tag.rpartition("}")[2] == tag]
    return [node for node in found if name is None or node.get("class") == name]


def runs(path):
    """The runs of a path made of moves and lines, as lists of (x, y)."""
    return [_places(run) for run in path.get("d").split("M")[1:]]


def _places(run):
    start, steps, rest = run.partition("l")
    found = _numbers(start)
    for x, y in _numbers(rest) if steps else ():
        found.append((round(found[-1][0] + x, 2), round(found[-1][1] + y, 2)))
    return found


def _numbers(text):
    return [tuple(map(float, pair)) for pair in re.findall(rf"({NUMBER}) ({NUMBER})", text)]


def segments(svg, prefix):
    """Every straight piece of the lines whose class begins so, as ((x, y), (x, y))."""
    paths = [p for p in elements(svg, "path") if p.get("class").startswith(prefix)]
    return [(one, other) for path in paths for run in runs(path) for one, other in pairwise(run)]


def plotly_segments(figure, prefix):
    """The same of a Plotly figure, in days and values."""
    found = []
    for trace in figure["data"]:
        if trace["uid"].startswith(prefix):
            places = [None if x is None else (days(x), y) for x, y in _pairs(trace)]
            found += [(one, other) for one, other in pairwise(places) if one and other]
    return found


def days(moment):
    """A moment of Plotly's as days since the year 1."""
    then = datetime.fromisoformat(moment)
    return then.toordinal() + (then.hour * 3600 + then.minute * 60 + then.second) / 86_400


def _pairs(trace):
    return zip(trace["x"], trace["y"], strict=True)
