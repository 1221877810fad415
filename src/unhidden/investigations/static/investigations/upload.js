// Long data in parts: what breaks off goes on where it stood. Without this script a page
// takes up to 25 MB, and longer data stays where it lies.

const TRIES = 4; // for each part
const WAIT = 1000; // milliseconds before the first try again, and each time twice that
const form = document.querySelector("form[data-upload]");

/** Post to an address of ours; an answer that refuses is given, all else is thrown. */
const post = async (address, told) => {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
  for (const [name, value] of Object.entries(told)) body.set(name, value);
  const response = await fetch(address, { method: "POST", body });
  if (response.ok || response.status === 422) return response.json();
  throw new Error(String(response.status));
};

const postPatiently = async (address, told) => {
  for (let left = TRIES, wait = WAIT; ; left -= 1, wait *= 2) {
    try {
      return await post(address, told);
    } catch (error) {
      if (left <= 1) throw error;
      await new Promise((wake) => setTimeout(wake, wait));
    }
  }
};

const prepare = () => {
  const words = form.dataset;
  const input = form.elements.namedItem("file");
  const button = form.querySelector("button[type=submit]");
  const told = document.createElement("p");
  told.className = "govuk-body";
  told.setAttribute("role", "status");
  form.append(told);

  const send = async (file) => {
    const value = (name) => form.elements.namedItem(name).value;
    const named = { name: file.name, size: file.size, tool: value("tool"), scope: value("scope") };
    let state = await postPatiently(words.upload, named);
    while (!state.refused && state.next) {
      told.textContent = words.going.replace("{percent}", Math.floor((100 * state.sent) / state.size));
      const part = file.slice(state.sent, state.sent + state.next);
      state = await postPatiently(state.part, { offset: state.sent, file: part });
    }
    if (!state.refused) {
      told.textContent = words.checking;
      state = await postPatiently(state.finish, {});
    }
    if (state.refused) told.textContent = state.refused.join(". ");
    else location.assign(state.page);
  };

  form.addEventListener("submit", async (event) => {
    const [file] = input.files ?? [];
    if (!file || file.size <= Number(words.atOnce)) return;
    event.preventDefault();
    if (file.size > Number(words.most)) {
      told.textContent = words.long;
      return;
    }
    button.disabled = true;
    try {
      await send(file);
    } catch {
      told.textContent = words.away;
    } finally {
      button.disabled = false;
    }
  });
};

if (form) prepare();
