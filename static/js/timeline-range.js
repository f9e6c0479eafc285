"use strict";
/* A period by pointer, beside the links and keys that do the same: drag chooses one, Shift and drag moves the axis, Ctrl and
   wheel come nearer or go away. Touch scrolls the page as everywhere. */

const DAY = 86_400_000;
const BOUNDS = ["1800-01-01", "2199-12-31"];
const NEAREST = 28;
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const within = (day) => Math.min(Date.parse(BOUNDS[1]) / DAY, Math.max(Date.parse(BOUNDS[0]) / DAY, Math.round(day)));

// The axis is linear between its knots; more than two where it leaves out stretches.
const axisOf = (frame) => {
  const knots = frame.dataset.knots.split(" ").map((knot) => knot.split(":").map(Number));
  const plot = frame.querySelector(".tl-lanes .tl-plot").getBoundingClientRect();
  return {
    first: knots[0][1],
    last: knots.at(-1)[1] - 1,
    left: plot.left,
    width: plot.width,
    dayAt(x) {
      const place = Math.min(1, Math.max(0, (x - plot.left) / plot.width));
      const next = Math.max(1, knots.findIndex(([fraction]) => fraction >= place));
      const [[before, day], [after, later]] = [knots[next - 1], knots[next]];
      return day + ((place - before) / (after - before || 1)) * (later - day);
    },
  };
};

const go = (frame, first, last) => {
  const link = document.createElement("a");
  link.href = frame.dataset.range.replace(BOUNDS[0], iso(within(first))).replace(BOUNDS[1], iso(within(last)));
  link.hidden = true;
  link.setAttribute("hx-boost", "true");
  frame.append(link);
  if (window.htmx) window.htmx.process(link);
  link.click(); // it stays until the new picture replaces it: htmx reads from it what to take of the answer
};

// ---- drag

let drag = null;
const strip = document.createElement("div");
strip.className = "tl-range";
strip.setAttribute("aria-hidden", "true");
const output = strip.appendChild(document.createElement("output"));
// English dates are written as on the page: the day before the month.
const locale = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const told = (day) =>
  new Date(day * DAY).toLocaleDateString(locale, {
    year: "numeric", month: "short", day: "numeric", timeZone: "UTC",
  });

document.addEventListener("pointerdown", (event) => {
  const plot = event.target.closest ? event.target.closest(".tl-frame[data-range] .tl-plot") : null;
  if (!plot || event.pointerType === "touch" || event.button !== 0 || event.ctrlKey || event.metaKey) return;
  const frame = plot.closest(".tl-frame");
  const axis = axisOf(frame);
  if (axis.width) drag = { frame, axis, x: event.clientX, pans: event.shiftKey, moved: false };
});
const rangeOf = ({ axis, x, pans }, to) => {
  if (!pans) return [axis.dayAt(Math.min(x, to)), axis.dayAt(Math.max(x, to))];
  const by = ((x - to) / axis.width) * (axis.last - axis.first);
  return [axis.first + by, axis.last + by];
};
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  if (!drag.moved && Math.abs(event.clientX - drag.x) < 6) return;
  const { frame, axis, x, pans } = drag;
  const outer = frame.getBoundingClientRect().left;
  const clip = (place) => Math.min(axis.left + axis.width, Math.max(axis.left, place));
  const [start, end] = pans ? [axis.left, axis.left + axis.width] : [clip(Math.min(x, event.clientX)), clip(Math.max(x, event.clientX))];
  drag.moved = true;
  frame.classList.add("ranging");
  frame.append(strip);
  strip.style.left = `${start - outer}px`;
  strip.style.width = `${end - start}px`;
  output.textContent = rangeOf(drag, event.clientX).map((day) => told(within(day))).join(" – ");
});
const stop = () => {
  if (drag) drag.frame.classList.remove("ranging");
  strip.remove();
  drag = null;
};
document.addEventListener("pointerup", (event) => {
  if (!drag || !drag.moved) return stop();
  const { frame, pans } = drag;
  const [first, last] = rangeOf(drag, event.clientX);
  stop();
  // The click that ends a drag is no visit to the mark under it.
  const swallow = (click) => {
    click.preventDefault();
    click.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => {
    document.removeEventListener("click", swallow, { capture: true });
    if (pans || last - first >= NEAREST / 4) go(frame, first, last);
  });
});
document.addEventListener("pointercancel", stop);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") stop();
});
document.addEventListener("dragstart", (event) => {
  if (event.target.closest && event.target.closest(".tl-frame[data-range] .tl-plot")) event.preventDefault();
});

// ---- Ctrl and wheel

let turned = 0;
let pause = 0;
document.addEventListener(
  "wheel",
  (event) => {
    const frame = event.ctrlKey && event.target.closest ? event.target.closest(".tl-frame[data-range]") : null;
    if (!frame) return;
    event.preventDefault();
    turned += Math.sign(event.deltaY);
    clearTimeout(pause);
    pause = setTimeout(() => {
      const axis = axisOf(frame);
      const factor = 1.5 ** Math.max(-4, Math.min(4, turned));
      turned = 0;
      const here = axis.dayAt(event.clientX);
      const first = here - (here - axis.first) * factor;
      const last = here + (axis.last - here) * factor;
      if (last - first >= NEAREST) go(frame, first, last);
    }, 180);
  },
  { passive: false },
);
