// The exchange of the page that is read for Dash's: what is printed moves over as it is, so that
// what the reader has opened, chosen, typed and marked in it stays.
const exchange = (() => {
  "use strict";
  const CONTROLS = "a[href],button,input,select,textarea,summary,[tabindex]";
  const TEXT = "textarea,input:not([type=checkbox],[type=radio],[type=submit],[type=button])";
  const PRESS = 2000; // milliseconds for which a press counts; its end may be lost outside the window
  const PAUSE = 400; // milliseconds without a key, after which a reader is not in the midst of a word

  // Parts that Dash leaves to us, in the order of the page; a printed part may hold others.
  const places = (root) => [...root.querySelectorAll("[data-markup]")]
    .filter((one) => !one.parentElement.closest("[data-markup]"));
  const isPrinted = (one) => Boolean(one.closest("[data-markup]"));

  const move = (node, to) => (to.moveBefore ? to.moveBefore(node, null) : to.append(node));

  let typedAt = -Infinity;
  let pressed = null; // what a pointer is down on, and since when
  let pressedAt = -Infinity;
  let isComposing = false;
  addEventListener("input", () => { typedAt = performance.now(); }, true);
  addEventListener("pointerdown", ({ target }) => { [pressed, pressedAt] = [target, performance.now()]; }, true);
  for (const end of ["pointerup", "pointercancel"]) { // the click itself comes after it
    addEventListener(end, () => setTimeout(() => { pressed = null; }, 0), true);
  }
  addEventListener("compositionstart", () => { isComposing = true; }, true);
  addEventListener("compositionend", () => { isComposing = false; }, true);

  // Whether the exchange would take something out of the reader's hands: an open list, a word that is
  // being typed, marked text. All of these pass by themselves.
  function isInTheWay(still) {
    const focus = document.activeElement;
    return isInUse(still) || (!focus.matches(`select,${TEXT}`) || !still.contains(focus)) && !getSelection().isCollapsed;
  }

  // Whether a list in this part of the page stands open, a word is being typed there, or something is
  // pressed: what is exchanged between press and release is not clicked.
  function isInUse(part) {
    if (part.contains(pressed) && performance.now() - pressedAt < PRESS) return true;
    const focus = document.activeElement;
    if (!part.contains(focus)) return false;
    if (focus.matches("select")) return isOpen(focus);
    return focus.matches(TEXT) && (isComposing || performance.now() - typedAt < PAUSE);
  }

  // Where a browser cannot say whether a list is open, one that has the focus may be.
  const isOpen = (list) => !CSS.supports("selector(select:open)") || list.matches(":open");

  function carryOver(still, live) {
    const focus = document.activeElement;
    const ringed = focus.matches(":focus-visible"); // lost on the way, so asked before
    const marked = [focus.selectionStart, focus.selectionEnd, focus.selectionDirection];
    const top = scrollY;
    // In what is closed nothing is scrolled, and to ask would lay out all that is in it, box by box.
    const scrolled = [...still.querySelectorAll(".scroll")].filter((one) => !one.closest("details:not([open])"))
      .map((one) => [one, one.scrollLeft, one.scrollTop]);
    const own = (root) => [...root.querySelectorAll(CONTROLS)].filter((one) => !isPrinted(one) && !one.closest(".graph"));
    const now = still.contains(focus) && !isPrinted(focus)
      ? own(live)[own(still).indexOf(focus)] : focus;

    live.classList.remove("waiting");
    const to = places(live);
    places(still).forEach((from, index) => {
      for (const node of [...from.childNodes]) move(node, to[index]);
    });
    charts.seat(move);
    still.remove();

    for (const [one, left, above] of scrolled) if (left || above) one.scrollTo(left, above);
    if (now && now !== document.activeElement && now !== document.body) {
      now.focus({ preventScroll: true, focusVisible: ringed });
      if (typeof marked[0] === "number") now.setSelectionRange?.(...marked);
    }
    if (scrollY !== top) scrollTo({ left: scrollX, top, behavior: "instant" });
  }

  return {
    CONTROLS,
    PAUSE,
    isInUse,

    // Whether both pages have the same parts.
    fits: (still, live) => places(live).length === places(still).length,

    // Exchanges as soon as nothing is in the way.
    run(still, live, done) {
      const attempt = () => {
        if (isInTheWay(still)) { setTimeout(attempt, 100); return; }
        carryOver(still, live);
        done();
      };
      attempt();
    },
  };
})();
