// Copy buttons: shown by the style sheet only where this script runs; what they copy is on the page as text anyway.
(() => {
  "use strict";
  document.documentElement.classList.add("can-copy");

  // One region for all: it must be on the page, empty, before it speaks.
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  // Where the page has no secure address, the clipboard is reached by selecting.
  const bySelection = (source) => {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  };

  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      return bySelection(source);
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copies]");
    const source = button && document.getElementById(button.dataset.copies);
    if (!source) return;
    const words = (await copy(source)) ? button.dataset.done : button.dataset.failed;
    let note = button.parentElement.querySelector(".copy-note");
    if (!note) {
      note = document.createElement("span");
      note.className = "copy-note";
      note.setAttribute("aria-hidden", "true"); // the status region says it
      button.after(note);
    }
    note.textContent = words;
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 50);
  });
})();
