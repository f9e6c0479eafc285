/* The keyboard of the desk: a key for each kind of row, to save, and to go from row to row. The keys stand beside what
   they do, and all of them under “Keys” at the foot of the form. */
"use strict";

(() => {
  const form = document.querySelector("#content-main form");
  if (!form) return;
  const BOXES =
    '.desk-field select:not(.select2-hidden-accessible), .desk-field input:not([type="hidden"]), .desk-field textarea, .desk-field .select2-selection--single, .desk-field .select2-search__field';
  const isReal = (element) => !element.closest(".djn-empty-form");
  const isSeen = (element) => element.offsetParent !== null;
  const rowOf = (element) => element.closest(".djn-inline-form");
  const topRowOf = (element) => element.closest(".djn-group-root > fieldset > .djn-items > .djn-inline-form");

  const boxes = (within) => [...within.querySelectorAll(BOXES)].filter((box) => isReal(box) && isSeen(box));

  const enter = (row) => {
    const fold = row.querySelector(":scope > details.desk-fold");
    if (fold) fold.open = true;
    // An autocomplete in a fold is made when the fold has opened.
    requestAnimationFrame(() => setTimeout(() => {
      const box = boxes(row)[0];
      if (!box) return;
      // The key that led here may have opened the list of the box that had the focus.
      for (const open of document.querySelectorAll("select.select2-hidden-accessible")) {
        const select2 = window.django.jQuery(open).data("select2");
        if (select2 && select2.isOpen()) select2.close();
      }
      box.focus();
      row.scrollIntoView({ block: "nearest" });
    }));
  };

  window.deskRows = {
    enter,
    next(element) {
      const all = [...form.querySelectorAll(`${BOXES}, a.djn-add-handler, summary, input[type="submit"]`)].filter(
        (each) => isReal(each) && isSeen(each),
      );
      const after = all.find(
        (each) => element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING && !element.contains(each),
      );
      if (after) after.focus();
    },
  };

  // Whoever types in another box already stays there, unless it was a key that asked for the row.
  const add = (key, { quietly = false } = {}) => {
    const links = [...form.querySelectorAll(`a.djn-add-handler[data-key="${key}"]`)].filter(isReal);
    const here = topRowOf(document.activeElement);
    const link = (here && links.find((each) => here.contains(each))) || links.at(-1);
    if (!link) return false;
    for (let fold = link.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    // The handlers of the links are bound when all of a long form has been gone through: a key pressed before waits for it.
    window.django.jQuery(() => {
      asked = { goesThere: !quietly || document.activeElement === document.body };
      link.click();
    });
    return true;
  };

  window.deskRows.add = add;

  const go = (step) => {
    const rows = [...form.querySelectorAll(".djn-group-root > fieldset > .djn-items > .djn-inline-form")].filter(
      (row) => isReal(row) && isSeen(row),
    );
    const here = topRowOf(document.activeElement);
    const at = here
      ? rows.indexOf(here) + step
      : rows.findIndex((row) => document.activeElement.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) + (step > 0 ? 0 : -1);
    const row = rows[at];
    const fold = row && row.querySelector(":scope > details.desk-fold:not([open]) > summary");
    if (fold) fold.focus();
    else if (row) enter(row);
  };

  const leap = (step) => {
    const sections = [...form.querySelectorAll(".desk-main, .djn-group-root")].filter(isSeen);
    const here = sections.findIndex((section) => section.contains(document.activeElement));
    const section = sections[here < 0 ? (step > 0 ? 0 : sections.length - 1) : here + step];
    const first = section && [...section.querySelectorAll(`${BOXES}, summary, a.djn-add-handler`)].find((each) => isReal(each) && isSeen(each));
    if (first) first.focus();
  };

  const remove = () => {
    const row = rowOf(document.activeElement);
    if (!row) return;
    const heading = row.querySelector(":scope > .desk-row-heading, :scope > details > .desk-row-heading");
    const handler = heading && heading.querySelector(".djn-remove-handler, .djn-delete-handler");
    if (!handler) return;
    const group = row.closest(".djn-group");
    const after = row.nextElementSibling;
    handler.click();
    if (row.isConnected) return;
    if (after && isReal(after) && isSeen(after)) enter(after);
    else group.querySelector(":scope > fieldset > .djn-add-item > a")?.focus();
  };

  const press = (name) => {
    const button = form.querySelector(`input[type="submit"][name="${name}"]`);
    if (button) form.requestSubmit(button);
    return Boolean(button);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === "Enter") {
      event.preventDefault();
      const inPopup = form.querySelector('input[name="_popup"]');
      press(inPopup ? "_save" : event.shiftKey ? "_addanother" : "_continue") || press("_continue") || press("_save");
    } else if (event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey) {
      const key = event.code.replace(/^Key/, "");
      const done =
        key === "ArrowDown" ? (go(1), true)
        : key === "ArrowUp" ? (go(-1), true)
        : key === "PageDown" ? (leap(1), true)
        : key === "PageUp" ? (leap(-1), true)
        : key === "X" ? (remove(), true)
        : key === "K" ? toggleKeys()
        : key === "L" ? Boolean(document.getElementById("desk-same")?.click() ?? document.getElementById("desk-same"))
        : key.length === 1 && add(key);
      if (!done) return;
      event.preventDefault();
      event.stopPropagation();
    }
  }, true); // before an autocomplete keeps the key to itself

  const toggleKeys = () => {
    const keys = document.getElementById("desk-keys");
    if (!keys) return false;
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
    return true;
  };

  /* A row that a person asked for (and no script): its first box has the focus; a statement comes with its first wording. */
  let asked = null;
  document.addEventListener("click", (event) => {
    if (event.isTrusted && event.target.closest?.("a.djn-add-handler")) asked = { goesThere: true };
  }, true);
  document.addEventListener("formset:added", (event) => {
    const row = event.target;
    if (!(row instanceof Element) || !asked) return;
    const { goesThere } = asked;
    asked = null;
    setTimeout(() => {
      const kind = row.closest(".djn-group").dataset.beginsWith;
      const beneath = kind && row.querySelector(`[id="${row.id}-${kind}-group"] > fieldset > .djn-add-item > a`);
      if (beneath) beneath.click();
      if (goesThere) enter(row);
    });
  });
})();
