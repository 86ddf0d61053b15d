"""The SVG and the Plotly drawing of a chart are one picture, at every width and in both schemes."""

import base64
from itertools import combinations
from pathlib import Path

import pytest

from figures.distribution import bar_chart
from figures.marks import frame
from figures.render.plotly import figure
from figures.render.standalone import WIDTH, standalone
from figures.render.svg import svg
from figures.rows import Reference
from figures.sparkline import sparkline
from figures.theme import MAP_ASPECT
from figures.typeface import SIZE, width
from tests.figures.builders import LEDGER, RATE, chart, full_chart, ledger_entry, rows
from tests.figures.funnels import full_funnel, share_funnel
from tests.figures.maps import full_map, ward_map
from tests.figures.test_control_chart import drawn, points
from tests.figures.test_distribution import ROWS, SUBJECT, ratios
from tests.figures.test_ends import four_lines

ASSETS = Path(__file__).parents[2] / "assets"
DRAW = """([svg, figure]) => {
  Plotly.purge("live");
  document.getElementById("still").innerHTML = svg;
  document.getElementById("live").className = figure.layout.height ? "" : "graph-map";
  return Plotly.newPlot("live", figure.data, figure.layout,
    {displayModeBar: false, responsive: true});
}"""
READ = """id => {
  const root = document.getElementById(id), box = root.getBoundingClientRect();
  const at = (node, x, y) => {
    const p = new DOMPoint(x, y).matrixTransform(node.getScreenCTM());
    return [p.x - box.x, p.y - box.y];
  };
  const shown = node => node.getBoundingClientRect().width > 0;
  const words = [...root.querySelectorAll("text")].filter(n => n.textContent && shown(n)).map(n => {
    const r = n.getBoundingClientRect();
    return [n.textContent, r.x - box.x, r.y - box.y, r.width, r.height,
            parseFloat(getComputedStyle(n).fontSize)];
  });
  const lines = {};
  for (const path of root.querySelectorAll("path[class^=line-], path[class^=area-], .js-line")) {
    const trace = path.closest(".trace")?.getAttribute("class").match(/trace(\\S+)--/);
    const style = trace ? trace[1] : path.getAttribute("class");
    const places = [];
    const pairs = text => [...text.matchAll(/([-\\d.]+)[ ,]([-\\d.]+)/g)].map(m => [+m[1], +m[2]]);
    for (const [, start, steps] of path.getAttribute("d").matchAll(/M([^Ml]*)(?:l([^M]*))?/g)) {
      const found = pairs(start);
      for (const [x, y] of pairs(steps ?? "")) {
        found.push([found.at(-1)[0] + x, found.at(-1)[1] + y]);
      }
      places.push(...found.map(([x, y]) => at(path, x, y)));
    }
    lines[style] = [...(lines[style] || []), ...places];
  }
  const points = "circle, path[class^=dot-], [class*=tracedots] .point";
  const dots = [...root.querySelectorAll(points)].map(n => {
    const r = n.getBoundingClientRect();
    return [r.x + r.width / 2 - box.x, r.y + r.height / 2 - box.y, r.width];
  });
  return {words, lines, dots};
}"""
COLOURS = """([id, selector, property]) => {
  const node = document.getElementById(id).querySelector(selector);
  return node && getComputedStyle(node)[property];
}"""
DIFFERENCE = """async pictures => {
  const read = async data => {
    const blob = await (await fetch("data:image/png;base64," + data)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    canvas.drawImage(bitmap, 0, 0);
    return canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [one, other] = await Promise.all(pictures.map(read));
  let differing = one.data.length === other.data.length ? 0 : one.data.length;
  for (let i = 0; i < one.data.length; i += 4)
    if ([0, 1, 2].some(c => Math.abs(one.data[i + c] - other.data[i + c]) > 40)) differing++;
  return differing / (one.data.length / 4);
}"""

SAME_COLOUR = (
    (".line-focus", '[class*="traceline-focus--"] .js-line', "stroke"),
    (".line-comparison", '[class*="traceline-comparison--"] .js-line', "stroke"),
    (".line-break", '[class*="traceline-break--"] .js-line', "stroke"),
    (".area-gap", '[class*="tracearea-gap--"] .js-fill', "fill"),
    (".area-interval-focus", '[class*="tracearea-interval-focus--"] .js-fill', "fill"),
    (".dot-focus-provisional", '[class*="tracedots-focus-provisional--"] .point', "fill"),
    (".dot-focus-provisional", '[class*="tracedots-focus-provisional--"] .point', "stroke"),
    ("text", ".xtick text", "fill"),
    ("text", ".ytick text", "fill"),
    (".label", ".textpoint text", "fill"),
)

CHARTS = {
    "rates": full_chart,
    "counts": lambda: chart(
        rows([40 + i % 13 for i in range(60)], first=(2021, 4)), ledger=LEDGER, intervals=False
    ),
    "years": lambda: chart(
        rows([5407 + 200 * i for i in range(16)], period_type="financial_year", first=(2011, 3)),
        ledger=LEDGER,
    ),
    "long name": lambda: chart(
        rows(range(40, 84), first=(2022, 7)),
        ledger=[ledger_entry(title="National Data Quality Improvement Service")],
    ),
    "groups": lambda: four_lines([87, 12, 8, 10]),
    "few": lambda: chart(rows([0, 1, None, 2, None, 0], statuses=["", "", "x", "", "x", "p"])),
    "funnel": full_funnel,
    "adjusted": lambda: full_funnel(adjusted=True),
    "shares": share_funnel,
    "map": full_map,
    "wards": ward_map,
    "small": lambda: sparkline(full_chart()),
    "control": lambda: drawn(points(36)),
    "bars": lambda: bar_chart(ROWS, SUBJECT),
    "ratios": lambda: ratios(reference=Reference(value=1, name="equal rates")),
}
every_chart = pytest.mark.parametrize("name", CHARTS)
every_width = pytest.mark.parametrize("pixels", [320, 375, 1280])


@pytest.fixture(scope="module")
def stage(browser):
    """One page with the style sheets and Plotly, for all the charts of this module."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content(
        "<!DOCTYPE html><style>body{margin:0 16px;background:var(--chart-background)}</style>"
        '<figure style="margin:0;container-type:inline-size">'
        '<div id="still"></div><div id="live"></div></figure>'
    )
    page.add_style_tag(path=ASSETS / "chart.css")
    page.add_style_tag(path=ASSETS / "live-chart.css")
    page.add_style_tag(path=ASSETS / "vendor" / "plotly.css")
    page.add_script_tag(path=ASSETS / "vendor" / "plotly-basic.min.js")
    yield page
    context.close()


@pytest.fixture
def both(stage):
    """Puts the SVG of a chart above its Plotly drawing."""

    def show(drawn, *, pixels=1280, scheme="light"):
        stage.set_viewport_size({"width": pixels, "height": 900})
        stage.emulate_media(color_scheme=scheme)
        stage.mouse.move(0, 0)
        stage.evaluate(DRAW, [svg(drawn), figure(drawn)])
        stage.wait_for_selector("#live .main-svg .trace")
        return stage

    return show


@every_chart
@every_width
def test_words_and_lines_stand_where_plotly_puts_them(both, name, pixels):
    page = both(CHARTS[name](), pixels=pixels)
    still, live = page.evaluate(READ, "still"), page.evaluate(READ, "live")
    assert sorted(w[0] for w in still["words"]) == sorted(w[0] for w in live["words"])
    for ours, theirs in zip(sorted(still["words"]), sorted(live["words"]), strict=True):
        assert ours[1:] == pytest.approx(theirs[1:], abs=0.1)
    assert set(still["lines"]) == set(live["lines"])
    for style, ours in still["lines"].items():
        theirs = live["lines"][style]
        assert len(ours) == len(theirs)
        # Grid and axis lie on whole rows of pixels, to which Plotly's are drawn.
        near = 0.51 if style in {"line-grid", "line-axis"} else 0.1
        for one, other in zip(ours, theirs, strict=True):
            assert one == pytest.approx(other, abs=near)
    assert len(still["dots"]) == len(live["dots"])
    for one, other in zip(still["dots"], live["dots"], strict=True):
        assert one == pytest.approx(other, abs=0.1)


@every_chart
@pytest.mark.parametrize(("pixels", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_exchange_of_svg_for_plotly_changes_hardly_a_pixel(both, name, pixels, scheme):
    page = both(CHARTS[name](), pixels=pixels, scheme=scheme)
    height = page.locator("#live .main-svg").first.bounding_box()["height"]
    pictures = []
    for id_ in ("still", "live"):
        corner = page.locator(f"#{id_}").bounding_box()
        clip = {"x": 0, "y": corner["y"], "width": pixels, "height": height}
        picture = page.screenshot(clip=clip, full_page=True)
        pictures.append(base64.b64encode(picture).decode())
    assert page.evaluate(DIFFERENCE, pictures) < 0.001


@every_chart
def test_words_are_legible_and_inside_a_phone(both, name):
    page = both(CHARTS[name](), pixels=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    offset = 16
    words = page.evaluate(READ, "still")["words"]
    for text, x, _, wide, _, size in words:
        assert size == SIZE, text
        assert x + offset >= 0, text
        assert x + offset + wide <= 320, text
    for one, other in combinations(words, 2):
        beside = one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
        assert beside or abs(one[2] - other[2]) >= SIZE, (one[0], other[0])


def test_plotly_changes_its_colours_with_the_scheme_without_a_redraw(both):
    page = both(full_chart())
    for ours, theirs, part in SAME_COLOUR:
        found = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            still = page.evaluate(COLOURS, ["still", ours, part])
            assert still == page.evaluate(COLOURS, ["live", theirs, part]), (ours, part)
            found.append(still)
        assert found[0] != found[1], (ours, part)


def test_a_band_hides_no_line_where_readers_set_their_own_colours(both):
    page = both(full_chart())
    page.emulate_media(forced_colors="active")
    for selectors in ((".area-interval-focus", ".line-focus"), (".area-gap", ".line-break")):
        band, line = (
            page.evaluate(COLOURS, ["still", selector, part])
            for selector, part in zip(selectors, ("fill", "stroke"), strict=True)
        )
        assert band != line
    page.emulate_media(forced_colors="none")


def test_the_pointer_brings_up_the_figures_of_the_nearest_period(both):
    page = both(full_chart(), pixels=375)
    box = page.locator("#live").bounding_box()
    edge = box["x"] + box["width"] - frame(full_chart()).right
    page.mouse.move(edge - 1, box["y"] + box["height"] - 60)
    words = page.locator("#live .hovertext text")
    words.wait_for()
    assert words.evaluate("n => n.dataset.unformatted").startswith("February 2026")
    hover = page.locator("#live .hovertext").bounding_box()
    assert hover["x"] >= 0
    assert hover["x"] + hover["width"] <= 375


def test_a_map_keeps_its_shape_and_stands_on_whole_pixels_at_every_width(both):
    for pixels in (320, 375, 620, 1280):
        page = both(full_map(), pixels=pixels)
        still, live = (
            page.locator(f"{root} .{name}").first.bounding_box()
            for root, name in (("#still", "chart-map"), ("#live", "main-svg"))
        )
        assert still["width"] / still["height"] == MAP_ASPECT
        assert all(still[side] == int(still[side]) for side in ("width", "height"))
        assert (live["width"], live["height"]) == (still["width"], still["height"])


def test_a_pointer_in_an_area_brings_up_its_figures_and_choosing_it_leads_on(both):
    page = both(full_map())
    page.evaluate(
        """() => {
          window.chosen = [];
          document.getElementById("live").on("plotly_click",
            ({points}) => window.chosen.push(points[0].data.meta.href));
        }"""
    )
    page.locator("#live").scroll_into_view_if_needed()
    box = page.locator("#live").bounding_box()
    x, y = box["x"] + 0.5 * box["width"], box["y"] + 0.75 * box["height"]
    page.mouse.move(x, y)
    words = page.locator("#live .hovertext text")
    words.wait_for()
    assert words.evaluate("n => n.dataset.unformatted").startswith("7 Croydon")
    page.mouse.click(x, y)
    assert page.evaluate("window.chosen") == ["/boroughs/croydon"]
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    words.wait_for(state="detached")


def test_the_key_shows_a_piece_of_each_line(new_page):
    page = new_page()
    page.set_content('<ul class="chart-key"><li class="chart-key-comparison">London</li></ul>')
    page.add_style_tag(path=ASSETS / "chart.css")
    sample = page.evaluate(
        "getComputedStyle(document.querySelector('li'), '::before').backgroundImage"
    )
    assert sample.startswith("repeating-linear-gradient")


def test_words_are_never_wider_than_the_places_kept_for_them(new_page):
    page = new_page()
    page.set_content("<canvas></canvas>")
    measure = """([text, font]) => {
      const context = document.querySelector("canvas").getContext("2d");
      context.font = font;
      return context.measureText(text).width;
    }"""
    for text in (
        *("CONNECT replaced CRIS", "COVID-19 restrictions", "No figures", "New place rules"),
        *("10,000", "0.25", "2025/26", "Sep 2025", "London (Metropolitan Police area)"),
        "National Data Quality Improvement Service",
    ):
        drawn = page.evaluate(measure, [text, f"{SIZE}px Arial, Helvetica, sans-serif"])
        assert drawn <= width(text) <= 1.12 * drawn, text


def test_a_file_shows_all_its_words(new_page):
    page = new_page(width=WIDTH, height=900)
    page.set_content(f"<!DOCTYPE html><style>body{{margin:0}}</style>{standalone(full_chart())}")
    edges = page.evaluate(
        "[...document.querySelectorAll('svg text')].map(n => n.getBoundingClientRect().right)"
    )
    assert max(edges) <= WIDTH
    assert min(edges) > 0


def test_a_chart_needs_no_style_attribute(both):
    drawn = chart(rows([1.0, 2.0], unit=RATE))
    page = both(drawn)
    assert page.locator("#still [style]").count() == 0
