"use strict";
/* The filter form: shorter addresses, focus that is never lost, one open list of choices. All of it works without. */

// Empty controls do not belong in an address; the server would redirect to the one without them.
document.addEventListener("htmx:configRequest", (event) => {
  const parameters = event.detail.formData;
  if (!(parameters instanceof FormData)) return;
  for (const name of [...new Set(parameters.keys())]) {
    const given = parameters.getAll(name).filter((value) => value !== "");
    parameters.delete(name);
    for (const value of given) parameters.append(name, value);
  }
});

// A removed chip takes the focus with it: give it to what is left of the filters.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const next = document.querySelector("#timeline .chips a, #filters summary");
  if (next) next.focus({ preventScroll: true });
});

// Only one list of choices is open at a time, and Escape or a click beside it closes it.
const closeOthers = (except) => {
  for (const open of document.querySelectorAll("details.pick[open]")) if (open !== except) open.open = false;
};
document.addEventListener("click", (event) => closeOthers(event.target.closest("details.pick")));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest ? event.target.closest("details.pick[open]") : null;
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
