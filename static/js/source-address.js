// Says, while an address is typed or pasted, whether its document is on record, and fills in what its host usually is.
// Everything works without it: the form says the same on saving.
"use strict";

(() => {
  const pause = 300; // milliseconds without a key before asking
  const timers = new WeakMap();

  const outputOf = (box) => {
    let output = box.parentElement.querySelector("output.source-address-reading");
    if (!output) {
      output = document.createElement("output");
      output.className = "source-address-reading";
      box.insertAdjacentElement("afterend", output);
    }
    return output;
  };

  const say = (output, known) => {
    const link = document.createElement("a");
    link.href = known.address;
    link.textContent = known.label;
    output.replaceChildren("On record already: ", link, ". ");
    if (document.querySelector('input[name="_popup"]')) {
      link.target = "_blank";
      const use = document.createElement("a");
      use.href = known.use;
      use.className = "button";
      use.textContent = "Use it";
      output.append(use);
    }
  };

  const fill = (guess) => {
    for (const [name, value] of Object.entries(guess)) {
      const field = document.getElementById(`id_${name}`);
      if (!field || field.value || field === document.activeElement) continue; // somebody is about to type there
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const ask = async (box) => {
    const asked = box.value;
    const output = outputOf(box);
    output.classList.remove("is-problem");
    if (!asked.trim()) {
      output.replaceChildren();
      return;
    }
    const own = /\/source\/(\d+)\/change\//.exec(location.pathname);
    const query = new URLSearchParams({ address: asked, other_than: own ? own[1] : "" });
    try {
      const response = await fetch(`${box.dataset.sourceAddress}?${query}`, { headers: { Accept: "application/json" } });
      if (!response.ok || box.value !== asked) return;
      const answer = await response.json();
      output.replaceChildren();
      if (answer.problem) output.textContent = answer.problem;
      else if (answer.known) say(output, answer.known);
      else {
        if (answer.url !== asked.trim()) output.textContent = `Stored as ${answer.url}`;
        if (box.name === "url") fill(answer.guess);
      }
      output.classList.toggle("is-problem", Boolean(answer.problem || answer.known));
    } catch {
      // Offline or signed out: the form will say on saving.
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.dataset.sourceAddress) return;
    clearTimeout(timers.get(box));
    timers.set(box, setTimeout(() => ask(box), pause));
  });
})();
