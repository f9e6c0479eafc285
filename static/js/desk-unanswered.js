/* Parts of a page that the server did not answer for, or answered with its page for signing in: they stay as they are, and
   with them what is typed there, and say so. */
"use strict";

(() => {
  const say = ({ requestConfig, target }, words) => {
    const { elt } = requestConfig;
    if (target === elt) elt.replaceChildren(); // an answer to an earlier question
    const note = elt.querySelector(":scope > .desk-unanswered") ?? document.createElement("p");
    note.className = "desk-unanswered";
    note.setAttribute("role", "alert");
    note.textContent = words;
    elt.prepend(note);
  };

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = event.detail;
    const asked = new URL(requestConfig.path, location.href).pathname;
    if (!xhr.responseURL || new URL(xhr.responseURL).pathname === asked) return;
    event.detail.shouldSwap = false;
    say(event.detail, "You have been signed out. What you typed stands here still: sign in in another tab, then load this page again.");
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => say(event.detail, "The desk did not answer. What you typed stands here still: try again."));
  }
})();
