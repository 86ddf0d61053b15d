"""What is read off an open page, as lists of words: an empty list where all is well."""

from tests.browser.steps import WORDS

NAMED = """const named = (one) => `${one.tagName.toLowerCase()}${one.id && "#" + one.id}` +
  `${one.className && one.className.split ? "." + one.className.split(" ").join(".") : ""}` +
  ` "${one.textContent.trim().replace(/\\s+/g, " ").slice(0, 40)}"`;"""

BEYOND = f"""() => {{
  {NAMED}
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5
      && (matchMedia("print").matches || !one.parentElement.closest(".scroll")));
  return [`${{root.scrollWidth}} of ${{innerWidth}} pixels, by `
    + wide.slice(0, 3).map(named).join("; ")];
}}"""

MOVING = f"""() => {{
  {NAMED}
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return [document.documentElement, ...document.querySelectorAll("body *")].filter((one) => {{
    const style = getComputedStyle(one);
    return style.scrollBehavior === "smooth" || lasts(style.transitionDuration)
      || style.animationName !== "none";
  }}).map(named);
}}"""

UNSEEN_CHARTS = f"""() => {{
  {NAMED}
  return [...document.querySelectorAll("svg.chart")]
    .filter((one) => !one.closest("details:not([open])"))
    .filter((one) => !one.checkVisibility() || one.getBoundingClientRect().width < 40)
    .map((one) => named(one.parentElement));
}}"""

FORMS = f"""() => {{
  {NAMED}
  return [...document.querySelectorAll("form")].filter((form) => form.method !== "get"
    || !form.querySelector("button:not([type=button])")
    || new URL(form.action).host !== location.host).map(named);
}}"""

FIRST_SCREEN = """() => {
  const [heading, lead] = ["h1", ".lead"].map((one) => document.querySelector(one));
  const lies = (one) => one && one.textContent.trim() && one.checkVisibility()
    && one.getBoundingClientRect().top + scrollY < innerHeight;
  return [[heading, "no heading on the first screen"], [lead, "no lead on the first screen"]]
    .filter(([one]) => !lies(one)).map(([, words]) => words);
}"""

STOPS = f"""() => {{
  {NAMED}
  const one = (radio) => {{
    const group = [...document.getElementsByName(radio.name)];
    return radio === (group.find((other) => other.checked) ?? group[0]);
  }};
  window.stops = [...document.querySelectorAll(
      "a[href],button,select,input,textarea,summary,[tabindex='0']")]
    .filter((stop) => stop.checkVisibility() && !stop.disabled && stop.type !== "hidden"
      && stop.tabIndex >= 0 && (stop.type !== "radio" || one(stop))
      && !stop.closest(".js-plotly-plot"));
  return window.stops.map(named);
}}"""

STANDS = f"""() => {{
  {NAMED}
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {{ at: window.stops.indexOf(one), name: named(one), ringed, seen }};
}}"""

OWN_FORM = """() => {
  const own = [...document.querySelectorAll("main form")]
    .filter((form) => new URL(form.action).pathname === location.pathname
      && form.querySelector("select"));
  const form = own.find((one) => one.matches("[data-view]")) ?? own[0];
  form?.setAttribute("data-tried", "");
  return Boolean(form);
}"""

LEADS_TO = (
    """form => `${new URL(form.action).pathname}?${new URLSearchParams(new FormData(form))}`"""
)

SETTLED = """() => [...document.querySelectorAll(".js-plotly-plot")].every((plot) => {
  const drawn = plot.querySelector(".main-svg"), wide = plot.clientWidth;
  return drawn && Math.abs(drawn.clientWidth - wide) < 1;
})"""

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def beyond_the_screen(page, width):
    """What makes the page wider than a screen of this width."""
    page.set_viewport_size({"width": width, "height": 800})
    if not page.evaluate(SETTLED):
        page.wait_for_function(SETTLED)
    return page.evaluate(BEYOND)


def words(page, selector="#main"):
    """All words of a part of the page but those inside its charts."""
    return page.locator(selector).evaluate(WORDS)
