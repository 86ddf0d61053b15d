// The meeting's notes: kept in this browser, or in the part of the address that is never sent.
(() => {
  "use strict";
  const PREFIX = "notes:";
  const PARAMETER = "#notes=";
  const pads = () => [...document.querySelectorAll(".notes-pad[data-notes]")];

  function read(key) {
    try { return localStorage.getItem(PREFIX + key) ?? ""; } catch { return ""; }
  }

  function keep(key, text) {
    try {
      if (text) localStorage.setItem(PREFIX + key, text);
      else localStorage.removeItem(PREFIX + key);
      return true;
    } catch { return false; }
  }

  function handed() {
    if (!location.hash.startsWith(PARAMETER)) return null;
    try { return decodeURIComponent(location.hash.slice(PARAMETER.length)); } catch { return null; }
  }

  const words = (pad, text) => { pad.querySelector("[role=status]").textContent = text; };

  // A page stands twice in the document until Dash has taken over: both show the same text.
  function write(pad, text) {
    const area = pad.querySelector("textarea");
    if (area.value !== text) area.value = text;
    pad.querySelector(".notes-paper").textContent = text;
  }

  function load() {
    for (const pad of pads()) {
      if (pad.dataset.loaded) continue;
      pad.dataset.loaded = "yes";
      const text = handed();
      write(pad, text ?? read(pad.dataset.notes));
      if (text !== null) words(pad, "These notes came with the address. They are kept here once you change them.");
    }
  }

  function changed(source, text) {
    const key = source.dataset.notes;
    const kept = keep(key, text);
    for (const pad of pads()) {
      if (pad.dataset.notes !== key) continue;
      write(pad, text);
      words(pad, kept ? "" : "This browser keeps nothing: put the notes into the address, or print.");
    }
    if (handed() !== null) address("");
  }

  function address(text) {
    const hash = text ? PARAMETER + encodeURIComponent(text) : "";
    history.replaceState(history.state, "", location.pathname + location.search + hash);
  }

  document.addEventListener("input", ({ target }) => {
    const pad = target.closest?.(".notes-pad");
    if (pad) changed(pad, target.value);
  });

  document.addEventListener("click", ({ target }) => {
    const pad = target.closest?.(".notes-pad");
    if (!pad) return;
    const text = pad.querySelector("textarea").value;
    if (target.matches("[data-notes-link]")) {
      address(text);
      words(pad, text ? "The address of this page now holds the notes. Copy it to hand them on." : "There are no notes yet.");
    } else if (target.matches("[data-notes-clear]")) {
      changed(pad, "");
      words(pad, "Cleared.");
    } else if (target.matches("[data-print]")) {
      print();
    }
  });

  addEventListener("hashchange", () => { for (const pad of pads()) delete pad.dataset.loaded; load(); });
  new MutationObserver(load).observe(document.body, { subtree: true, childList: true });
  load();
})();
