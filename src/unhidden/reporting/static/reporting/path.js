// Which steps come, by the data of rules/journey.py: the same walk as on the server.

/** The steps that somebody with these answers walks through. */
export function shown(steps, told) {
  const walked = [];
  const counted = new Map();
  for (const step of steps) {
    if (step.when && !holds(step.when, counted)) continue;
    walked.push(step);
    for (const name of step.fields) counted.set(name, told.get(name) ?? []);
  }
  return walked;
}

/** The names of the fields on that way. */
export function asked(steps, told) {
  return new Set(shown(steps, told).flatMap((step) => step.fields));
}

/** The step after (1) or before (-1) this one; the last and the first give themselves. */
export function beside(steps, code, told, way) {
  const walk = shown(steps, told);
  const here = walk.findIndex((step) => step.code === code);
  return walk[Math.min(walk.length - 1, Math.max(0, here + way))];
}

function holds(when, told) {
  return (told.get(when.field) ?? []).some((value) => when.values.includes(value));
}
