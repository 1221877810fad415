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
    about_child: said("about_child"),
    danger_now: said("danger_now"),
  };
}

export function saysSomething(answers) {
  return answers.what.trim() !== "" || answers.sign_codes.length > 0;
}

/** Why it presses: rules/urgency.py. */
export function reasonsOf(answers, { urgent, ofChildren }) {
  const child = answers.who_you_are === "child";
  const chosen = [...answers.sign_codes, answers.topic];
  const holds = {
    danger_now: answers.danger_now === "yes",
    child: answers.about_child === "yes" || child
      || chosen.some((code) => ofChildren.includes(code)),
    themselves: child || answers.who_you_are === "self",
    strong_sign: answers.sign_codes.some((code) => urgent.includes(code)),
  };
  return Object.keys(holds).filter((reason) => holds[reason]);
}

/** How soon it must be read, for these reasons. */
export function urgencyFor(reasons) {
  if (reasons.includes("danger_now")) return "danger";
  return reasons.length ? "same_day" : "routine";
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
