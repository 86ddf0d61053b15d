"""A chart as an SVG file that leaves the page: with its words, its source and its own colours."""

from collections.abc import Iterator
from dataclasses import dataclass

from figures.chart import Chart
from figures.marks import scene
from figures.render.css import embedded
from figures.render.svg import dot, plot
from figures.render.text import alt_text, key, notes, subtitle
from figures.theme import HATCHES, LIGHT, colour
from figures.typeface import FAMILY, SIZE, wrapped
from figures.typography import safe
from figures.wording import FILL, LINE, KeyEntry

WIDTH, MARGIN = 800, 24
SIZES = {"title": 20, "subtitle": 15, "key": 14, "note": SIZE}
WIDER = {"title": 1.08, "subtitle": 1, "key": 1, "note": 1}
"""How much wider than measured the words are because they are bold."""

LEADING, MIDDLE = 1.4, 0.32
SAMPLE, BETWEEN = 28, 10


def standalone(chart: Chart, *, theme: str = LIGHT) -> str:
    """The chart as a complete SVG document, 800 pixels wide, for a download or a slide."""
    head, top = _stacked(_head(chart), MARGIN)
    drawn = scene(chart)
    box = drawn.frame
    inner = WIDTH - 2 * MARGIN - box.left - box.right
    high = inner / box.aspect if box.aspect else box.outer_height
    foot, height = _stacked(_foot(chart), top + high + BETWEEN)
    moved = plot(chart, drawn, place=f'x="{MARGIN + box.left}" width="{inner}"', units=inner)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{WIDTH}" '
        f'height="{height + MARGIN:.0f}" viewBox="0 0 {WIDTH} {height + MARGIN:.0f}" role="img" '
        f'aria-labelledby="title desc"><title id="title">{safe(chart.title)}</title>'
        f'<desc id="desc">{safe(alt_text(chart))}</desc>'
        f"<style>{embedded(theme)}{_sizes()}</style>"
        f'<rect width="100%" height="100%" fill="{colour("background", theme)}"/>{head}'
        f'<g transform="translate(0 {top:.0f})">{moved}</g>{foot}</svg>'
    )


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One line of words; an entry of the key has its sample before them."""

    words: str
    kind: str
    entry: KeyEntry | None = None


def _head(chart: Chart) -> Iterator[_Row]:
    yield from _rows(chart.title, "title")
    yield from _rows(subtitle(chart), "subtitle")
    for entry in key(chart):
        latest = f": {entry.latest}" if entry.latest else ""
        yield _Row(words=f"{entry.name}{latest}", kind="key", entry=entry)


def _foot(chart: Chart) -> Iterator[_Row]:
    source = [f"Source: {chart.source}"] if chart.source else []
    for sentence in (*notes(chart), *source):
        yield from _rows(sentence, "note")


def _rows(words: str, kind: str) -> Iterator[_Row]:
    for line in wrapped(words, WIDTH - 2 * MARGIN, SIZES[kind] * WIDER[kind]):
        yield _Row(words=line, kind=kind)


def _stacked(rows: Iterator[_Row], top: float) -> tuple[str, float]:
    """The rows one below the other, and where they end."""
    drawn = []
    for row in rows:
        size, x = SIZES[row.kind], MARGIN
        base = top + size
        if row.entry:
            x += SAMPLE + BETWEEN
            drawn.append(_sample(row.entry, base - size * MIDDLE))
        drawn.append(f'<text class="{row.kind}" x="{x}" y="{base:.1f}">{safe(row.words)}</text>')
        top += size * LEADING
    return "".join(drawn), top + BETWEEN


def _sample(entry: KeyEntry, middle: float) -> str:
    """A piece of what an entry of the key stands for."""
    if entry.sample == LINE:
        return f'<path class="line-{entry.role}" d="M{MARGIN} {middle:.1f}h{SAMPLE}"/>'
    if entry.sample == FILL:
        box = f"M{MARGIN} {middle - 6:.1f}h{SAMPLE}v12h-{SAMPLE}z"
        return f'<path class="area-{entry.role}" d="{box}"/>{_hatching(entry.role, middle)}'
    return dot(entry.role, str(MARGIN + SAMPLE / 2), f"{middle:.1f}")


def _hatching(role: str, middle: float) -> str:
    """Lines over the piece of a hatched area."""
    if role not in HATCHES:
        return ""
    hatch = HATCHES[role]
    if not hatch.rise:
        lines = "".join(f"M{MARGIN} {middle + at:.1f}h{SAMPLE}" for at in (-3, 0, 3))
    else:
        top, down = (middle + 6, -12) if hatch.rise > 0 else (middle - 6, 12)
        starts = range(MARGIN, MARGIN + SAMPLE - 12 + 1, max(4, hatch.apart // 4))
        lines = "".join(f"M{start} {top:.1f}l12 {down}" for start in starts)
    return f'<path class="line-{hatch.stroke}" d="{lines}"/>'


def _sizes() -> str:
    bold = {"title": "bold "}
    return "".join(
        f".chart .{kind}{{font:{bold.get(kind, '')}{size}px {FAMILY}}}"
        for kind, size in SIZES.items()
    )
