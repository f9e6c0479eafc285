/* The report reader beside the form of a session: proposals from a pasted text, each accepted into the form's rows with
   one click or key. The box of the text has no name, so that neither a save nor a kept draft of the form carries it.
   Without this script the button leads to a page that does the same with boxes to tick. */
"use strict";

(() => {
  const panel = document.getElementById("desk-reader");
  const opener = document.querySelector("[data-reader-open]");
  if (!panel || !opener) return;
  const $ = window.django.jQuery;
  const find = (selector) => panel.querySelector(selector);
  const [text, language, source] = ["text", "language", "source"].map((name) => find(`#reader-${name}`));
  const [found, said] = [find(".desk-reader-found"), find(".desk-reader-said")];

  /* ---------- opening, and the sources that the form cites ---------- */
  const cited = () =>
    [...document.querySelectorAll('#citations-group select[name$="-source"]:not([name*="__prefix__"])')]
      .filter((box) => box.value && !box.name.includes("-empty-"))
      .map((box) => box.selectedOptions[0]);

  const listSources = () => {
    const chosen = source.value;
    const options = new Map(cited().map((option) => [option.value, option.text]));
    source.replaceChildren(...[...options].map(([key, label]) => new Option(label, key)));
    if (!options.size) source.append(new Option("none yet: cite one in the form", ""));
    if (options.has(chosen)) source.value = chosen;
  };

  const show = (open) => {
    panel.hidden = !open;
    document.body.classList.toggle("desk-reading", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) listSources();
    (open ? text : opener).focus();
  };
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    show(panel.hidden);
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    show(panel.hidden);
  });
  find("[data-reader-close]").addEventListener("click", () => show(false));
  source.addEventListener("focus", listSources);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(false);
    // Enter in a list or box of the panel must not save the form around it.
    if (event.key === "Enter" && event.target.matches("select, input")) event.preventDefault();
  });

  /* ---------- asking ---------- */
  let asking;
  const read = async () => {
    listSources();
    asking?.abort();
    const mine = (asking = new AbortController());
    const body = new FormData();
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const asked = { panel: "1", text: text.value, language: language.value, source: source.value };
    for (const [name, value] of Object.entries({ ...asked, csrfmiddlewaretoken: token })) body.append(name, value);
    said.textContent = "Reading …";
    try {
      const answer = await fetch(panel.dataset.address, { method: "POST", body, signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      found.innerHTML = await answer.text();
    } catch {
      if (mine.signal.aborted) return; // asked again since
      said.textContent = "The desk did not answer. Your text is still here: try again, or sign in in another tab.";
      return;
    }
    addHeads();
    const count = found.querySelectorAll("[data-accept]").length;
    said.textContent = count ? `${count} proposals. None is accepted yet.` : "";
    // Who waits for the answer is led to it; who types elsewhere by now goes on there.
    if ([reads, document.body].includes(document.activeElement)) (found.querySelector("[data-accept]") || found).focus();
  };
  const reads = find("[data-reader-read]");
  reads.addEventListener("click", read);

  /* Heads of delegations that stand in the form and are not saved yet come first, too. */
  const addHeads = () => {
    const heads = new Map();
    for (const box of document.querySelectorAll('select[name^="delegations-"][name$="-person"]')) {
      const leads = document.getElementById(`id_${box.name.replace(/-person$/, "-leads")}`);
      if (box.value && leads && leads.checked) heads.set(box.value, box.selectedOptions[0].text);
    }
    for (const list of heads.size ? found.querySelectorAll("select[data-speaker]") : []) {
      let group = list.querySelector("optgroup");
      if (!group) {
        group = document.createElement("optgroup");
        group.label = "Heads of delegations";
        list.append(group);
      }
      const known = new Set([...group.children].map((option) => option.value));
      for (const [key, name] of heads) if (!known.has(key)) group.append(new Option(name, key));
    }
  };

  /* ---------- accepting ---------- */
  const box = (prefix, name) => document.getElementById(`id_${prefix ? `${prefix}-` : ""}${name}`);

  const fill = (prefix, name, value) => {
    const field = box(prefix, name);
    if (!field || value === undefined) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const choose = (prefix, name, key, label) => {
    const field = box(prefix, name);
    if (!field || !key) return;
    if (![...field.options].some((option) => option.value === String(key))) field.append(new Option(label, key));
    field.value = String(key);
    $(field).trigger("change");
  };

  const addRow = (rows) => {
    const total = box(rows, "TOTAL_FORMS");
    const add = document.querySelector(`#${rows}-group > fieldset > .djn-add-item > a`);
    if (!total || !add) return "";
    const number = total.value;
    add.click();
    return document.getElementById(`${rows}-${number}`) ? `${rows}-${number}` : "";
  };

  const rests = (prefix) => choose(prefix, "source", source.value, source.selectedOptions[0]?.text || "");

  const accept = {
    date(values) {
      fill("", "start", values.start);
      fill("", "end", values.end);
      fill("", "date_as_printed", values.date_as_printed);
      fill("", "date_basis", values.date_basis);
      return "Date filled in.";
    },
    place(values) {
      choose("", "place", values.place, values.name);
      return `Place filled in: ${values.name}.`;
    },
    council(values) {
      const boxes = [...document.querySelectorAll('#council_links-group select[name$="-council"]')].filter(
        (each) => !/-(__prefix__|empty)-/.test(each.name),
      );
      if (boxes.some((each) => each.value === String(values.council))) return `${values.name} stands there already.`;
      const free = boxes.find((each) => !each.value);
      const prefix = free ? free.name.replace(/-council$/, "") : addRow("council_links");
      if (!prefix) return "";
      choose(prefix, "council", values.council, values.name);
      return `Council filled in: ${values.name}.`;
    },
    claim(values) {
      const prefix = addRow("gap_claims");
      if (!prefix) return "";
      for (const name of ["phrase", "language", "claim_type", "value", "qualifier", "subject", "times_printed"])
        fill(prefix, name, values[name]);
      rests(prefix);
      return "Gap claim added to the form.";
    },
    statement(values, item) {
      const prefix = addRow("statements");
      const wording = prefix && addRow(`${prefix}-wordings`);
      if (!wording) return "";
      const speaker = item.querySelector("select[data-speaker]");
      const name = speaker.selectedOptions[0].text.replace(/ \(a guess\)$/, "");
      choose(prefix, "speaker", speaker.value, name);
      for (const part of ["text", "clause", "fidelity", "language", "speaker_as_printed", "attribution"])
        fill(wording, part, values[part]);
      rests(wording);
      return "Statement added to the form.";
    },
  };

  found.addEventListener("click", (event) => {
    const button = event.target.closest("[data-accept]");
    if (!button) return;
    const item = button.closest("[data-proposal]");
    const values = JSON.parse(item.dataset.proposal);
    const done = accept[values.kind](values, item);
    if (!done) {
      said.textContent = "The form took no further row.";
      return;
    }
    item.classList.add("desk-accepted");
    button.disabled = true;
    button.textContent = "Accepted";
    said.textContent = `${done} Nothing is stored before you save.`;
    const next = [...found.querySelectorAll("[data-accept]:not(:disabled)")].find(
      (each) => item.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    (next || found).focus();
  });
})();
