// An empty form begins in its first box, unless somebody is in another one already: Django's change_form.js, in whose
// place this stands, takes the focus whenever it arrives, and what is being typed goes on in the wrong box.
"use strict";

(() => {
  const form = document.getElementById(document.currentScript.dataset.form);
  if (!form || document.activeElement !== document.body) return;
  const boxes = [...form.elements].filter((each) => each.matches("button, input, select, textarea"));
  const first = boxes.find((each) => !each.disabled && each.offsetParent); // null: not rendered
  if (first) first.focus();
})();
