/** Send these fields, and give what the site answers, in whatever status. */
export async function post(address, fields) {
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "same-origin",
  });
  return answer.json();
}
