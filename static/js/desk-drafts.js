/* What is typed and not saved yet survives: a lost connection, an expired login, a closed window.

   The boxes are kept in this browser, by form and by account, and offered again with their time; what was saved is
   forgotten. Before the form leaves the page, the server is asked whether it is there and still knows who one is: if not,
   the page stays, and one signs in again in place. */
"use strict";

(() => {
  const place = document.getElementById("desk-draft");
  const form = place && place.closest("form");
  if (!form) return;
  const { user, username, posted, signedIn, login } = place.dataset;
  const PREFIX = "reconvene:draft:";
  const DAYS_KEPT = 14;
  const proposal = new URLSearchParams(location.search).get("proposal");
  const key = `${PREFIX}${user}:${location.pathname}${proposal ? `?proposal=${proposal}` : ""}`;
  const page = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());

  /* ---------- what is kept ---------- */
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name)) || [];
    } catch {
      return [];
    }
  };
  const write = (name, drafts) => {
    try {
      if (drafts.length) localStorage.setItem(name, JSON.stringify(drafts));
      else localStorage.removeItem(name);
    } catch {
      // No room, or none allowed: the form works without.
    }
  };

  // What was saved is told by the server, in a cookie with the form's path. What another window still holds, or an earlier
  // one left, was not sent with it.
  const saved = document.cookie.split("; ").find((each) => each.startsWith("desk_saved="));
  if (saved) {
    const path = `${PREFIX}${user}:${decodeURIComponent(saved.slice("desk_saved=".length))}`;
    for (const name of Object.keys(localStorage)) {
      if (name === path || name.startsWith(`${path}?`)) write(name, read(name).filter((draft) => !draft.sent));
    }
    document.cookie = "desk_saved=; path=/admin/; max-age=0";
  }
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    const young = read(name).filter(({ at }) => Date.now() - at < DAYS_KEPT * 86400000);
    if (young.length < read(name).length) write(name, young);
  }

  const entries = () =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !/-(__prefix__|empty)-/.test(name),
    );
  // What tells two states apart: not what the form was opened on.
  const typed = (list) => JSON.stringify(list.filter(([name]) => name !== "opened_as" && !name.startsWith("_")));

  let untouched = "";
  let timer;
  const keep = () => {
    clearTimeout(timer);
    const now = entries();
    // What this form was drawn from is kept as this form.
    const others = read(key).filter((draft) => draft.page !== page && !(posted && draft.sent));
    const isNew = posted || typed(now) !== untouched;
    write(key, isNew ? [{ page, at: Date.now(), sent: form.inert, entries: now }, ...others].slice(0, 3) : others);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
  };

  /* ---------- offering it again ---------- */
  const offer = () => {
    const now = typed(entries());
    const drafts = read(key).filter((draft) => draft.page !== page && typed(draft.entries) !== now);
    const list = place.querySelector("ul");
    list.replaceChildren(
      ...drafts.map((draft) => {
        const line = document.createElement("li");
        const time = document.createElement("time");
        time.dateTime = new Date(draft.at).toISOString();
        time.textContent = new Date(draft.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
        const restore = button("Restore it", () => show(draft));
        const forget = button("Discard it", () => {
          write(key, read(key).filter((each) => each.at !== draft.at));
          line.remove();
          if (!list.children.length) place.hidden = true;
        });
        line.append("typed here and not saved, ", time, " ", restore, " ", forget);
        return line;
      }),
    );
    place.hidden = !drafts.length;
  };
  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "desk-quiet";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  /* The server draws the form with it, as after a refused save: rows, names and all. */
  const show = (draft) => {
    const carrier = document.createElement("form");
    carrier.method = "post";
    carrier.hidden = true;
    const token = form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of [...draft.entries, ["csrfmiddlewaretoken", token], ["_show_again", "1"]]) {
      const box = document.createElement("textarea");
      box.name = name;
      box.value = value;
      carrier.append(box);
    }
    document.body.append(carrier);
    const others = read(key).filter((each) => each.page !== page);
    write(key, others.map((each) => (each.page === draft.page ? { ...each, sent: true } : each)));
    window.removeEventListener("pagehide", keep);
    carrier.submit();
  };

  /* ---------- leaving the page only where the server takes it ---------- */
  const notice = document.getElementById("desk-notice");
  const tell = (words) => {
    notice.textContent = words;
    notice.hidden = !words;
  };
  const whoAmI = async () => {
    const response = await fetch(signedIn, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(10000) });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  let leaving = false;
  const leave = (submitter, token) => {
    form.elements.csrfmiddlewaretoken.value = token;
    leaving = true;
    form.requestSubmit(submitter);
    leaving = false;
    keep();
  };
  let asking = false;
  let wanted; // the button pressed last
  const attempt = async () => {
    let answer;
    try {
      asking = true;
      answer = await whoAmI();
    } catch {
      tell("The server cannot be reached: nothing is saved yet. All you typed is kept in this browser; save again once you are connected.");
      return;
    } finally {
      asking = false;
    }
    if (String(answer.user) === user) {
      tell("");
      leave(wanted, answer.token);
    } else if (answer.user) {
      tell(`This browser is signed in as ${answer.name} by now: nothing is saved. What you typed is kept for ${username}, who sees it after signing in.`);
    } else signIn();
  };
  form.addEventListener("submit", (event) => {
    keep();
    if (leaving || event.defaultPrevented) return;
    event.preventDefault();
    wanted = event.submitter;
    if (!asking) attempt();
  });

  /* ---------- signing in again, in place ---------- */
  const dialog = document.getElementById("desk-sign-in");
  // Boxes of no form: they are neither posted nor kept.
  const nameBox = document.getElementById("desk-sign-in-name");
  const passwordBox = document.getElementById("desk-sign-in-password");
  const signIn = () => {
    nameBox.value = username;
    passwordBox.value = "";
    dialog.showModal();
    passwordBox.focus();
  };
  const attemptSignIn = async () => {
    const words = dialog.querySelector("[role=alert]");
    try {
      const { token } = await whoAmI();
      const body = new URLSearchParams({
        username, password: passwordBox.value, next: signedIn, csrfmiddlewaretoken: token,
      });
      await fetch(login, { method: "POST", body });
      const answer = await whoAmI();
      if (String(answer.user) !== user) {
        words.textContent = answer.user ? `That is not ${username}’s account.` : "Name or password is wrong.";
        return;
      }
      words.textContent = "";
      dialog.close();
      leave(wanted, answer.token);
    } catch {
      words.textContent = "The server cannot be reached. All you typed is kept in this browser.";
    }
  };
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter" || event.target.matches("button")) return;
    event.preventDefault();
    attemptSignIn();
  });
  dialog.querySelector(".default").addEventListener("click", attemptSignIn);
  dialog.querySelector(".desk-quiet").addEventListener("click", () => dialog.close());

  // Somebody typed while the page was still loading.
  const isBegun = () =>
    [...form.elements].some(
      (box) => box.name && box.matches("input:not([type=hidden], [type=checkbox], [type=radio]), textarea") && box.value !== box.defaultValue,
    );
  // Once the autocompletes are made and the first rows stand.
  window.addEventListener("load", () => {
    if (!isBegun()) untouched = typed(entries());
    if (posted || !untouched) keep();
    offer();
    form.addEventListener("input", soon);
    window.django.jQuery(form).on("change", soon);
    document.addEventListener("formset:added", soon);
    document.addEventListener("formset:removed", soon);
    window.addEventListener("pagehide", keep);
  });
})();
