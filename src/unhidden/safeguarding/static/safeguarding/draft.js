/** Keeps what is typed and not saved: on the server for its author alone, or sealed in
 * this browser while the server does not answer. The key comes with the page, another
 * for each person: whoever signs in next opens nothing, and is offered nothing. */

const AFTER = 4_000;
const form = document.querySelector("form[data-draft]");
const state = form.querySelector("[data-draft-state]");
const offer = form.querySelector("[data-draft-offer]");
const OWN = new Set(["csrfmiddlewaretoken", "number"]);
let timer = 0;

function bytes(hex) {
  return Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
}

async function readKey() {
  const raw = bytes(form.dataset.draftKey);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const name = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  return { key, name: `unhidden-draft-${[...name.slice(0, 12)].map((b) => b.toString(16).padStart(2, "0")).join("")}` };
}

function typed() {
  return [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
}

async function keepHere() {
  const { key, name } = await readKey();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(typed()));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  localStorage.setItem(name, JSON.stringify([[...iv], [...sealed]]));
  return "inBrowser";
}

async function forgetHere() {
  const { name } = await readKey();
  localStorage.removeItem(name);
}

async function readHere() {
  const { key, name } = await readKey();
  const found = localStorage.getItem(name);
  if (!found) return null;
  try {
    const [iv, sealed] = JSON.parse(found).map((each) => Uint8Array.from(each));
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    localStorage.removeItem(name);
    return null;
  }
}

/** Keep it; gives which of the form's sentences says where. */
async function keep() {
  const url = form.dataset.keepUrl;
  if (!url) return keepHere();
  try {
    const answer = await fetch(url, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (answer.status === 204) {
      await forgetHere();
      return "saved";
    }
    // 404: the form was set aside meanwhile, or the case is no longer theirs.
    return answer.status === 409 || answer.status === 404 ? "closed" : keepHere();
  } catch {
    return keepHere();
  }
}

async function keepAndSay() {
  timer = 0;
  const word = await keep();
  const at = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  state.textContent = word === "saved" ? `${form.dataset.saved} ${at}` : form.dataset[word];
}

function putBack(pairs) {
  const given = new Map();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || OWN.has(field.name)) continue;
    const values = given.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (field.tagName !== "BUTTON") field.value = values[0] ?? "";
  }
}

async function offerBack() {
  const found = await readHere();
  if (!found) return;
  // It was saved since.
  if (JSON.stringify(found) === JSON.stringify(typed())) {
    forgetHere();
    return;
  }
  offer.hidden = false;
  offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
    putBack(found);
    offer.hidden = true;
  });
  offer.querySelector("[data-draft-drop]").addEventListener("click", async () => {
    await forgetHere();
    offer.hidden = true;
  });
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keepAndSay, AFTER);
});
document.addEventListener("visibilitychange", () => {
  if (timer && document.visibilityState === "hidden") {
    clearTimeout(timer);
    keepAndSay();
  }
});
// Until the page is opened again with it, what is sent lies here too: it may not arrive.
form.addEventListener("submit", () => {
  clearTimeout(timer);
  timer = 0;
  keepHere();
});
offerBack();
