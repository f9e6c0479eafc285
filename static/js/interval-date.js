// Shows, while a date is typed, how it is understood. Everything works without it: the form says the same on saving.
"use strict";

(() => {
  const pause = 250; // milliseconds without a key before asking
  const timers = new WeakMap();
  const typed = new Set();

  const outputOf = (box) => {
    const next = box.nextElementSibling;
    return next && next.matches("output.interval-date-reading") ? next : null;
  };

  // The source of the box's own row, else the first one cited: "Wednesday" is counted from its day.
  const sourceOf = (box) => {
    const row = box.closest(".djn-inline-form, form");
    const sources = [
      ...(row ? row.querySelectorAll('select[name$="source"]') : []),
      ...document.querySelectorAll('#citations-group select[name$="-source"]'),
    ];
    const chosen = sources.find((select) => select.value && !select.name.includes("__prefix__"));
    return chosen ? chosen.value : "";
  };

  // Each reading can be taken with a click.
  const offer = (output, box, readings) => {
    for (const words of readings || []) {
      const take = document.createElement("button");
      take.type = "button";
      take.className = "desk-take";
      take.textContent = words;
      take.addEventListener("click", () => {
        box.value = words;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        box.dispatchEvent(new Event("change", { bubbles: true }));
        box.focus();
      });
      output.append(" ", take);
    }
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
      const query = new URLSearchParams({ text: asked, source: sourceOf(box) });
      if (box.dataset.intervalDate === "ahead") query.set("ahead", "1");
      const response = await fetch(`/admin/read-date/?${query}`, {
        headers: { Accept: "application/json" },
      });
      if (!response.ok || box.value !== asked) return;
      const answer = await response.json();
      output.textContent = answer.problem || answer.understood;
      output.classList.toggle("is-problem", Boolean(answer.problem));
      offer(output, box, answer.readings);
    } catch {
      // Offline or signed out: the form will say on saving.
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.hasAttribute("data-interval-date")) return;
    typed.add(box);
    clearTimeout(timers.get(box));
    timers.set(box, setTimeout(() => show(box), pause));
  });

  // Another source: what is counted from its day is read anew. jQuery hears the changes that autocompletes make, too.
  document.addEventListener("DOMContentLoaded", () => {
    window.django?.jQuery(document).on("change", 'select[name$="source"]', () => {
      for (const box of typed) if (box.isConnected) show(box);
    });
  });
})();
