// What a draft says, as the desk reads it (rules/answers.py), and what routes it there.

const TEXTS = ["what", "where", "town", "postcode", "when", "who", "vehicles", "phones"];
const CHOICES = [
  "who_you_are", "topic", "area", "timing", "your_part", "your_place", "your_work",
];

/** The answers that count: only those of questions that were asked. */
export function answersOf(draft, asked) {
  const said = (name) => (asked.has(name) ? draft.one(name) : "");
  const signs = [...asked].filter((name) => name.startsWith("signs_"));
  return {
    ...Object.fromEntries([...TEXTS, ...CHOICES, "point"].map((name) => [name, said(name)])),
    sign_codes: signs.flatMap((name) => draft.told.get(name) ?? []),
    needs: asked.has("needs") ? draft.told.get("needs") ?? [] : [],
    about_child: said("about_child") === "yes",
    danger_now: said("danger_now") === "yes",
  };
}

export function saysSomething(answers) {
  return answers.what.trim() !== "" || answers.sign_codes.length > 0;
}

/** How soon it must be read: rules/urgency.py. */
export function urgencyOf(answers, urgent) {
  if (answers.danger_now) return "danger";
  const themselves = ["self", "child"].includes(answers.who_you_are);
  const strong = answers.sign_codes.some((code) => urgent.includes(code));
  return answers.about_child || themselves || strong ? "same_day" : "routine";
}

/** Everything that was typed, for comparing reports with each other. */
export function wordsOf(answers) {
  return TEXTS.map((name) => answers[name]).join(" ");
}

/** The council by postcode, else by name, else by the map, else nothing: rules/areas.py. */
export function guessArea(draft, { sectors, places }) {
  const compact = draft.one("postcode").toUpperCase().replace(/[\s.-]+/g, "");
  const sector = `${compact.slice(0, -3)} ${compact.slice(-3, -2)}`.replace(/ O$/, " 0");
  return sectors[sector] ?? places[plain(draft.one("town"))] ?? draft.point?.area ?? "";
}

function plain(name) {
  const bare = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
}
