/* A form is sent once. A second click, or a key held down, would enter the same record twice or meet one's own first save
   as somebody else's; and what is typed after it was sent would be lost with the page, so that its boxes take nothing. */
"use strict";

(() => {
  let sent = null;
  const giveBack = () => {
    if (sent) sent.inert = false;
    sent = null;
  };

  document.addEventListener(
    "submit",
    (event) => {
      if (!sent) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  // After the listeners of the form itself, which may keep it on the page.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    sent = form;
    form.inert = true;
  });

  // The page stays after all: the loading was stopped, or one came back to it.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") giveBack();
  });
  window.addEventListener("pageshow", giveBack);
})();
