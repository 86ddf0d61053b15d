// Plotly draws a chart when it comes near the screen. Until then the drawing that the page came with
// stands in its place, the same to the pixel, and Plotly itself is not even fetched for it.
//
// Dash draws a chart by Plotly.react and measures it anew by Plotly.Plots.resize, whatever object
// window.Plotly is. So here is one: it lets charts wait, and hands everything else to Plotly.
const charts = (() => {
  "use strict";
  const MARGIN = "75% 0px"; // of the height of the screen, above it and below
  const waiting = new Map(); // the element that Plotly is to draw in, and its figure
  const sizes = new WeakMap(); // as they were when it was drawn
  const queue = new Set();
  const facade = { react, purge, Plots: { resize } };
  let still = null;
  let isExchanged = false;
  let address = "";
  let plotly = null; // a promise of Plotly, once it has been asked for

  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && isOnScreen(target)) draw(target);
      else if (isIntersecting) queue.add(target);
      else queue.delete(target);
    }
    soon();
  }, { rootMargin: MARGIN });

  const later = (work) => (window.requestIdleCallback || setTimeout)(work, { timeout: 500 });

  function isOnScreen(one) {
    const { top, bottom, width } = one.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  }

  // What is near is drawn before it is seen, one chart at a time.
  let isQueued = false;
  function soon() {
    if (isQueued || !queue.size) return;
    isQueued = true;
    later(() => {
      isQueued = false;
      const [next] = queue;
      if (next) draw(next).then(soon);
    });
  }

  function load() {
    plotly ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.onload = () => {
        const real = window.Plotly; // the file has put itself in place of ours
        Object.setPrototypeOf(facade, real);
        Object.setPrototypeOf(facade.Plots, real.Plots);
        window.Plotly = facade;
        done(real);
      };
      script.onerror = failed;
      script.src = address;
      document.head.append(script);
    });
    return plotly;
  }

  const drawingOf = (root, gd) =>
    [...root.querySelectorAll(".graph")].find((one) => one.id === gd.parentElement.id);

  // Only the first drawing waits: another figure than the page came with has nothing that stands for it.
  function react(gd, figure) {
    const isNew = !sizes.has(gd) && !waiting.has(gd);
    const before = isNew && !isExchanged && drawingOf(still, gd);
    if (before && !isOnScreen(before)) {
      const held = [];
      gd.on = (...listener) => held.push(listener);
      waiting.set(gd, { figure, held });
      return Promise.resolve(gd);
    }
    if (!waiting.has(gd)) return drawn(gd, figure);
    waiting.get(gd).figure = figure;
    gd.querySelector(":scope > svg.chart")?.remove(); // it shows another view
    load().catch(() => location.reload()); // without Plotly the server draws
    return draw(gd);
  }

  function draw(gd) {
    queue.delete(gd);
    const one = waiting.get(gd);
    if (!one) return Promise.resolve(gd);
    one.drawing ??= load().then(() => {
      if (!waiting.delete(gd)) return gd;
      observer.unobserve(gd);
      return drawn(gd, one.figure).then(() => {
        for (const listener of one.held) gd.on(...listener);
        gd.querySelector(":scope > svg.chart")?.remove();
        return gd;
      });
    }, () => gd); // the drawing stays
    return one.drawing;
  }

  async function drawn(gd, figure) {
    const real = await load();
    sizes.set(gd, [gd.clientWidth, gd.clientHeight]);
    return real.react(gd, figure);
  }

  // Dash asks for it after each first drawing; it would draw all of it once more.
  function resize(gd) {
    const [width, height] = sizes.get(gd) ?? [];
    if (!sizes.has(gd) || (width === gd.clientWidth && height === gd.clientHeight)) return Promise.resolve(gd);
    sizes.set(gd, [gd.clientWidth, gd.clientHeight]);
    return load().then((real) => real.Plots.resize(gd));
  }

  function purge(gd) {
    forget(gd);
    return plotly?.then((real) => real.purge(gd));
  }

  function forget(gd) {
    waiting.delete(gd);
    queue.delete(gd);
    observer.unobserve(gd);
  }

  return {
    // Charts whose drawing in this page is on the screen are drawn at once, the others wait.
    expect(page, file) {
      [still, address] = [page, file];
      window.Plotly = facade;
      if ([...still.querySelectorAll(".graph")].some(isOnScreen)) load().catch(() => { /* it stays */ });
    },

    areReady(live) {
      const shown = [...live.querySelectorAll(".graph")];
      return shown.length >= still.querySelectorAll(".graph").length
        && shown.every(({ lastElementChild: gd }) => waiting.has(gd)
          || gd?.querySelector(".main-svg .trace, .main-svg .point"));
    },

    // The drawings move into the page that stays.
    seat(move) {
      isExchanged = true;
      for (const gd of waiting.keys()) {
        const drawing = drawingOf(still, gd)?.querySelector("svg.chart");
        if (drawing) move(drawing, gd);
        observer.observe(gd);
      }
      if (waiting.size && !navigator.connection?.saveData) later(() => load().catch(() => { /* they stay */ }));
    },

    // A pointer or the focus that comes to a chart does not wait; the chart answers where it stands.
    touch({ target, clientX, clientY }) {
      const gd = target.closest?.(".graph")?.lastElementChild;
      if (!gd || !waiting.has(gd)) return;
      draw(gd).then(() => {
        const at = clientX === undefined ? null : document.elementFromPoint(clientX, clientY);
        if (!gd.contains(at)) return;
        for (const type of ["mouseover", "mousemove"]) {
          at.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX, clientY }));
        }
      });
    },
  };
})();
