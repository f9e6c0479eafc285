/* The rows of the editors' desk. Runs before the scripts of the admin and of nested_admin look at the page. */
"use strict";

/* The blank rows beneath saved rows are copies of the one beneath the blank parent, so that a form with 40 delegations
   need not carry 80 of them. */
for (const place of document.querySelectorAll("[data-blank-of]")) {
  const from = place.dataset.blankOf;
  const blank = document.getElementById(`${from}-empty`);
  if (blank) {
    place.insertAdjacentHTML("beforebegin", blank.outerHTML.replaceAll(from, place.dataset.blankFor));
    place.remove();
  }
}

/* The autocompletes of a folded row are made when it is opened: making hundreds at once takes seconds. */
const AUTOCOMPLETE = "admin-autocomplete";
for (const fold of document.querySelectorAll("details.desk-fold:not([open])")) {
  const boxes = [...fold.querySelectorAll(`select.${AUTOCOMPLETE}:not([name*="__prefix__"])`)];
  for (const box of boxes) box.classList.remove(AUTOCOMPLETE);
  fold.addEventListener(
    "toggle",
    () => {
      for (const box of boxes) box.classList.add(AUTOCOMPLETE);
      window.django.jQuery(boxes).djangoAdminSelect2();
    },
    { once: true },
  );
}

/* A new row rests on the source from which one came to the form, else on the session's first, until the editor chooses
   another. */
const CAME_FROM = new URLSearchParams(location.search);
document.addEventListener("formset:added", (event) => {
  const row = event.target;
  const box = row instanceof Element && row.querySelector('select[name$="-source"]:not([name*="__prefix__"])');
  const cited = [...document.querySelectorAll('#citations-group select[name$="-source"]')].filter(
    (source) => source.value && source !== box,
  );
  const first = cited.find((source) => source.value === CAME_FROM.get("source")) || cited[0];
  if (box && first && !box.value) {
    const chosen = first.selectedOptions[0];
    box.append(new Option(chosen.text, chosen.value, true, true));
    window.django.jQuery(box).trigger("change");
  }
});

/* `?add=statement`: a new statement with its wording is ready to be typed. */
if (CAME_FROM.get("add") === "statement") {
  window.addEventListener("load", () => {
    const statements = document.getElementById("statements-group");
    const add = statements && statements.querySelector(":scope > fieldset > .djn-add-item > a");
    if (!add) return;
    const number = document.getElementById("id_statements-TOTAL_FORMS").value;
    add.click();
    const row = document.getElementById(`statements-${number}`);
    const wording = row && row.querySelector(`#statements-${number}-wordings-group > fieldset > .djn-add-item > a`);
    if (wording) wording.click();
    if (row) {
      row.scrollIntoView({ block: "start" });
      const text = row.querySelector("textarea[name$='-text']:not([name*='__prefix__'])");
      if (text) text.focus();
    }
  });
}
