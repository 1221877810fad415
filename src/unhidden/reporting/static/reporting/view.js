// Drawing a step from its template: errors, the summary, the receipt.

/** The element that steps are drawn into. */
export const stage = () => document.getElementById("journey");

/** Draw the step of this code and give its form, or null where it has none. */
export function draw(code) {
  const template = document.querySelector(`template[data-step="${code}"]`);
  stage().replaceChildren(template.content.cloneNode(true));
  const heading = stage().querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  document.title = document.title.replace(/^[^:]*: (?=.)/, "");
  return document.getElementById("report");
}

export function fillIn(text, values) {
  return text.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);
}

/** Show one error the GOV.UK way: a summary that has the focus, and the field's own. */
export function showError(name, text, says) {
  const form = document.getElementById("report");
  form.previousElementSibling?.matches(".govuk-error-summary")
    && form.previousElementSibling.remove();
  const box = name && form.elements.namedItem(name);
  const summary = element("div", "govuk-error-summary", [
    element("div", "", [
      element("h2", "govuk-error-summary__title", [says.problem]),
      element("div", "govuk-error-summary__body", [
        element("ul", "govuk-list govuk-error-summary__list", [
          element("li", "", [box?.id ? link(`#${box.id}`, text) : text]),
        ]),
      ]),
    ], { role: "alert" }),
  ], { tabindex: "-1" });
  form.before(summary);
  box?.closest?.(".govuk-form-group")?.classList.add("govuk-form-group--error");
  document.title = `${says.error} ${document.title}`;
  summary.focus();
}

/** The question of a field and the words of its options, as its template has them. */
export function wordsOfField(name) {
  for (const template of document.querySelectorAll("template[data-step]")) {
    const boxes = [...template.content.querySelectorAll(`[name="${name}"]`)];
    if (!boxes.length) continue;
    // What is typed by no hand has a heading instead of a label.
    const textOf = (id) => template.content
      .querySelector(`label[for="${id}"], [data-label="${name}"]`)?.textContent;
    const isChosen = ["radio", "checkbox"].includes(boxes[0].type);
    const legend = boxes[0].closest("fieldset")?.querySelector("legend");
    return {
      label: (isChosen ? legend?.textContent : textOf(boxes[0].id)).trim(),
      options: new Map(isChosen ? boxes.map((box) => [box.value, textOf(box.id).trim()]) : []),
    };
  }
  return { label: name, options: new Map() };
}

/** The answers on the last page, each with a button to change it. */
export function drawSummary(walk, draft, says) {
  const fields = walk.flatMap((step) => step.fields.map((name) => [step, name]));
  const isAnswered = ([, name]) => draft.told.get(name)?.length > 0;
  const names = [...(draft.files?.querySelectorAll("li strong") ?? [])].map((one) => one.textContent);
  const rows = (wanted) => fields.filter(wanted).map(([step, name]) => row(step, name, draft, says));
  const leftOut = rows((field) => !isAnswered(field));
  const answered = rows(isAnswered);
  (names.length ? answered : leftOut).push(said("files", says.files, names, says));
  stage().querySelector("[data-answered]").replaceChildren(...answered);
  stage().querySelector("[data-left-out]").hidden = leftOut.length === 0;
  stage().querySelector("[data-left-out] dl").replaceChildren(...leftOut);
}

/** The files so far, as the server shows them. */
export function showFiles(files) {
  const nodes = files ? [...files.cloneNode(true).childNodes] : [];
  stage().querySelector("[data-files]")?.replaceChildren(...nodes);
}

function row(step, name, draft, says) {
  const { label, options } = wordsOfField(name);
  const words = (value) => (name === "point" ? says.onMap : options.get(value) ?? value);
  return said(step.code, label, (draft.told.get(name) ?? []).map(words), says);
}

function said(code, label, lines, says) {
  const change = element("button", "report-link", [
    `${lines.length ? says.change : says.answer} `, element("span", "govuk-visually-hidden", [label]),
  ], { type: "submit", name: "go", value: `to:${code}` });
  return element("div", "govuk-summary-list__row", [
    element("dt", "govuk-summary-list__key", [label]),
    element("dd", "govuk-summary-list__value report-said",
      lines.map((line) => element("span", "", [line]))),
    element("dd", "govuk-summary-list__actions", [change]),
  ]);
}

/** Whom it is sealed for, and by which link; its words are English on every page. */
export function drawDesk({ name, number, words }, { language, sealedFor }) {
  const desk = language === "cy" ? name.cy : name.en;
  const place = stage().querySelector("[data-sealed-for]");
  if (!place) return;
  place.hidden = false;
  place.querySelector("[data-desk]").textContent = fillIn(sealedFor, { desk, number });
  place.querySelector("[data-desk-words]").textContent = words;
}

/** Say that nothing was sent, and whom to call instead; or no longer say so. */
export function showUnsafe(isUnsafe) {
  const warning = stage().querySelector("[data-unsafe]");
  warning.hidden = !isUnsafe;
  if (isUnsafe) warning.focus();
}

/** The end: the words, if there are any, and only what fits these answers. */
export function drawReceipt(draft) {
  draw("receipt");
  for (const part of stage().querySelectorAll("[data-if]")) {
    const [name, value] = part.dataset.if.split("=");
    if (draft.one(name) !== value) part.remove();
  }
  const words = stage().querySelector("[data-words]");
  if (!draft.words) {
    words.remove();
    stage().querySelector("[data-words-too]")?.remove();
    return;
  }
  words.querySelector("ol").replaceChildren(
    ...draft.words.map((word) => element("li", "", [word])),
  );
  words.querySelector(".reporting-card").replaceChildren(
    ...draft.words.map((word, n) => element("span", "reporting-card__word", [`${n + 1} ${word}`])),
  );
}

function link(href, text) {
  return element("a", "", [text], { href });
}

function element(name, classes, children, attributes = {}) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
