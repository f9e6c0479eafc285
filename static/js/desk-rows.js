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

/* A new row rests on the source from which one came to the form, else on the session's first, and has the language last
   entered, until the editor says otherwise. */
const CAME_FROM = new URLSearchParams(location.search);
document.addEventListener("formset:added", (event) => {
  const row = event.target;
  if (!(row instanceof Element)) return;
  const carry = (box) => box.closest(".desk-field").classList.add("desk-carried");
  const own = (name) => row.querySelector(`[name="${row.id}-${name}"]`);
  const source = own("source");
  const cited = [...document.querySelectorAll('#citations-group select[name$="-source"]')].filter(
    (box) => box.value && box !== source,
  );
  const first = cited.find((box) => box.value === CAME_FROM.get("source")) || cited[0];
  if (source && first && !source.value) {
    const chosen = first.selectedOptions[0];
    source.append(new Option(chosen.text, chosen.value, true, true));
    window.django.jQuery(source).trigger("change");
    carry(source);
  }
  const language = own("language");
  const last = [...document.querySelectorAll('[name$="-language"]')].filter((box) => box.value && box !== language).at(-1);
  if (language && last && !language.value) {
    language.value = last.value;
    carry(language);
  }
});
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => event.target.closest?.(".desk-carried")?.classList.remove("desk-carried"));
}

/* `?add=statement`: a new statement, which comes with its first wording, is ready to be typed. */
if (CAME_FROM.get("add") === "statement") {
  // After nested_admin, which makes the rows ready when jQuery says that the page is.
  const add = () => window.deskRows?.add("S", { quietly: true });
  window.addEventListener("load", () => window.django.jQuery(() => setTimeout(add)));
}
