/* The warning that a record looks like another one, asked for anew shortly after an edit of a box that it depends on.
   Without this script the desk warns when the form is saved. */
"use strict";

(() => {
  const start = () => {
    const panel = document.getElementById("desk-alike");
    if (!panel) return;
    const form = panel.closest("form");
    const asks = [...panel.dataset.asks.split(" "), "told_apart", "csrfmiddlewaretoken"];
    const $ = window.django.jQuery;
    let known, timer, asking;

    const matters = (name) =>
      !/-(__prefix__|empty)-/.test(name) &&
      asks.some((ask) => (ask.endsWith("-") ? name.startsWith(ask) : name === ask));
    const posted = () => [...new FormData(form)].filter(([name]) => matters(name));
    const decisive = () => JSON.stringify(posted().filter(([name]) => name !== "told_apart"));

    // What was ticked while the server was asked stays so, and who stands in the warning stays there.
    const show = (warning) => {
      const ticks = () => [...panel.querySelectorAll("input[name=told_apart]")];
      const nameOf = (element) => element.value ?? element.href;
      const ticked = ticks().filter((box) => box.checked).map((box) => box.value);
      const stood = panel.contains(document.activeElement) && nameOf(document.activeElement);
      panel.innerHTML = warning;
      for (const box of ticks()) box.checked = ticked.includes(box.value);
      if (stood) [...panel.querySelectorAll("a, input")].find((each) => nameOf(each) === stood)?.focus();
    };

    const ask = async () => {
      const now = decisive();
      if (now === known) return;
      known = now;
      asking?.abort();
      asking = new AbortController();
      const body = new FormData();
      for (const [name, value] of posted()) body.append(name, value);
      try {
        const answer = await fetch(panel.dataset.address, { method: "POST", body, signal: asking.signal });
        if (answer.ok && !answer.redirected) show(await answer.text());
      } catch {
        known = undefined; // no connection, or a later question: the next edit asks again
      }
    };

    known = decisive();
    $(form).on("input change", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 500);
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
