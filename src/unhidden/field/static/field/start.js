// The app's first step: its service worker fetches all of it in one pack, and only then
// it begins. Where there is no worker, its files are fetched one by one.
// @ts-check

const PATIENCE = 30_000; // milliseconds

start();

async function start() {
  const { serviceWorker } = navigator;
  if (serviceWorker && !serviceWorker.controller) {
    const isThere = new Promise((resolve) => { serviceWorker.oncontrollerchange = resolve; });
    const isLate = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    await serviceWorker.register("/field/sw.js?language=" + document.documentElement.lang, { scope: "/field/" })
      .then((found) => (found.active ? null : Promise.race([isThere, isLate])))
      .catch(() => {}); // without it the app works while there is signal
  }
  await import("./pages/shell.js");
}
