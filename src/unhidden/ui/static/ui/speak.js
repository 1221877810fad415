// Reading a page aloud, by the browser's own voice where it has one for the language.

const button = document.querySelector("[data-speak]");
const voices = globalThis.speechSynthesis;

if (button && voices) {
  offer();
  voices.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => (voices.speaking ? voices.cancel() : read()));
  window.addEventListener("pagehide", () => voices.cancel());
}

function voice() {
  const language = document.documentElement.lang.slice(0, 2);
  // A voice of the device itself: another would send the page's words away.
  return voices.getVoices().find((one) => one.localService && one.lang.startsWith(language));
}

function offer() {
  button.hidden = !voice();
}

function read() {
  const words = document.querySelector("main").innerText;
  const spoken = new SpeechSynthesisUtterance(words);
  spoken.voice = voice();
  spoken.lang = spoken.voice.lang;
  voices.speak(spoken);
}
