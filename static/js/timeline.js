"use strict";
/* Additions to a picture that works without them: arrow keys along a lane, the words of a mark as a card. */

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
