// Files go to the server as they are: it seals the original, and cleans a copy in memory.

/** Send them; gives the page's part with the files so far. ``say`` is told the share. */
export function upload(address, told, say) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) say(Math.round((100 * event.loaded) / event.total));
    });
    request.addEventListener("load", () => {
      if (request.status !== 200) reject(new Error(String(request.status)));
      else resolve(new DOMParser().parseFromString(request.responseText, "text/html").body);
    });
    request.addEventListener("error", () => reject(new Error("offline")));
    request.send(told);
  });
}
