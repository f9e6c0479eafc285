/* A new session of a council: what its last session had is offered, filled in with one key, shown as such, and taken
   back with the same key. Never the date. Boxes in which something was typed are left alone. */
"use strict";

(() => {
  const panel = document.getElementById("desk-defaults");
  if (!panel) return;
  const $ = window.django.jQuery;
  const same = document.getElementById("desk-same");
  const members = document.getElementById("desk-members");
  const sentence = panel.querySelector(".desk-defaults-sentence");
  const tick = document.getElementById("id_add_members");
  const boxOf = (name) => document.getElementById(`id_${name}`);
  let offered = { boxes: [] };
  let filled = []; // [box, what stood in it]

  const write = (box, value, text) => {
    if (value && box.tagName === "SELECT" && ![...box.options].some((option) => option.value === value)) {
      box.append(new Option(text, value));
    }
    box.value = value;
    $(box).trigger("change");
  };
  const isUntouched = (box) =>
    box.tagName === "SELECT"
      ? !box.value || (box.querySelector("option[selected]")?.value ?? box.options[0]?.value) === box.value
      : !box.value.trim();

  const fill = () => {
    for (const { name, value, text } of offered.boxes) {
      const box = boxOf(name);
      if (!box || !isUntouched(box) || box.value === value) continue;
      filled.push([box, box.value]);
      write(box, value, text);
      box.closest(".desk-field").classList.add("desk-carried");
    }
    say();
  };
  const undo = () => {
    for (const [box, before] of filled) {
      if (!box.closest(".desk-carried")) continue; // changed since: it is the editor's
      write(box, before, "");
      box.closest(".desk-field").classList.remove("desk-carried");
    }
    filled = [];
    say();
  };
  const say = () => {
    same.textContent = filled.length ? "Undo: empty them again" : `Fill in: ${offered.boxes.map((box) => box.label).join(", ")}`;
    same.hidden = !offered.boxes.length;
    members.hidden = !offered.members || !tick;
    if (tick) {
      members.textContent = tick.checked ? `${offered.members} members will be added with the save: undo` : `Add the ${offered.members} members as delegations`;
      members.setAttribute("aria-pressed", tick.checked);
    }
  };

  let [asked, answered] = ["", ""];
  let early = false; // the key was pressed before the answer was there
  same.addEventListener("click", () => {
    if (asked !== answered) early = true;
    else if (filled.length) undo();
    else fill();
  });
  members.addEventListener("click", () => {
    tick.checked = !tick.checked;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  });
  if (tick) tick.addEventListener("change", say);

  const ask = async () => {
    const councils = [...document.querySelectorAll('#council_links-group select[name$="-council"]')].map((box) => box.value).filter(Boolean);
    const source = [...document.querySelectorAll('#citations-group select[name$="-source"]')].map((box) => box.value).find(Boolean) || "";
    const query = new URLSearchParams({ councils: councils.join(","), on: boxOf("start").value, source });
    if (String(query) === asked) return;
    asked = String(query);
    if (!councils.length) {
      answered = asked;
      panel.hidden = true;
      return;
    }
    const answer = await answerTo(query);
    if (asked !== String(query)) return; // asked otherwise since
    answered = asked;
    if (answer) {
      offered = answer;
      sentence.textContent = offered.sentence;
      panel.hidden = false;
      if (early) fill();
      else say();
    }
    early = false;
  };
  const answerTo = async (query) => {
    try {
      const response = await fetch(`${panel.dataset.address}?${query}`, { headers: { Accept: "application/json" } });
      return response.ok && !response.redirected ? await response.json() : null;
    } catch {
      return null; // offline or signed out: the form works without
    }
  };
  $("#council_links-group, #citations-group").on("change", "select", ask);
  let timer;
  boxOf("start").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  });
  ask();
})();
