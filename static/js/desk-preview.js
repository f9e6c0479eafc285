/* “What would this change?”: asks again by itself shortly after an edit of a box that matters. Without this script the
   button does the same with a whole page. */
"use strict";

(() => {
  const panel = document.getElementById("desk-preview");
  if (!panel || !window.htmx) return;
  const form = panel.closest("form");
  const deciding = panel.dataset.deciding.split(" ");
  const $ = window.django.jQuery;
  // What is in the boxes that matter. Autocompletes report changes that are none, also of blank rows.
  const matters = (name) => deciding.includes(name) || deciding.some((rows) => name.startsWith(`${rows}-`));
  const decisive = () =>
    JSON.stringify(
      [...new FormData(form)].filter(([name]) => matters(name) && !/-(__prefix__|empty)-/.test(name)),
    );
  let known = decisive();
  const edited = () => {
    const now = decisive();
    if (now === known) return;
    known = now;
    window.htmx.trigger(panel, "desk:edited");
  };

  // jQuery hears the changes that autocompletes make, too; rows come and go after the click.
  $(form).on("input change", edited);
  $(form).on("click", ".djn-remove-handler, .djn-delete-handler", () => setTimeout(edited));

  const button = form.querySelector(".desk-ask");
  let asked = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    asked = true;
    window.htmx.trigger(panel, "desk:asked");
  });

  // Who asked and waits is led to the answer; who types is not disturbed.
  panel.addEventListener("htmx:afterSettle", () => {
    if (asked && [button, document.body].includes(document.activeElement)) panel.focus();
    asked = false;
  });
})();
