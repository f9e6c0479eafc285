// Shows, while a date is typed, how it is understood. Everything works without it: the form says the same on saving.
"use strict";

(() => {
  const pause = 250; // milliseconds without a key before asking
  const timers = new WeakMap();

  const outputOf = (box) => {
    const next = box.nextElementSibling;
    return next && next.matches("output.interval-date-reading") ? next : null;
  };

  const show = async (box) => {
    const output = outputOf(box);
    const asked = box.value;
    if (!output) return;
    if (!asked.trim()) {
      output.textContent = "";
      output.classList.remove("is-problem");
      return;
    }
    try {
      const response = await fetch(`/admin/read-date/?text=${encodeURIComponent(asked)}`, {
        headers: { Accept: "application/json" },
      });
      if (!response.ok || box.value !== asked) return;
      const answer = await response.json();
      output.textContent = answer.problem || answer.understood;
      output.classList.toggle("is-problem", Boolean(answer.problem));
    } catch {
      // Offline or signed out: the form will say on saving.
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.hasAttribute("data-interval-date")) return;
    clearTimeout(timers.get(box));
    timers.set(box, setTimeout(() => show(box), pause));
  });
})();
