// What a keyboard adds to pages that work without it. Text that comes from anywhere is only ever set as textContent.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const one = (what, within = document) => within.querySelector(what);
  let at = "";

  const rows = () => all("[data-row]");
  const current = () => document.getElementById(at);
  const place = (row) => {
    if (!row) return;
    all(".now").forEach((other) => other.classList.remove("now"));
    row.classList.add("now");
    at = row.id;
    (one("[data-open]", row) || row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const known = rows();
    const now = known.indexOf(current());
    place(known[now < 0 ? 0 : Math.min(known.length - 1, Math.max(0, now + by))]);
  };
  const tell = (words) => {
    const place = document.getElementById("told");
    const note = document.createElement("p");
    note.className = "note";
    note.textContent = words;
    place.replaceChildren(note);
  };

  // Picked rows, else the one the cursor is on: what t, a and n speak of.
  const picked = () => all("[data-pick]:checked");
  const say = (button) => {
    const form = button.form;
    const words = one("[data-words]", form);
    if (form.id === "several" && !picked().length) {
      const own = current() && one("[data-pick]", current());
      if (!own) return;
      own.checked = true;
      count();
    }
    form.dataset.next = button.value;
    words.focus();
  };
  const count = () => {
    const shown = document.getElementById("picked");
    if (shown) shown.textContent = String(picked().length);
  };

  const keys = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
    const target = event.target;
    if (target.matches("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const row = current();
    const act = {
      j: () => step(1),
      k: () => step(-1),
      x: () => { const own = row && one("[data-pick]", row); if (own) { own.checked = !own.checked; count(); } },
    }[event.key];
    if (act) { event.preventDefault(); act(); return; }
    if (event.key === "Enter" && row && target === document.body) { one("[data-open]", row)?.click(); return; }
    if (!/^[a-z?/]$/.test(event.key)) return;
    const name = CSS.escape(event.key);
    const button = (row && one(`[data-key="${name}"]`, row))
      || all(`[data-key="${name}"]`).find((other) => !other.closest("[data-row]") && other.offsetParent);
    const field = one(`[data-focus="${name}"]`);
    const word = one(`[data-say="${name}"]`);
    if (button) { event.preventDefault(); button.matches("input") ? button.focus() : button.click(); }
    else if (field) { event.preventDefault(); field.focus(); }
    else if (word) { event.preventDefault(); say(word); }
  };
  document.addEventListener("keydown", keys);

  // Enter in the bar's field says what the key that led there meant, not the first button's word.
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Enter" && event.target.matches("input[data-words]") && event.target.form;
    if (!form || !form.dataset.next) return;
    event.preventDefault();
    form.requestSubmit(one(`button[value="${CSS.escape(form.dataset.next)}"]`, form));
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    const row = event.target.closest("[data-row]");
    if (row && row.id) { all(".now").forEach((other) => other.classList.remove("now")); row.classList.add("now"); at = row.id; }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick]")) count();
    // A filter stands outside the form that it belongs to, which so never hears of it.
    if (event.target.matches('[form="asking"]')) event.target.form.dispatchEvent(new Event("change"));
    if (event.target.form?.matches("[data-sends]") && event.target.matches("select")) event.target.form.requestSubmit();
  });

  // The reason of a mark, for whoever points at it or comes to it with Tab.
  const reason = (event) => {
    const shown = document.getElementById("reason");
    const why = event.target.dataset && event.target.dataset.reason;
    if (shown && why) shown.textContent = why;
  };
  document.addEventListener("focusin", reason);
  document.addEventListener("mouseover", reason);

  const narrow = window.matchMedia("(max-width: 60rem)");
  const dress = (within) => {
    if (narrow.matches) all(".facets > details", within).forEach((filters) => filters.removeAttribute("open"));
    all("time[datetime]", within).forEach((time) => {
      const moment = new Date(time.dateTime);
      if (!Number.isNaN(moment.valueOf())) time.title = moment.toLocaleString(undefined, { timeZoneName: "short" });
    });
    if (!navigator.clipboard) return;
    all("code.copy", within).forEach((code) => {
      if (code.nextElementSibling?.matches(".copier")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copier";
      button.textContent = "copy";
      button.setAttribute("aria-label", "Copy");
      button.addEventListener("click", () => navigator.clipboard.writeText(code.textContent).then(() => tell("Copied.")));
      code.after(button);
    });
  };
  dress(document);

  // After a judgement the row is another: the cursor goes on to the next one, and stays where it was after a refusal.
  document.addEventListener("htmx:afterSettle", (event) => {
    dress(document);
    const row = event.detail.target?.matches?.("[data-row]") ? current() : null;
    const said = event.detail.xhr && event.detail.xhr.status < 300;
    const undone = event.detail.requestConfig?.path.endsWith("/undo");
    if (row && said && !undone) { const known = rows(); place(known[Math.min(known.length - 1, known.indexOf(row) + 1)]); }
    else if (row) place(row);
    else if (at && current()) current().classList.add("now");
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.parameters; // what is empty asks for nothing, and would only make the address long
    if (event.detail.verb === "get") Object.keys(sent).forEach((name) => { if (sent[name] === "") delete sent[name]; });
  });
  document.addEventListener("htmx:sendError", () => tell("The connection is lost. What you typed is still here; try again."));
  document.addEventListener("htmx:timeout", () => tell("No answer came in time. What you typed is still here; try again."));
  document.addEventListener("htmx:beforeRequest", () => { if (one("#told .note")) document.getElementById("told").replaceChildren(); });
})();
