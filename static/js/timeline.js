"use strict";
/* Additions to a picture that works without them: keys, one stop of the Tab key, and the words of a mark as a card. */

const PLOTS = ".tl-lanes .tl-plot";
const closest = (event, selector) => (event.target.closest ? event.target.closest(selector) : null);
const markOf = (event) => closest(event, `:is(${PLOTS}) a`);
const leftOf = (element) => element.getBoundingClientRect().left;
const along = (plot) => [...plot.querySelectorAll("a")].sort((a, b) => leftOf(a) - leftOf(b));

// ---- one stop of the Tab key for all marks: the last one visited, at first the latest of the first lane

const prepareFrames = () => {
  for (const frame of document.querySelectorAll(".tl-frame[data-range]")) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", frame.dataset.label);
    frame.setAttribute("aria-describedby", "tl-keys");
  }
  for (const help of document.querySelectorAll("#tl-keys[hidden]")) help.hidden = false;
  for (const lanes of document.querySelectorAll(".tl-lanes")) {
    const marks = [...lanes.querySelectorAll(".tl-plot a")];
    for (const mark of marks) mark.tabIndex = -1;
    const plot = lanes.querySelector(".tl-plot:has(a)");
    if (plot) along(plot).at(-1).tabIndex = 0;
  }
};
document.addEventListener("focusin", (event) => {
  const mark = markOf(event);
  if (!mark) return;
  for (const other of mark.closest(".tl-lanes").querySelectorAll('.tl-plot a[tabindex="0"]')) other.tabIndex = -1;
  mark.tabIndex = 0;
});

// ---- keys: on a mark the arrows walk, on the figure (or with Shift) they move the axis

const neighbour = (mark, key) => {
  const plot = mark.closest(".tl-plot");
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const marks = along(plot);
    return marks[marks.indexOf(mark) + (key === "ArrowRight" ? 1 : -1)];
  }
  const plots = [...mark.closest(".tl-lanes").querySelectorAll(".tl-plot:has(a)")];
  const other = plots[plots.indexOf(plot) + (key === "ArrowDown" ? 1 : -1)];
  const here = leftOf(mark);
  return other && along(other).sort((a, b) => Math.abs(leftOf(a) - here) - Math.abs(leftOf(b) - here))[0];
};
const focusOn = (element) => {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
};
const MOVES = { "+": "move-in", "=": "move-in", "-": "move-out", _: "move-out", Home: "period-1" };
const AXIS = { ArrowLeft: "move-earlier", ArrowRight: "move-later" };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return void (dismissed() ? event.preventDefault() : leave(event));
  const frame = closest(event, ".tl-frame");
  if (!frame || event.ctrlKey || event.metaKey || event.altKey) return;
  const mark = markOf(event);
  if (!mark && event.target !== frame) return;
  const link = document.getElementById(MOVES[event.key] || ((!mark || event.shiftKey) && AXIS[event.key]) || "");
  if (link) {
    event.preventDefault();
    return link.click();
  }
  if (!event.key.startsWith("Arrow")) return;
  const next = mark ? neighbour(mark, event.key) : event.key === "ArrowDown" && frame.querySelector('.tl-plot a[tabindex="0"]');
  if (!next) return;
  event.preventDefault();
  focusOn(next);
});
const leave = (event) => {
  const mark = markOf(event);
  const frame = mark && mark.closest(".tl-frame[tabindex]");
  if (frame) focusOn(frame);
};

// ---- the words of a mark as a card beside it

const card = document.createElement("div");
card.className = "tl-card";
card.setAttribute("aria-hidden", "true"); // a screen reader has the same words as the name of the link
let shown = null;
let timer = 0;

// The browser's own tooltip would stand over the card: the words move from the title into the name.
const wordsOf = (thing) => {
  const title = thing.querySelector(":scope > title");
  if (title) {
    thing.dataset.words = title.textContent;
    thing.setAttribute("aria-label", title.textContent);
    if (thing.tagName !== "a") thing.setAttribute("role", "img");
    title.remove();
  }
  return thing.dataset.words || "";
};
const show = (thing, x) => {
  const words = wordsOf(thing);
  if (!words) return;
  shown = thing;
  card.replaceChildren(
    ...words.split("\n").map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }),
  );
  const frame = thing.closest(".tl-frame");
  frame.append(card);
  const outer = frame.getBoundingClientRect();
  const mark = thing.getBoundingClientRect();
  const place = x === undefined ? Math.max(mark.left, outer.left) : x;
  card.style.left = `${Math.max(0, Math.min(place - outer.left, outer.width - card.offsetWidth))}px`;
  const isAbove = mark.bottom + card.offsetHeight + 16 > window.innerHeight && mark.top > card.offsetHeight + 16;
  card.style.top = `${isAbove ? mark.top - outer.top - card.offsetHeight - 6 : mark.bottom - outer.top + 6}px`;
};
const hide = () => {
  clearTimeout(timer);
  shown = null;
  card.remove();
};
const dismissed = () => {
  clearTimeout(timer);
  if (!shown) return false;
  hide();
  return true;
};
document.addEventListener("focusin", (event) => {
  const mark = markOf(event);
  if (mark && mark.matches(":focus-visible")) show(mark);
  else hide();
});
document.addEventListener("focusout", hide);
// The pointer may rest on the card; it goes a moment after the pointer has left it and its mark.
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || event.buttons) return;
  const thing = closest(event, `:is(${PLOTS}) > :is(a, g)`);
  clearTimeout(timer);
  if (event.target.closest && event.target.closest(".tl-card")) return;
  if (thing && thing !== shown) timer = setTimeout(() => show(thing, event.clientX), 60);
  else if (!thing && shown) timer = setTimeout(hide, 250);
});
document.addEventListener("pointerdown", () => dismissed());

// ---- another picture has come: the focus stays where it was, on the same session if it is still there

let focused = null;
document.addEventListener("htmx:beforeSwap", () => {
  const active = document.activeElement;
  const inFrame = active && active.closest(".tl-frame[data-range]");
  focused = inFrame ? { href: active.getAttribute("href") } : null;
  hide();
});
document.addEventListener("htmx:afterSwap", () => {
  prepareFrames();
  const frame = document.querySelector(".tl-frame[data-range]");
  if (!focused || !frame) return;
  const same = focused.href && frame.querySelector(`.tl-plot a[href="${CSS.escape(focused.href)}"]`);
  (same || frame).focus({ preventScroll: true });
  focused = null;
});
prepareFrames();
