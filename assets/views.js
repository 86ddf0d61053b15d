// Once Dash is live: what is printed is filled in, a choice changes the address and the page follows.
const views = (() => {
  "use strict";
  const FROM_STILL = "="; // markup that the document has shown already and that moves over
  const byId = (id) => document.getElementById(id);
  const live = byId("live");
  if (!live) return null;

  // Most of a page needs no Dash: Dash keeps its HTML as an attribute, and here it becomes the
  // content. What the reader has opened in it stays open, and the focus stays where it was.
  // An answer that comes while a list stands open or something is pressed in it waits, and takes
  // nothing of what has been chosen or typed since it was asked for.
  function fill(place) {
    if (place.dataset.markup === FROM_STILL) return;
    if (exchange.isInUse(place)) { setTimeout(fill, exchange.PAUSE / 4, place); return; }
    const opened = [...place.querySelectorAll("details")].map((one) => one.open);
    const bounded = [...place.querySelectorAll(".bounds input")].map((one) => one.checked);
    const focus = place.contains(document.activeElement) ? document.activeElement : null;
    const [number, ringed] = focus
      ? [[...place.querySelectorAll(exchange.CONTROLS)].indexOf(focus), focus.matches(":focus-visible")] : [];
    const kept = [...unsent].filter((one) => one.id && (place.contains(one) || !one.isConnected));
    place.innerHTML = place.dataset.markup;
    kept.forEach(restore);
    place.querySelectorAll("details").forEach((one, index) => { one.open = Boolean(opened[index]); });
    place.querySelectorAll(".bounds input").forEach((one, index) => { one.checked = bounded[index] ?? true; });
    if (!focus) return;
    const now = (focus.id && place.querySelector(`#${CSS.escape(focus.id)}`))
      || place.querySelectorAll(exchange.CONTROLS)[number];
    now?.focus({ preventScroll: true, focusVisible: ringed });
  }

  const unsent = new Set(); // controls of the view that have been changed since the last choice was followed
  live.addEventListener("input", ({ target }) => { if (target.form?.matches("[data-view]")) unsent.add(target); });
  function restore(one) {
    const now = byId(one.id); // where Dash has mounted the region anew, it may come a little later
    if (!now) return;
    unsent.delete(one);
    if (now.matches("[type=checkbox],[type=radio]")) now.checked = one.checked;
    else if (![...now.options ?? [one]].some(({ value }) => value === one.value)) return;
    else now.value = one.value;
    unsent.add(now);
  }

  // Dash shows answers in the order in which they come: one that was overtaken by the answer to a later
  // choice would take its place. It is told to Dash as an answer without news.
  const OVERTAKEN = { status: 204 };
  const ask = window.fetch;
  let newest = 0;
  window.fetch = async (address, options) => {
    if (!String(options?.body).includes('"changedPropIds":["address.search"]')) return ask(address, options);
    const mine = ++newest;
    const answer = await ask(address, options);
    return mine === newest ? answer : new Response(null, OVERTAKEN);
  };

  // After the exchange: parts that Dash has changed, and parts that it has added. Where it has
  // mounted the region anew, the focus goes back to the control that was used.
  let held = "";
  const refill = new MutationObserver((changes) => {
    for (const { target, type } of changes) if (type === "attributes") fill(target);
    for (const place of live.querySelectorAll("[data-markup]:empty")) fill(place);
    if (!changes.some(({ target }) => target.closest("#region") && !target.closest(".graph"))) return;
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

  // Once Dash is live, choosing a view changes the address, and a callback on the address draws the
  // region again. Dash is told the whole address: it may know an older one. Notes in it are of the
  // view before.
  function show(search) {
    const next = new URL(location);
    next.search = search;
    if (next.hash.startsWith("#notes=")) next.hash = "";
    if (search !== location.search) byId("status").textContent = ""; // asked again, it is said already
    held = document.activeElement.id;
    unsent.clear();
    window.dash_clientside.set_props("address", { href: next.href, search: next.search, hash: next.hash });
    setTimeout(follow, 0, search); // the address itself may change a little later
  }

  // A list answers as soon as something is chosen in it, without the button. Going through a list by
  // key passes over what is not meant: there the answer waits for a pause, and the focus stays.
  const KEYS_PAUSE = 500;
  let keyedAt = -Infinity;
  let timer = 0;
  let chosenAt = ""; // a list that a finger or a script has set need not have the focus
  live.addEventListener("keydown", ({ target, timeStamp }) => { if (target.matches("select")) keyedAt = timeStamp; });
  live.addEventListener("pointerdown", () => { keyedAt = -Infinity; });
  live.addEventListener("change", ({ target, timeStamp }) => {
    const form = target.matches("select") && target.form;
    if (!form || !form.matches("[data-view]")) return;
    chosenAt = target.id;
    clearTimeout(timer);
    timer = setTimeout(() => { // an answer to the choice before may have drawn the form anew
      const now = form.isConnected ? form : byId(target.id)?.form;
      if (now?.reportValidity()) choose(now);
    },
      timeStamp - keyedAt < KEYS_PAUSE ? KEYS_PAUSE : 0);
  });

  const chosenIn = (form) => new URLSearchParams(new FormData(form));
  const choose = (form) => show(`?${chosenIn(form)}`);

  live.addEventListener("submit", (event) => {
    const form = event.target;
    clearTimeout(timer);
    if (form.matches("[data-view]")) {
      event.preventDefault();
      choose(form);
    } else if (form.matches("[data-place]") && location.search) {
      event.preventDefault(); // another place, the same view
      const kept = new URLSearchParams(location.search);
      for (const [name, value] of chosenIn(form)) kept.set(name, value);
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

  // Forms say what the address says, but for what has been changed since it was asked for.
  function follow(search = location.search) {
    const query = new URLSearchParams(search);
    for (const control of live.querySelectorAll("form[data-view] [name]")) {
      if (unsent.has(control)) continue;
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

  // Back leads to the view before with the focus on the list that was used, where it is nowhere.
  addEventListener("popstate", () => {
    byId("status").textContent = "";
    unsent.clear();
    follow();
    const used = byId(held || chosenAt);
    if (document.activeElement === document.body && used?.matches("select")) used.focus({ preventScroll: true });
  });

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

  return { watch: () => refill.observe(live, { subtree: true, childList: true, attributeFilter: ["data-markup"] }) };
})();
