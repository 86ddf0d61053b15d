// Starts Dash beside the page that is being read, and exchanges the two. Where anything fails, it stays.
(() => {
  "use strict";
  const { start: policy, plotly } = document.currentScript.dataset;
  const byId = (id) => document.getElementById(id);
  const still = byId("still");
  const live = byId("live");
  if (!still || !live) return;

  let started = false;
  let styled = false;

  function start() {
    if (started) return;
    started = true;
    whole();
    performance.mark("dash-start");
    charts.expect(still, plotly);
    const observer = new MutationObserver(watch);
    observer.observe(live, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["class"],
    });
    const styles = byId("dash-boot").content.querySelector("link");
    styles.addEventListener("load", () => { styled = true; watch([], observer); });
    document.head.append(styles);
    const scripts = [...byId("dash-boot").content.querySelectorAll("script")];
    Promise.all(scripts.filter((script) => script.src).map(run)).then(
      () => scripts.filter((script) => !script.src).forEach(run),
      () => { /* a file did not arrive: the static page stays */ },
    );
  }

  // All of the page is laid out from now on; what is read stays in place.
  function whole() {
    if (still.classList.contains("whole")) return;
    const read = scrollY ? document.elementFromPoint(innerWidth / 2, innerHeight / 2) : null;
    const top = read?.getBoundingClientRect().top;
    still.classList.add("whole");
    const moved = read ? read.getBoundingClientRect().top - top : 0;
    if (moved) scrollBy({ top: moved, behavior: "instant" }); // which would end a scroll on its way
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

  // Every part of the page is there, and every chart on the screen has its colours and answers the pointer.
  function complete() {
    return live.querySelector("#page > *")
      && styled
      && !live.querySelector("._dash-loading, .dash-graph--pending")
      && exchange.fits(still, live)
      && charts.areReady(live);
  }

  let queued = false;
  function watch(_, observer) {
    if (queued || !complete()) return;
    queued = true;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      observer.disconnect();
      exchange.run(still, live, () => {
        views.watch();
        performance.mark("dash-live");
        document.documentElement.dataset.live = "";
      });
    }));
  }

  for (const type of ["pointerover", "focusin"]) {
    live.addEventListener(type, charts.touch, { passive: true });
  }
  const touch = () => {
    for (const type of ["pointerover", "pointerdown", "keydown", "focusin"]) {
      still.addEventListener(type, start, { once: true, passive: true });
    }
  };
  const waits = policy === "touch" || navigator.connection?.saveData;
  const idle = () => (window.requestIdleCallback || setTimeout)(waits ? whole : start, { timeout: 2000 });
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(idle));
  touch();
  if (location.hash && byId(location.hash.slice(1))) whole(); // before the browser goes there
  if (document.readyState === "complete") painted();
  else addEventListener("load", painted);
})();
