// The hours of a shop in the editors' form. Everything in it is a plain field; with this script the
// form says while one types how it is read, and fills several days at once.
(() => {
  "use strict";
  const editor = document.querySelector("[data-hours-editor]");
  const form = editor?.closest("form");
  if (!editor || !form) return;
  document.documentElement.classList.add("kw-with-script");

  const OURS = /^(hours_|by_appointment$|holiday_|seasons-|special_days-)/;
  const PAUSE = 400;
  const PATIENCE = 1500;
  const status = editor.querySelector("[data-hours-status]");
  const words = (name, value) => editor.dataset[name].replace("%s", value);
  const field = (id) => document.getElementById(id);

  const announce = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  // --- what is wrong, beside its field ---------------------------------------------------------

  const places = (input) => input.closest("[data-field]")?.querySelector("[data-field-errors]");

  const clear = (input) => {
    const place = places(input);
    if (!place) return;
    place.replaceChildren();
    delete place.dataset.says;
    input.closest("[data-field]").classList.remove("w-field--error");
    input.removeAttribute("aria-invalid");
    const rest = (input.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== place.id);
    if (rest.length) input.setAttribute("aria-describedby", rest.join(" "));
    else input.removeAttribute("aria-describedby");
  };

  const show = (input, trouble) => {
    const place = places(input);
    // Written anew, a button in it would lose the focus.
    const same = place?.dataset.says === trouble.text && input.getAttribute("aria-invalid") === "true";
    if (!place || same) return;
    place.dataset.says = trouble.text;
    const message = document.createElement("p");
    message.className = "error-message";
    message.textContent = trouble.text;
    place.replaceChildren(message);
    if (trouble.instead) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.dataset.hoursInstead = trouble.instead;
      button.textContent = words("yes", trouble.time);
      place.append(" ", button);
    }
    place.id ||= `${input.id}-hours-errors`;
    input.closest("[data-field]").classList.add("w-field--error");
    input.setAttribute("aria-invalid", "true");
    const rest = (input.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== place.id);
    input.setAttribute("aria-describedby", [...rest, place.id].join(" "));
  };

  let troubles = new Map();
  let shown = new Set();
  let patience;

  // Who is still writing is not interrupted; what is right again is said at once.
  const showTroubles = ({ evenHere }) => {
    clearTimeout(patience);
    shown.forEach((id) => {
      if (!troubles.has(id) && field(id)) clear(field(id));
    });
    shown = new Set([...shown].filter((id) => troubles.has(id)));
    troubles.forEach((trouble, id) => {
      const input = field(id);
      if (!input || (input === document.activeElement && !evenHere && !shown.has(id))) return;
      show(input, trouble);
      shown.add(id);
    });
    if (!evenHere) patience = setTimeout(() => { showTroubles({ evenHere: true }); say(); }, PATIENCE);
  };

  const say = () => {
    const id = document.activeElement?.id;
    if (!id || !form.contains(document.activeElement)) return;
    const trouble = troubles.get(id);
    const spoken = editor.querySelector(`[data-hours-spoken="${CSS.escape(id)}"]`);
    if (trouble) announce(trouble.text);
    else if (spoken) announce(spoken.textContent);
  };

  // --- how it is read --------------------------------------------------------------------------

  let pause;
  let request;

  const swap = (answer) => {
    answer.querySelectorAll("[data-hours-part]").forEach((part) => {
      const place = form.querySelector(`[data-hours-part="${part.dataset.hoursPart}"]`);
      if (!place) return;
      const focused = place.contains(document.activeElement) ? document.activeElement : null;
      const row = focused?.closest("[data-hours-date]")?.dataset.hoursDate;
      const open = place.querySelector("details")?.open;
      place.replaceChildren(...part.childNodes);
      if (open) place.querySelector("details").open = true;
      dressCalendar();
      if (!focused) return;
      const again = field(focused.id) || (row && place.querySelector(`[data-hours-date="${row}"] button`));
      if (again) again.focus({ preventScroll: true });
    });
  };

  const read = async () => {
    const data = new FormData();
    new FormData(form).forEach((value, name) => {
      if (OURS.test(name) || name === "csrfmiddlewaretoken") data.append(name, value);
    });
    if (form.querySelector("[data-hours-calendar]")?.open) data.append("hours-calendar", "1");
    request?.abort();
    request = new AbortController();
    try {
      const response = await fetch(editor.dataset.url, {
        method: "POST", body: data, signal: request.signal, headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (!response.ok || response.redirected) return;
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      troubles = new Map([...answer.querySelectorAll("[data-hours-trouble]")].map((item) => [
        item.dataset.hoursTrouble, { text: item.dataset.text, instead: item.dataset.instead, time: item.dataset.time },
      ]));
      swap(answer);
      showTroubles({ evenHere: false });
    } catch {
      // Without an answer the form is what it was: plain fields that the server checks.
    }
  };

  const readSoon = () => {
    clearTimeout(pause);
    pause = setTimeout(read, PAUSE);
  };

  // --- filling several days --------------------------------------------------------------------

  const write = (input, value) => {
    if (!input || input.value === value) return;
    input.value = value;
    ["input", "change"].forEach((name) => input.dispatchEvent(new Event(name, { bubbles: true })));
  };

  const days = (week) => [...week.querySelectorAll("[data-hours-day] input")];
  const undoable = new WeakMap();

  const fill = (week, inputs, value, from) => {
    const before = inputs.filter((input) => input.value !== value).map((input) => [input, input.value]);
    inputs.forEach((input) => write(input, value));
    const done = week.querySelector("[data-hours-done]");
    const names = inputs.map((input) => input.labels[0]?.textContent.trim()).filter(Boolean).join(", ");
    done.querySelector("[data-hours-done-text]").textContent = words("filled", names);
    done.hidden = false;
    undoable.set(week, { before, from });
    announce(words("filled", names));
  };

  const undo = (week) => {
    const { before, from } = undoable.get(week) || { before: [] };
    before.forEach(([input, value]) => write(input, value));
    undoable.delete(week);
    (from?.isConnected ? from : days(week)[0]).focus();
    week.querySelector("[data-hours-done]").hidden = true;
    announce(editor.dataset.undone);
  };

  const menuOf = (button) => field(button.getAttribute("aria-controls"));

  const closeMenus = (except) => {
    form.querySelectorAll("[data-hours-menu][aria-expanded=true]").forEach((button) => {
      if (button === except) return;
      button.setAttribute("aria-expanded", "false");
      menuOf(button).hidden = true;
    });
  };

  const openMenu = (button) => {
    const open = button.getAttribute("aria-expanded") !== "true";
    closeMenus(button);
    button.setAttribute("aria-expanded", String(open));
    menuOf(button).hidden = !open;
    if (open) menuOf(button).querySelector("button").focus();
  };

  const copy = (choice) => {
    const week = choice.closest("[data-hours-week]");
    const source = choice.closest("[data-hours-day]").querySelector("input");
    const all = days(week);
    const here = all.indexOf(source);
    const targets = { next: all.slice(here + 1, here + 2), workdays: all.slice(0, 5), all }[choice.dataset.hoursCopy];
    const button = choice.closest("[data-hours-day]").querySelector("[data-hours-menu]");
    closeMenus();
    button.focus();
    fill(week, targets.filter((input) => input !== source), source.value, button);
  };

  const fillWorkdays = (week) => {
    const input = week.querySelector("[data-hours-workdays]");
    if (!input.value.trim()) return input.focus();
    fill(week, days(week).slice(0, 5), input.value, input);
    input.value = "";
  };

  // --- special days ----------------------------------------------------------------------------

  const inRow = (row, name) => row.querySelector(`[name$="-${name}"]`);

  // Dates are written as 24.12.2026, and compared as 2026-12-24.
  const iso = (text) => text.trim().replace(/^(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4})$/, (_all, day, month, year) =>
    `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  const written = (date) => date.split("-").reverse().join(".");

  // The server knows which row covers a day, also of those that come every year; a row that was
  // added since then is found by its date.
  const rowOn = (date, prefix) => {
    const stays = (row) => row && inRow(row, "DELETE")?.value !== "1";
    const known = prefix && field(`inline_child_${prefix}`);
    if (stays(known)) return known;
    return [...document.querySelectorAll("#id_special_days-FORMS > [data-inline-panel-child]")].filter(stays)
      .find((row) => {
        const first = iso(inRow(row, "first").value);
        const last = inRow(row, "repeat").value === "once" && iso(inRow(row, "last").value) || first;
        return first <= date && date <= last;
      });
  };

  const addRow = (date, reason, hours) => {
    field("id_special_days-ADD").click();
    const row = [...document.querySelectorAll("#id_special_days-FORMS > [data-inline-panel-child]")].pop();
    write(inRow(row, "first"), written(date));
    write(inRow(row, "reason"), reason);
    write(inRow(row, "hours"), hours);
    return row;
  };

  const goTo = (row) => {
    inRow(row, "hours").focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };

  const special = (button) => {
    const { hoursDate: date, reason, name, row: covering } = button.closest("[data-hours-date]").dataset;
    const kind = button.dataset.hoursSpecial;
    const there = rowOn(date, covering);
    if (there) return goTo(there);
    const top = button.getBoundingClientRect().top;
    const row = addRow(date, reason || "", kind === "closed" ? button.dataset.hours : "");
    announce(words("added", name));
    if (kind === "other") return goTo(row);
    // One after the other can be closed: focus and view stay where they were.
    button.focus({ preventScroll: true });
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
  };

  // Without a script the days of the calendar are to look at; with it, to choose.
  const dressCalendar = () => {
    form.querySelectorAll("[data-hours-calendar] td[data-hours-date]").forEach((cell) => {
      if (cell.firstElementChild) return;
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.id = `${cell.id}-button`;
      button.dataset.hoursSpecial = "other";
      button.textContent = cell.textContent;
      button.setAttribute("aria-label", `${cell.dataset.name}: ${cell.title}`);
      cell.replaceChildren(button);
    });
    const first = form.querySelector("[data-hours-calendar] td button");
    if (first && !form.querySelector("[data-hours-calendar] td button[tabindex='0']")) first.tabIndex = 0;
  };

  const walkCalendar = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const here = event.target.closest("[data-hours-calendar] td button");
    if (!step || !here) return;
    event.preventDefault();
    const all = [...form.querySelectorAll("[data-hours-calendar] td button")];
    const next = all[all.indexOf(here) + step];
    if (!next) return;
    all.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  };

  // The picker opens a moment after its field was entered, even when it has been left by then; it
  // would lie over the buttons of the page and take the next click.
  const closePicker = (input) => {
    const picker = window.jQuery?.(input);
    if (!picker?.data("xdsoft_datetimepicker")) return;
    setTimeout(() => {
      if (input !== document.activeElement) picker.datetimepicker("hide");
    }, 150);
  };

  // --- events; rows may be added at any time ----------------------------------------------------

  const handlers = {
    "[data-hours-menu]": openMenu,
    "[data-hours-copy]": copy,
    "[data-hours-fill]": (button) => fillWorkdays(button.closest("[data-hours-week]")),
    "[data-hours-undo]": (button) => undo(button.closest("[data-hours-week]")),
    "[data-hours-special]": special,
    "[data-hours-instead]": (button) => {
      const input = button.closest("[data-field]").querySelector("input");
      input.focus();
      write(input, button.dataset.hoursInstead);
    },
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const found = button && Object.keys(handlers).find((selector) => button.matches(selector));
    if (!found || found !== "[data-hours-menu]") closeMenus();
    if (found) handlers[found](button);
  });
  form.addEventListener("keydown", (event) => {
    walkCalendar(event);
    if (event.key === "Enter" && event.target.matches("[data-hours-workdays]")) {
      event.preventDefault();
      fillWorkdays(event.target.closest("[data-hours-week]"));
    }
    const menu = event.target.closest(".kw-copy__menu");
    if (event.key === "Escape" && event.target.closest("[data-hours-day]")) {
      const opener = event.target.closest("[data-hours-day]").querySelector("[data-hours-menu]");
      if (opener.getAttribute("aria-expanded") === "true") {
        closeMenus();
        opener.focus();
      }
    }
    if (menu && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      const choices = [...menu.querySelectorAll("button")];
      const step = event.key === "ArrowDown" ? 1 : choices.length - 1;
      choices[(choices.indexOf(event.target) + step) % choices.length].focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.closest(".kw-copy__menu") && !event.relatedTarget?.closest(".kw-week__tools")) closeMenus();
    closePicker(event.target);
    if (troubles.has(event.target.id)) setTimeout(() => showTroubles({ evenHere: false }));
  });
  ["input", "change"].forEach((name) => form.addEventListener(name, (event) => {
    if (OURS.test(event.target.name || "")) readSoon();
  }));
  form.addEventListener("w-formset:removed", readSoon);
  form.addEventListener("toggle", (event) => {
    if (event.target.matches("[data-hours-calendar]") && event.target.open) readSoon();
  }, true);
  dressCalendar();
})();
