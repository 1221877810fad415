// Drawing a step from its template: errors, the summary, the receipt.

let title = document.title; // without what is said of errors

/** Give the page another title, as another language has it. */
export function retitle(text) {
  title = text;
  document.title = text;
}

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
  document.title = title;
  return document.getElementById("report");
}

export function fillIn(text, values) {
  return text.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);
}

/** Take away what was said of errors. */
export function hideErrors() {
  const above = document.getElementById("report")?.previousElementSibling;
  if (above?.matches(".govuk-error-summary")) above.remove();
  stage().querySelector("[data-unsafe]")?.setAttribute("hidden", "");
  document.title = title;
}

/** Show one error the GOV.UK way: a summary that has the focus, and the field's own. */
export function showError(name, text, says) {
  hideErrors();
  const form = document.getElementById("report");
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
  document.title = `${says.error} ${title}`;
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
  const { label, lines } = inWords(name, draft, says);
  return said(step.code, label, lines, says);
}

/** A question and what was answered, as people read them. */
function inWords(name, draft, says) {
  const { label, options } = wordsOfField(name);
  const words = (value) => (name === "point" ? says.onMap : options.get(value) ?? value);
  return { label, lines: (draft.told.get(name) ?? []).map(words) };
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

/** Say that nothing was sent, and whom to call instead. */
export function showUnsafe() {
  const warning = stage().querySelector("[data-unsafe]");
  warning.hidden = false;
  warning.focus();
}

/** The end: the words, if there are any, and only what fits these answers. */
export function drawReceipt(draft) {
  draw("receipt");
  for (const part of stage().querySelectorAll("[data-if]")) {
    const [name, value] = part.dataset.if.split("=");
    if (draft.one(name) !== value) part.remove();
  }
  if (draft.receipt) drawWords(draft.receipt);
  else for (const part of stage().querySelectorAll("[data-words], [data-words-too]")) part.remove();
}

function drawWords(words) {
  const place = stage().querySelector("[data-words]");
  place.querySelector("ol").replaceChildren(...words.map((word) => element("li", "", [word])));
  place.querySelector(".reporting-card").replaceChildren(
    ...words.map((word, n) => element("span", "reporting-card__word", [`${n + 1} ${word}`])),
  );
}

/** Another copy of the form was first: its words, if they open it, and what to add. */
export function drawAlready(walk, draft, says, opens) {
  draw("already");
  stage().querySelector(opens ? "[data-no-words]" : "[data-words]").remove();
  if (!opens) return;
  drawWords(draft.receipt);
  const names = walk.flatMap((step) => step.fields).filter((name) => draft.hasChanged(name));
  const parts = names.map((name) => inWords(name, draft, says))
    .map((one) => [one.label, ...one.lines].join("\n"));
  const { elements } = stage().querySelector("[data-words] form");
  elements.namedItem("words").value = draft.receipt.join(" ");
  elements.namedItem("add-form_key").value = crypto.randomUUID();
  elements.namedItem("add-text").value = parts.join("\n\n");
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
