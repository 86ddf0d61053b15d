"""What the browser tests do with a page: open it, wait for Dash, hold things back, measure."""

WIDTHS = (1280, 375, 320)
MOST_SHIFT = 0.01
"""The layout shift below which nobody sees a page move."""
PATIENCE = 90_000
"""Milliseconds to wait for Dash on a machine that is busy with other tests."""

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
window.shifts = [];
new PerformanceObserver((list) => list.getEntries().filter((one) => !one.hadRecentInput)
  .forEach((one) => window.shifts.push([one.value, ...one.sources.map(({ node }) => node?.id
    || node?.className || node?.nodeName)])))
  .observe({ type: "layout-shift", buffered: true });
"""

BOXES = """root => [...root.querySelectorAll(
    "h1,h2,h3,h4,p,li,form,select,button,summary,section,figure,.graph,.spark,footer")]
  .filter(one => !one.closest(".js-plotly-plot"))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width || box.height)
  .map(([one, box]) => [one.tagName, ...[box.x, box.y + scrollY, box.width, box.height]
    .map(size => Math.round(size * 10) / 10)])"""

WORDS = """root => {
  const copy = root.cloneNode(true);
  copy.querySelectorAll(".graph").forEach(one => one.remove());
  return copy.textContent.replace(/\\s+/g, " ").trim();
}"""

DIFFERENT = """async ([one, other]) => {
  const pixels = async source => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height).data;
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  let different = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (Math.max(...[0, 1, 2].map(c => Math.abs(a[i + c] - b[i + c]))) > 40) different += 4;
  }
  return a.length === b.length ? different / a.length : 1;
}"""


def observed(page):
    """The page, from now on counting violations of the policy and layout shifts."""
    page.add_init_script(VIOLATIONS)
    return page


def shifted(page):
    """What has moved since it was last asked, where that is more than a reader may notice."""
    shifts = page.evaluate("window.shifts.splice(0)")
    return shifts if sum(value for value, *_ in shifts) > MOST_SHIFT else []


def open_live(page, url):
    """The page once Dash has taken over."""
    page.goto(url, timeout=PATIENCE)
    wait_until_live(page)
    return page.locator("#live")


def wait_until_live(page):
    """Returns when the two pages have been exchanged."""
    page.wait_for_selector("html[data-live]", state="attached", timeout=PATIENCE)


def wait_until(page, expression):
    """Returns when an expression is true; the policy of our pages forbids Playwright's own way."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not within ten seconds: {expression}")


class HeldBack:
    """Requests that match a pattern wait until they are let go."""

    def __init__(self, page, pattern):
        self.waiting = []
        self.is_open = False
        page.route(pattern, self._hold)

    def _hold(self, route):
        if self.is_open:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self):
        """Answer what has waited, and everything from now on."""
        self.is_open = True
        for route in self.waiting:
            route.continue_()
        self.waiting = []


def quiet(problems):
    """Problems other than the one that a test made by holding Dash back."""
    return [one for one in problems if "dash_renderer" not in one and "ERR_FAILED" not in one]
