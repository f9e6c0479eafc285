"use strict";
/* Additions to a page that works without them: shorter addresses, focus that is never lost, arrow keys along a lane. */

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

// Left and Right walk along a lane, Up and Down between lanes; Escape leaves the picture.
document.addEventListener("keydown", (event) => {
  const link = event.target.closest ? event.target.closest(".tl-plot a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = (element) => element.getBoundingClientRect().left;
  const along = (plot) => [...plot.querySelectorAll("a")].sort((a, b) => place(a) - place(b));
  const plot = link.closest(".tl-plot");
  let next = null;
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const links = along(plot);
    next = links[links.indexOf(link) + (event.key === "ArrowRight" ? 1 : -1)];
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const plots = [...document.querySelectorAll(".tl-lanes .tl-plot")].filter((each) => each.querySelector("a"));
    const other = plots[plots.indexOf(plot) + (event.key === "ArrowDown" ? 1 : -1)];
    const here = place(link);
    if (other) next = along(other).sort((a, b) => Math.abs(place(a) - here) - Math.abs(place(b) - here))[0];
  } else if (event.key === "Escape") {
    next = document.getElementById("sessions");
  }
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});

// The words of the mark that has the focus, as a card over it. The pointer has the browser's own.
const card = document.createElement("p");
card.className = "tl-card";
card.setAttribute("aria-hidden", "true"); // a screen reader reads the same words as the link's name
const hideCard = () => card.remove();
document.addEventListener("focusin", (event) => {
  const link = event.target.closest ? event.target.closest(".tl-plot a") : null;
  const title = link && link.querySelector("title");
  if (!title || !link.matches(":focus-visible")) return hideCard();
  const frame = link.closest(".tl-frame");
  card.textContent = title.textContent;
  frame.append(card);
  const outer = frame.getBoundingClientRect();
  const mark = link.getBoundingClientRect();
  const left = Math.min(mark.left - outer.left, outer.width - card.offsetWidth);
  card.style.left = `${Math.max(0, left)}px`;
  card.style.top = `${mark.bottom - outer.top + 8}px`;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideCard();
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
