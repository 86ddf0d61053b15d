"""One visit of a page in Chromium, on a phone or a desk, and what was measured of it."""

from dataclasses import dataclass, field

PATIENCE = 120_000
AFTER_LIVE = 600
"""Milliseconds that the page is watched after it can be used."""
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
FULL_SPEED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
PHONE = {"width": 375, "height": 812, "network": SLOW_4G, "slower": 4}
DESKTOP = {"width": 1280, "height": 800, "network": None, "slower": 1}
PROFILES = {"phone": PHONE, "desktop": DESKTOP}

OBSERVE = """(() => {
  const found = window.measured = { shifts: 0, lcp: 0, long: [], read: 0 };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true });
  watch("layout-shift", (one) => { if (!one.hadRecentInput) found.shifts += one.value; });
  watch("largest-contentful-paint", (one) => { found.lcp = one.startTime; });
  watch("longtask", (one) => found.long.push([one.startTime, one.duration]));
  const shown = (one) => one && one.getBoundingClientRect().width > 0;
  const isWhole = (one) => {
    for (let at = one; at && at.id !== "still"; at = at.parentElement) {
      if (at.nextElementSibling) return true;
    }
    return document.readyState !== "loading";
  };
  const isRead = () => {
    if (document.querySelector("#still")) {
      const lead = document.querySelector("#still .lead");
      const chart = document.querySelector("#still svg.chart");
      return shown(lead) && (chart ? isWhole(chart) && shown(chart)
        : document.querySelector("#still footer"));
    }
    return document.querySelector(".main-svg .trace path, .main-svg .point path");
  };
  const look = () => {
    if (!isRead()) requestAnimationFrame(look);
    else requestAnimationFrame(() => { found.read = performance.now(); console.debug("read"); });
  };
  requestAnimationFrame(look);
})()"""
"""A page counts as readable in the frame after the first that has its lead and its whole first
chart, or, where it has no chart, all of it. It says so by itself: to be asked, a page runs a script
of Playwright's first, which on the slowed processor takes up to a tenth of a second."""

IS_LIVE = """charts => {
  if (document.querySelector("#stage")) {
    return performance.getEntriesByName("dash-live").at(-1)?.startTime ?? 0;
  }
  const drawn = [...document.querySelectorAll(".js-plotly-plot")]
    .filter((plot) => plot.querySelector(".main-svg .trace path, .main-svg .point path"));
  return drawn.length >= charts ? performance.now() : 0;
}"""

READ = """() => ({ ...window.measured, painted:
  performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 })"""

CHART = "#stage .graph"
IS_DRAWN = """chart => Boolean(document.querySelector(chart).querySelector(".main-svg"))"""


@dataclass
class Traffic:
    """Bytes as they came over the line, by the time they came and by kind."""

    begun: float = 0.0
    arrived: list[tuple[float, int, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)

    def follow(self, session):
        """Take note of everything that a page receives."""
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.dataReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _asked(self, event):
        self.begun = self.begun or event["timestamp"]
        self.kinds[event["requestId"]] = event.get("type", "")

    def _answered(self, event):
        self._note(event, event["response"].get("encodedDataLength", 0))

    def _received(self, event):
        self._note(event, event["encodedDataLength"])

    def _finished(self, event):
        """Of a document the bytes are known only when all have come."""
        known = self.counted.get(event["requestId"], 0)
        self._note(event, max(0, event["encodedDataLength"] - known))

    def _note(self, event, count):
        request = event["requestId"]
        self.counted[request] = self.counted.get(request, 0) + count
        kind = self.kinds.get(event["requestId"], "")
        self.arrived.append((1000 * (event["timestamp"] - self.begun), int(count), kind))

    def kilobytes(self, *, until=float("inf"), kinds=()):
        """What has come by then, of these kinds or of all."""
        return (
            sum(n for at, n, kind in self.arrived if at <= until and (not kinds or kind in kinds))
            / 1000
        )


def visit(browser, url, profile, *, charts):
    """Load a page once with an empty cache.

    Returns:
        Milliseconds until it can be read and used, of the largest paint, of blocked time and of
        the processor; the layout shift; kilobytes before it can be read; and, with the first chart
        on the screen and drawn by Plotly, kilobytes of scripts and styles and in all.
    """
    context = browser.new_context(viewport={"width": profile["width"], "height": profile["height"]})
    page, traffic = context.new_page(), Traffic()
    session = context.new_cdp_session(page)
    traffic.follow(session)
    if profile["network"]:
        session.send("Network.emulateNetworkConditions", profile["network"])
    session.send("Emulation.setCPUThrottlingRate", {"rate": profile["slower"]})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.add_init_script(OBSERVE)
    with page.expect_console_message(lambda said: said.text == "read", timeout=PATIENCE):
        page.goto(url, wait_until="commit", timeout=PATIENCE)
    live = page.wait_for_function(IS_LIVE, arg=charts, timeout=PATIENCE, polling="raf").json_value()
    page.wait_for_timeout(AFTER_LIVE)
    found = page.evaluate(READ)
    metrics = session.send("Performance.getMetrics")["metrics"]
    found["used"] = 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")
    bring_to_life(page, session)
    context.close()
    return _summary(found, live, traffic)


def bring_to_life(page, session):
    """Go to the first chart until Plotly has drawn it, if there is one; nothing is timed any more.

    Where no chart is on the first screen Plotly comes later, and would be left out of what a page
    weighs.
    """
    if not page.locator(CHART).count():
        return
    session.send("Network.emulateNetworkConditions", FULL_SPEED)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.locator(CHART).first.scroll_into_view_if_needed()
    page.wait_for_function(IS_DRAWN, arg=CHART, timeout=PATIENCE)


def _summary(found, live, traffic):
    read = max(found["read"], found["painted"])
    blocked = sum(
        duration - 50
        for start, duration in found["long"]
        if found["painted"] <= start + duration and start <= live + AFTER_LIVE
    )
    return {
        "read": read,
        "kb_before": traffic.kilobytes(until=read),
        "shift": found["shifts"],
        "largest": found["lcp"],
        "live": live,
        "blocked": blocked,
        "used": found["used"],
        "kb_files": traffic.kilobytes(kinds=("Script", "Stylesheet")),
        "kb": traffic.kilobytes(),
    }
