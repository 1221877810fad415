// Passkeys: makes one, or signs in with one, and sends it with the form it stands in.
// The data comes with the page, or from the form's own address; nothing goes elsewhere.
// Each is also asked for a secret that it gives to this site alone (the PRF extension),
// which opens its owner's keys. It goes in a field of its own, because the credential
// is stored and the secret must not be. Not every browser and passkey gives one.

const SECRET = { prf: { eval: { first: new TextEncoder().encode("unhidden key ring") } } };

const fromText = (text) => {
  const letters = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
};

const toText = (buffer) => {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const known = (list) => (list || []).map((each) => ({ ...each, id: fromText(each.id) }));

const asJson = (credential) => {
  const { response } = credential;
  const sent = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) {
      sent[part] = toText(response[part]);
    }
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: sent,
    clientExtensionResults: { ...credential.getClientExtensionResults(), prf: undefined },
  };
};

const secretOf = (credential) => credential.getClientExtensionResults().prf?.results?.first;

// Many a new passkey gives its secret only when it is first used.
const firstSecretOf = async (credential, { rp }) => {
  const given = credential.getClientExtensionResults().prf;
  if (given?.results?.first || !given?.enabled) {
    return given?.results?.first;
  }
  const used = await navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rpId: rp.id,
      allowCredentials: [{ type: "public-key", id: credential.rawId }],
      userVerification: "required",
      extensions: SECRET,
    },
  });
  return secretOf(used);
};

const make = async ({ publicKey }) =>
  navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: fromText(publicKey.challenge),
      user: { ...publicKey.user, id: fromText(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
      extensions: { ...publicKey.extensions, ...SECRET },
    },
  });

const show = async ({ publicKey }) =>
  navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: fromText(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
      extensions: { ...publicKey.extensions, ...SECRET },
    },
  });

const optionsOf = async (form) => {
  if (form.dataset.options) {
    return JSON.parse(form.dataset.options);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return (await answer.json()).request_options;
};

const use = async (form) => {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    const options = await optionsOf(form);
    const makes = form.dataset.passkey === "make";
    const credential = await (makes ? make : show)(options);
    const secret = makes
      ? await firstSecretOf(credential, options.publicKey).catch(() => undefined)
      : secretOf(credential);
    form.elements.credential.value = JSON.stringify(asJson(credential));
    form.elements.prf.value = secret ? toText(secret) : "";
    form.submit();
  } catch {
    problem.hidden = false;
  }
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(form);
    });
  }
}
