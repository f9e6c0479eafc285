"use strict";
/* The filter form: changes show at once, without a jump, and are told in a sentence. All of it works without. */

const filterForm = () => document.getElementById("filters");
const say = (text) => {
  const live = document.getElementById("announcement");
  if (!live) return;
  // The same words twice are news too, but only a change is read out.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
};

// ---- what is sent

// Empty controls do not belong in an address; the server would redirect to the one without them.
document.addEventListener("htmx:configRequest", (event) => {
  const parameters = event.detail.formData;
  if (!(parameters instanceof FormData)) return;
  for (const name of [...new Set(parameters.keys())]) {
    const given = parameters.getAll(name).filter((value) => value !== "");
    parameters.delete(name);
    for (const value of given) parameters.append(name, value);
  }
});

const ticked = () => [...document.querySelectorAll("#picks input:checked")].map((box) => box.id).join(" ");
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt === filterForm()) event.detail.requestConfig.ticked = ticked();
});

// ---- what comes back

// A box ticked while the answer was on its way is on its way itself; the older answer would take it back.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig;
  if (asked && asked.ticked !== undefined && asked.ticked !== ticked()) event.detail.shouldSwap = false;
  else if (event.detail.shouldSwap) complain({});
});

// What is open stays open, at its place, with what was typed to narrow it.
let kept = [];
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const fresh = event.detail.fragment;
  if (!fresh || !fresh.querySelector("details.pick")) return;
  for (const open of document.querySelectorAll("#picks details[open]")) {
    const same = fresh.querySelector(`#${CSS.escape(open.id)}`);
    if (same) same.open = true;
  }
  kept = [...document.querySelectorAll("#picks fieldset")].map((list) => ({
    id: list.parentElement.id,
    top: list.scrollTop,
    typed: list.querySelector(".narrow") ? list.querySelector(".narrow").value : "",
  }));
});
document.addEventListener("htmx:oobAfterSwap", () => {
  prepare();
  for (const { id, top, typed } of kept) {
    const list = document.querySelector(`#${CSS.escape(id)} > fieldset`);
    if (!list) continue;
    const field = list.querySelector(".narrow");
    if (field && typed) {
      field.value = typed;
      narrow(field);
    }
    list.scrollTop = top;
  }
  kept = [];
});

document.addEventListener("htmx:afterSettle", (event) => {
  const shown = event.target.closest ? event.target.closest("[data-announcement]") : null;
  if (shown) say(shown.dataset.announcement);
  prepare();
  // A removed chip takes the focus with it: give it to what is left of the filters. A picture that comes to nothing
  // leaves it to the way back.
  if (document.activeElement && document.activeElement !== document.body) return;
  const next =
    document.querySelector("#timeline:has(.empty) #move-out") || document.querySelector(".chips a, #filters summary");
  if (next) next.focus({ preventScroll: true });
});

// ---- what goes wrong: a sentence where it belongs; picture, table and everything typed stay

const complain = (sentences) => {
  for (const place of document.querySelectorAll("#filters .field-error")) {
    const sentence = sentences[place.id] || "";
    place.textContent = sentence;
    const field = document.getElementById(place.id.replace(/-error$/, ""));
    if (!field) continue;
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const said = Object.values(sentences).filter(Boolean).join(" ");
  if (said) say(said);
};
const failed = (reason) => {
  const place = document.getElementById("f-error");
  if (place) complain({ "f-error": place.dataset[reason] });
};
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (xhr.status !== 400) return failed("failed");
  // The page of a refusal has the same form, with the sentence at its field.
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const sentences = {};
  for (const place of page.querySelectorAll("#filters .field-error")) sentences[place.id] = place.textContent.trim();
  if (Object.values(sentences).some(Boolean)) complain(sentences);
  else failed("failed");
});
for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => failed("lost"));

// ---- a long list narrows to what is typed, in any script and with or without accents

const LATIN = {
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", ё: "e", є: "ie", ж: "zh", з: "z", и: "i", і: "i", ї: "i",
  й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ў: "u", ф: "f", х: "kh",
  ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "iu", я: "ia",
  α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n", ξ: "x",
  ο: "o", π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o",
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i",
};
// One letter at a time before the marks go: й and ё are letters of their own.
const folded = (text) =>
  [...text.normalize("NFC").toLowerCase()]
    .map((letter) => LATIN[letter] ?? letter)
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/ya/g, "ia")
    .replace(/yu/g, "iu");

const narrow = (field) => {
  const words = folded(field.value).trim().split(" ").filter(Boolean);
  const list = field.closest("fieldset");
  let found = 0;
  for (const label of list.querySelectorAll("label")) {
    const text = folded(`${label.querySelector(".name").textContent} ${label.dataset.also || ""}`);
    const fits = words.every((word) => text.includes(word));
    label.hidden = !fits;
    if (fits) found += 1;
  }
  const more = list.querySelector("details.more");
  if (more && words.length) more.open = true;
  list.querySelector(".none-found").hidden = found > 0;
};
document.addEventListener("input", (event) => {
  if (event.target.matches(".narrow")) narrow(event.target);
});
document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches(".narrow")) event.stopPropagation(); // it filters the list, not the sessions
  },
  true,
);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches && event.target.matches(".narrow")) event.preventDefault();
});

// ---- the address, to be copied

document.addEventListener("click", (event) => {
  const button = event.target.closest("#copy-address");
  if (!button) return;
  navigator.clipboard.writeText(document.getElementById("here").textContent).then(() => {
    button.textContent = button.dataset.done;
    say(button.dataset.done);
  });
});

// Controls that do nothing without this script.
const prepare = () => {
  for (const field of document.querySelectorAll(".narrow[hidden]")) field.hidden = false;
  const copy = document.getElementById("copy-address");
  if (copy && navigator.clipboard) copy.hidden = false;
};
prepare();

// ---- only one list of choices is open at a time, and Escape or a click beside it closes it

const closeOthers = (except) => {
  for (const open of document.querySelectorAll("details.pick[open]")) if (open !== except) open.open = false;
};
document.addEventListener("click", (event) => closeOthers(event.target.closest("details.pick")));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest ? event.target.closest("details.pick[open]") : null;
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
