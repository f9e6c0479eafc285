/* The blank rows beneath saved rows of the session form: copies of the one beneath the blank parent, so that a form with
   40 delegations need not carry 80 of them. Runs before nested_admin's own script looks for them. */
"use strict";

for (const place of document.querySelectorAll("[data-blank-of]")) {
  const from = place.dataset.blankOf;
  const blank = document.getElementById(`${from}-empty`);
  if (blank) {
    place.insertAdjacentHTML("beforebegin", blank.outerHTML.replaceAll(from, place.dataset.blankFor));
    place.remove();
  }
}
