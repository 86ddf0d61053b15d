"""The definition of every measure, each at an anchor of its own that exhibits link to."""

from collections.abc import Iterable, Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from data.breaks import breaks_of
from layouts.citations import source_lines
from layouts.view import PERIOD_NAMES
from metrics.catalogue import METRICS
from metrics.coverage import TIERS, how_to_load, is_loaded
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER, NO_JUDGEMENT, Metric

TIER_NAMES = {**TIERS, "context": "Around knife crime"}
DIRECTIONS = {
    LOWER_IS_BETTER: "Lower is better.",
    HIGHER_IS_BETTER: "Higher is better.",
    NO_JUDGEMENT: "Neither: the figure is not judged.",
}
AREA_NAMES = {
    "borough": "boroughs",
    "police_force": "police forces",
    "region": "regions",
    "country": "countries",
    "neighbourhood": "neighbourhoods",
}


def by_tier() -> dict[str, list[Metric]]:
    """The measures of each tier, in the order of the strategy and of the catalogue."""
    return {
        title: [metric for metric in METRICS.values() if metric.tier == tier]
        for tier, title in TIER_NAMES.items()
    }


def definitions() -> list[Component]:
    """The definitions under a heading for each tier."""
    parts: list[Component] = []
    for title, metrics in by_tier().items():
        parts += [html.H3(title, className="tier"), *(_definition(metric) for metric in metrics)]
    return parts


def _definition(metric: Metric) -> Component:
    return html.Div(
        [
            html.H4(metric.title),
            html.P(metric.definition),
            None if is_loaded(metric.metric_id) else _absence(metric),
            html.Details(
                [
                    html.Summary(
                        ["How it is counted", html.Span(f": {metric.title}", className="unseen")]
                    ),
                    html.Dl([part for pair in _facts(metric) for part in pair]),
                ]
            ),
        ],
        id=metric.metric_id,
        className="definition",
    )


def _absence(metric: Metric) -> Component:
    return html.P([html.Strong("Not loaded. "), how_to_load(metric.metric_id)])


def _facts(metric: Metric) -> Iterator[tuple[Component, Component]]:
    facts = {
        "Unit": _unit(metric),
        "Counted": f"{metric.numerator}.",
        "Divided by": f"{metric.denominator}." if metric.denominator else "",
        "Which way is better": DIRECTIONS[metric.direction],
        "Offered by": _periods(metric),
        "Broken down by": _breakdowns(metric),
    }
    yield from (_fact(term, _sentence(words)) for term, words in facts.items() if words)
    if is_loaded(metric.metric_id):
        caveats = html.Ul([html.Li(caveat) for caveat in metric.caveats], className="notes")
        yield _fact("Bear in mind", caveats)
    else:
        yield _fact("Bear in mind", html.A("in the data dictionary", href="/data/dictionary.md"))
    if breaks := breaks_of(metric.metric_id):
        links = [html.A(entry.title, href=f"#break-{entry.break_id}") for entry in breaks]
        yield _fact("Breaks in the series", *parted(links, "; "))
    if sources := source_lines(metric, with_residents=bool(metric.rate_per)):
        yield _fact("Sources", f"{'; '.join(sources)}.")
    address = f"/data?measure={metric.metric_id}#values"
    yield _fact(
        "Name for programs", html.Code(metric.metric_id), ", ", html.A("values", href=address)
    )


def _fact(term: str, *words: Component | str) -> tuple[Component, Component]:
    return html.Dt(term), html.Dd(list(words))


def _unit(metric: Metric) -> str:
    rate = metric.rate_unit if metric.rate_unit != metric.unit else ""
    return f"{metric.unit}; as a rate, {rate}." if rate else f"{metric.unit}."


def _breakdowns(metric: Metric) -> str:
    if not metric.dimensions:
        return ""
    always = f" There is no total over {listed(metric.no_total)}." if metric.no_total else ""
    return f"{listed(metric.dimensions)}.{always}"


def _periods(metric: Metric) -> str:
    """Period types for each kind of area, kinds with the same ones together."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for area_type, offered in metric.period_types.items():
        kinds.setdefault(offered, []).append(AREA_NAMES[area_type])
    parts = (
        f"{', '.join(PERIOD_NAMES[name].lower() for name in offered)} for {listed(areas)}"
        for offered, areas in kinds.items()
    )
    notes = " ".join(filter(None, (metric.period_note, metric.area_note)))
    return f"{'; '.join(parts)}. {notes}".strip()


def listed(names: Iterable[str]) -> str:
    """Names in words: "age group, sex and method"."""
    *first, last = [name.replace("_", " ") for name in names]
    return f"{', '.join(first)} and {last}" if first else last


def parted(links: Sequence[Component], between: str) -> list[Component | str]:
    """Links with something between them."""
    return [part for link in links for part in (link, between)][:-1]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
