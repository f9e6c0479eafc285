/* The desk's autocompletes: they tell the server which row asks (so that members and posts of the day come first), are
   worked by keyboard alone, and offer to enter what is not on record yet. Runs before the admin makes them. */
"use strict";

(() => {
  const $ = window.django && window.django.jQuery;
  if (!$ || !$.fn.select2) return;
  const CREATE = "+";
  // Where the typed words go on the form of a new record.
  const NAMED_IN = { person: "name", party: "name", place: "name", topic: "name", council: "name", post: "title", source: "title" };

  const chosen = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((box) => !/-(__prefix__|empty)-/.test(box.name))
      .flatMap((box) => [...box.selectedOptions].map((option) => option.value))
      .filter(Boolean);

  // The key in the box of that name in the same row, or in the row above it.
  const near = (box, name) => {
    for (let row = box.closest(".djn-inline-form"); row; row = row.parentElement.closest(".djn-inline-form")) {
      const found = document.getElementById(`id_${row.id}-${name}`);
      if (found && found !== box) return [...found.selectedOptions].map((option) => option.value).filter(Boolean)[0] || "";
    }
    return "";
  };

  const asks = (box) => {
    if (!document.getElementById("council_links-group")) return {};
    const start = document.getElementById("id_start");
    const context = {
      on: start ? start.value : "",
      councils: chosen('#council_links-group select[name$="-council"]').join(","),
      party: near(box, "party") || near(box, "parties"),
      person: near(box, "person"),
      source: chosen('#citations-group select[name$="-source"]')[0] || "",
      people: box.dataset.fieldName === "speaker" ? chosen('#delegations-group select[name$="-person"]').join(",") : "",
    };
    return Object.fromEntries(Object.entries(context).filter(([, value]) => value));
  };

  const kindOf = (box) => box.closest(".related-widget-wrapper").dataset.modelRef;
  const plusOf = (box) => document.getElementById(`add_${box.id}`);

  /* The window of the + with what was typed already in it; when it closes, the new record is chosen here. */
  const create = (box, typed) => {
    const plus = plusOf(box);
    const link = plus.cloneNode();
    const address = new URL(plus.href);
    const kind = kindOf(box);
    const isAddress = kind === "source" && /^https?:\/\//.test(typed);
    address.searchParams.set(isAddress ? "url" : NAMED_IN[kind] || "name", typed);
    if (kind === "post") {
      for (const name of ["person", "party"]) if (near(box, name)) address.searchParams.set(name, near(box, name));
    }
    link.href = address;
    $(box).one("change", () => setTimeout(() => focusOn(box)));
    window.showRelatedObjectPopup(link);
  };

  const searchOf = (box) => {
    const { dropdown, selection } = $(box).data("select2");
    return (dropdown.$search || selection.$search)[0];
  };
  const containerOf = (box) => $(box).data("select2").$container[0];
  const focusOn = (box) => {
    const container = containerOf(box);
    (container.querySelector(".select2-search__field") || container.querySelector(".select2-selection")).focus();
  };

  const shown = (item) => {
    if (!item.hint) return item.text;
    const words = document.createElement("span");
    words.append(item.text, " ");
    const hint = document.createElement("span");
    hint.className = "desk-hint";
    hint.textContent = item.hint;
    words.append(hint);
    return words;
  };

  $.fn.djangoAdminSelect2 = function () {
    return this.each((_, box) => {
      // A blank row stays plain: what is made of it would be copied with it.
      if (box.closest(".djn-empty-form")) return;
      // The + is reached by its offer in the list, the pencil with the mouse: neither is a stop on the way to the next box.
      for (const link of box.closest(".related-widget-wrapper")?.querySelectorAll("a") ?? []) link.tabIndex = -1;
      box.setAttribute("data-ajax--delay", "120");
      $(box).select2({
        ajax: {
          data: ({ term, page }) => ({
            term,
            page,
            app_label: box.dataset.appLabel,
            model_name: box.dataset.modelName,
            field_name: box.dataset.fieldName,
            ...asks(box),
          }),
          processResults: (answer, { term }) => {
            const typed = (term || "").trim();
            if (typed && plusOf(box) && !answer.pagination.more) {
              answer.results.push({ id: CREATE, text: `Enter “${typed}” as a new ${kindOf(box)} …` });
            }
            return answer;
          },
        },
        templateResult: shown,
      });
      // Rows that are added have theirs made more than once: what is listened to goes with the old one.
      $(box).off(".desk");
      $(box).on("select2:selecting.desk", (event) => {
        const { id } = event.params.args.data;
        if (id !== CREATE) return;
        event.preventDefault();
        const typed = searchOf(box).value.trim();
        $(box).select2("close");
        create(box, typed);
      });
      $(box).on("select2:open.desk", () => {
        waiting = "";
        moved = false;
        searchOf(box).focus();
      });
      $(box)
        .data("select2")
        .on("results:all", () => {
          if (!waiting) return;
          const key = waiting;
          waiting = "";
          setTimeout(() => take(box, key));
        });
    });
  };

  // The admin puts the focus into the first box before it becomes an autocomplete.
  $(() => setTimeout(() => {
    const box = document.activeElement;
    if (box?.matches("select.select2-hidden-accessible")) focusOn(box);
  }));

  let waiting = ""; // Enter or Tab, pressed before the answer was there
  let moved = false; // an arrow key has pointed at an offer

  const take = (box, key) => {
    $(box).data("select2").trigger("results:select", {});
    if (key === "Tab") window.deskRows?.next(containerOf(box));
  };

  const open = () => {
    const container = document.querySelector(".select2-container--open");
    return container && [...document.querySelectorAll("select.select2-hidden-accessible")].find((box) => $(box).data("select2").isOpen());
  };

  /* Enter and Tab take the offer that is pointed at; pressed while the server is still asked, they take its answer.
     What was offered for fewer letters is never taken. */
  document.addEventListener(
    "keydown",
    (event) => {
      const field = event.target;
      if (!(field instanceof Element)) return;
      if (field.matches(".select2-search__field")) {
        if (event.key.startsWith("Arrow")) moved = true;
        if (!["Enter", "Tab"].includes(event.key) || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
        const box = open();
        if (!box || !(field.value.trim() || moved)) return;
        const isAsking = $(box).data("select2").$results.find(".loading-results").length > 0;
        if (!isAsking && event.key === "Enter") return;
        event.preventDefault();
        event.stopPropagation();
        if (isAsking) waiting = event.key;
        else take(box, event.key);
      } else if (field.matches(".select2-selection--single") && event.key.length === 1 && event.key !== " ") {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        // The letter goes into the search field, which has the focus by the time it is written.
        $(field.closest(".select2-container").previousElementSibling).select2("open");
      }
    },
    true,
  );
})();
