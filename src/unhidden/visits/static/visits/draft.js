/** Saves what is typed of a visit each minute, and before it is sent: without a session,
 * or without a connection, the page stays as it is and says so. */

const EVERY = 60_000;
const form = document.querySelector("form[data-draft-url]");
const state = form.querySelector("[data-draft-state]");
let isChanged = false;
let isSaved = false;
let saving = Promise.resolve("saved");

/** Save it; gives "saved", or which of the form's sentences says why not. */
async function save() {
  isChanged = false;
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST",
      body: new FormData(form),
      redirect: "manual",
    });
    if (answer.status === 204) {
      form.elements.number.value = answer.headers.get("Draft-Number");
      return "saved";
    }
    if (answer.status === 200) {
      const own = await answer.json();
      form.elements.submission.value = own.submission;
      form.elements.number.value = own.number;
      return "otherTab";
    }
    // A page to sign in, or no session to check the form against.
    if (answer.type === "opaqueredirect" || answer.status === 403) return failed("signedOut");
    if (answer.status === 409) return failed("unsealed");
    return answer.status === 404 ? "saved" : failed("offline");
  } catch {
    return failed("offline");
  }
}

function failed(word) {
  isChanged = true;
  return word;
}

/** One after the other, so that each knows the number of the one before. */
function saveInTurn() {
  saving = saving.then(save).then(say);
  return saving;
}

function say(word) {
  const at = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  state.textContent = word === "saved" ? `${form.dataset.saved} ${at}` : form.dataset[word];
  return word;
}

async function saveFirst(event) {
  if (isSaved) {
    isSaved = false;
    return;
  }
  event.preventDefault();
  const word = await saveInTurn();
  if (word === "saved") {
    isSaved = true;
    form.requestSubmit(event.submitter);
  } else {
    state.scrollIntoView();
  }
}

form.addEventListener("input", () => {
  isChanged = true;
});
form.addEventListener("submit", saveFirst);
document.addEventListener("visibilitychange", () => {
  if (isChanged && document.visibilityState === "hidden") saveInTurn();
});
setInterval(() => {
  if (isChanged) saveInTurn();
}, EVERY);
