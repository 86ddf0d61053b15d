// Starts Dash beside the complete page that is being read, and exchanges the two in one frame once
// Dash's page is complete. If anything fails on the way, the page that is being read simply stays.
(() => {
  "use strict";
  const { start: policy, plotly } = document.currentScript.dataset;
  const byId = (id) => document.getElementById(id);
  const still = byId("still");
  const live = byId("live");
  if (!still || !live) return;

  const CONTROLS = "a[href],button,input,select,textarea,summary,[tabindex]";
  const charts = still.querySelectorAll(".graph").length;
  let started = false;

  function start() {
    if (started) return;
    started = true;
    performance.mark("dash-start");
    if (charts) loadPlotly();
    new MutationObserver(watch).observe(live, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
    });
    document.head.append(byId("dash-boot").content.querySelector("link"));
    const scripts = [...byId("dash-boot").content.querySelectorAll("script")];
    Promise.all(scripts.filter((script) => script.src).map(run)).then(
      () => scripts.filter((script) => !script.src).forEach(run),
      () => { /* a file did not arrive: the static page stays */ },
    );
  }

  // A chart of Dash waits for window.Plotly and would fetch the file itself if there were nothing
  // there. A promise stands in for it until the file, which comes beside Dash's own, replaces it.
  function loadPlotly() {
    const script = document.createElement("script");
    window.Plotly = new Promise((done, failed) => {
      script.onload = done;
      script.onerror = failed;
    });
    window.Plotly.catch(() => { /* the static page stays */ });
    script.src = plotly;
    document.head.append(script);
  }

  // A script that comes out of a template does not run; a copy does.
  function run(inert) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      for (const { name, value } of inert.attributes) script.setAttribute(name, value);
      script.async = false;
      script.onload = done;
      script.onerror = failed;
      script.text = inert.text;
      document.body.append(script);
      if (!script.src) done();
    });
  }

  function complete() {
    const plots = [...live.querySelectorAll(".js-plotly-plot")];
    return live.querySelector("#page > *")
      && !live.querySelector("._dash-loading, .dash-graph--pending")
      && plots.length >= charts
      && plots.every((plot) => plot.querySelector(".main-svg .trace, .main-svg .point"));
  }

  // Most of a page needs no Dash: Dash keeps its HTML as an attribute, and here it becomes the
  // content. What the reader has opened in it stays open, and the focus stays where it was.
  function fill(place) {
    const opened = [...place.querySelectorAll("details")].map((one) => one.open);
    const focus = place.contains(document.activeElement) ? document.activeElement : null;
    const [number, ringed] = focus
      ? [[...place.querySelectorAll(CONTROLS)].indexOf(focus), focus.matches(":focus-visible")] : [];
    place.innerHTML = place.dataset.markup;
    place.querySelectorAll("details").forEach((one, index) => { one.open = Boolean(opened[index]); });
    if (!focus) return;
    const now = (focus.id && place.querySelector(`#${CSS.escape(focus.id)}`))
      || place.querySelectorAll(CONTROLS)[number];
    now?.focus({ preventScroll: true, focusVisible: ringed });
  }

  // After the exchange: parts that Dash has changed, and parts that it has added. Where it has
  // mounted the region anew, the focus goes back to the control that was used.
  let held = "";
  const refill = new MutationObserver((changes) => {
    for (const { target, type } of changes) if (type === "attributes") fill(target);
    for (const place of live.querySelectorAll("[data-markup]:empty")) if (place.dataset.markup) fill(place);
    if (!changes.some(({ target }) => target.closest("#region"))) return;
    if (held && document.activeElement === document.body) byId(held)?.focus({ preventScroll: true });
    announce();
  });

  // One sentence for those who do not see the page change: what could not be followed, and the
  // first finding or heading.
  function announce() {
    const region = byId("region");
    const headings = region.querySelector(".finding") ? ".finding" : "h2, h3";
    const said = [...region.querySelectorAll(`.notices li, ${headings}`)];
    const first = said.findIndex((one) => one.matches(headings));
    const words = said.slice(0, first + 1 || undefined).map((one) => one.textContent.trim());
    byId("status").textContent = `Now shown: ${words.join(" ") || "your choice"}.`;
  }

  let queued = false;
  function watch(_, observer) {
    for (const place of live.querySelectorAll("[data-markup]:empty")) if (place.dataset.markup) fill(place);
    if (queued || !complete()) return;
    queued = true;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      observer.disconnect();
      refill.observe(live, { subtree: true, childList: true, attributeFilter: ["data-markup"] });
      exchange();
    }));
  }

  function exchange() {
    const focus = document.activeElement;
    if (still.contains(focus) && focus.matches("select,input,textarea")) {
      later(focus, "blur"); // an open list must not be closed under the reader, nor a word cut
    } else if (!getSelection().isCollapsed) {
      later(document, "selectionchange"); // nor marked text be lost
    } else {
      carryOver(focus);
      performance.mark("dash-live");
      document.documentElement.dataset.live = "";
    }
  }

  function later(target, event) {
    target.addEventListener(event, () => setTimeout(exchange), { once: true });
  }

  function carryOver(focus) {
    const from = [...still.querySelectorAll(CONTROLS)];
    const to = [...live.querySelectorAll(CONTROLS)].filter((one) => !one.closest(".js-plotly-plot"));
    const pairs = from.map((one, index) => [one, to[index]])
      .filter(([one, other]) => other && one.tagName === other.tagName);
    const ringed = focus.matches(":focus-visible"); // lost with the static page, so asked before
    const scrolled = pairs.map(([one]) => one.scrollLeft);
    const top = scrollY;
    for (const [one, other] of pairs) {
      if (one.matches("select,input,textarea")) [other.value, other.checked] = [one.value, one.checked];
    }
    carryOpened();
    live.classList.remove("waiting");
    still.remove();
    pairs.forEach(([, other], index) => { if (scrolled[index]) other.scrollLeft = scrolled[index]; });
    const now = pairs.find(([one]) => one === focus);
    if (now) now[1].focus({ preventScroll: true, focusVisible: ringed });
    if (scrollY !== top) scrollTo(scrollX, top);
  }

  function carryOpened() {
    const details = live.querySelectorAll("details");
    still.querySelectorAll("details").forEach((one, index) => {
      if (details[index]) details[index].open = one.open;
    });
  }

  // Once Dash is live, choosing a view changes the address, and a callback on the address draws the
  // region again.
  function show(search) {
    byId("status").textContent = "";
    held = document.activeElement.id;
    window.dash_clientside.set_props("address", { search });
    setTimeout(follow);
  }

  live.addEventListener("submit", (event) => {
    const form = event.target;
    const chosen = new URLSearchParams(new FormData(form));
    if (form.matches("[data-view]")) {
      event.preventDefault();
      show(`?${chosen}`);
    } else if (form.matches("[data-place]") && location.search) {
      event.preventDefault(); // another place, the same view
      const kept = new URLSearchParams(location.search);
      for (const [name, value] of chosen) kept.set(name, value);
      location.assign(`${form.getAttribute("action")}?${kept}`);
    }
  });

  live.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-view]");
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.pathname !== location.pathname) return;
    event.preventDefault();
    show(link.search);
  });

  // Forms say what the address says.
  function follow() {
    const query = new URLSearchParams(location.search);
    for (const control of live.querySelectorAll("form[data-view] [name]")) {
      const value = query.get(control.name);
      if (control.matches("[type=checkbox],[type=radio]")) {
        control.checked = value === null ? control.defaultChecked : query.getAll(control.name).includes(control.value);
      } else {
        control.value = value ?? initial(control);
        if (control.matches("select") && control.selectedIndex < 0) control.value = initial(control);
      }
    }
  }

  function initial(control) {
    const options = [...control.options ?? []];
    const option = options.find((one) => one.hasAttribute("data-default"))
      ?? options.find((one) => one.defaultSelected);
    return option?.value ?? control.dataset.default ?? control.defaultValue ?? control.value;
  }

  addEventListener("popstate", () => { byId("status").textContent = ""; follow(); });

  // A mark of a chart that carries an address is a link, for a pointer; the table has the same links.
  // A finger first reads the figures, and follows with a second tap on the same mark; the browser
  // sends what a mouse would send after each tap, which is not another one.
  let touched = "";
  let touchedAt = -Infinity;
  function followMark({ points, event }) {
    const [found] = points.map(({ customdata, data }) => customdata ?? data.meta).filter(Boolean);
    const href = found?.href ?? (typeof found === "string" ? found : "");
    const { type, timeStamp } = event;
    const isFinger = type === "touchstart";
    if (!isFinger && timeStamp - touchedAt < 1000) return;
    const isFirst = isFinger && touched !== href;
    if (isFinger) [touched, touchedAt] = [href, timeStamp];
    if (isFirst || !/^[?/](?!\/)/.test(href)) return;
    if (href.startsWith("?")) show(href); else location.assign(href);
  }

  live.addEventListener("pointerover", ({ target }) => {
    const plot = target.closest(".js-plotly-plot");
    plot?.removeListener?.("plotly_click", followMark);
    plot?.on?.("plotly_click", followMark);
  });

  const touch = () => {
    for (const type of ["pointerover", "pointerdown", "keydown", "focusin"]) {
      still.addEventListener(type, start, { once: true, passive: true });
    }
  };
  const idle = () => (window.requestIdleCallback || setTimeout)(start, { timeout: 2000 });
  touch();
  if (policy === "touch" || navigator.connection?.saveData) return;
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
})();
