// Labels read with the camera; without it, or without this script, they are typed.
import "../jsqr/jsQR.js";

const place = document.querySelector("[data-scan]");
const box = document.querySelector("textarea[name=exhibits]");
const EACH = 200; // milliseconds between two looks
const WIDEST = 640;

if (place && box && navigator.mediaDevices?.getUserMedia) {
  const words = place.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = words.start;
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.hidden = true;
  video.width = 320;
  const told = document.createElement("p");
  told.className = "govuk-body";
  told.setAttribute("role", "status");
  place.append(button, video, told);

  const canvas = document.createElement("canvas");
  let stream = null;
  let timer = 0;

  const stop = () => {
    clearInterval(timer);
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.hidden = true;
    button.textContent = words.start;
  };

  const add = (code) => {
    const lines = box.value.split("\n").map((line) => line.trim()).filter(Boolean);
    if (lines.includes(code)) return;
    box.value = [...lines, code].join("\n");
    told.textContent = `${words.read}: ${code.split(":").pop()}`;
  };

  const look = () => {
    if (!video.videoWidth) return;
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    const found = globalThis.jsQR(image.data, image.width, image.height, {
      inversionAttempts: "dontInvert",
    });
    if (found?.data) add(found.data);
  };

  const start = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment" },
      });
    } catch {
      told.textContent = words.refused;
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    button.textContent = words.stop;
    timer = setInterval(look, EACH);
  };

  button.addEventListener("click", () => (stream ? stop() : start()));
  addEventListener("pagehide", stop);
}
