// What the phone's script says of visits, for Python to compare.

import { readFileSync } from "node:fs";

import { judge } from "../../field/static/field/asking.js";

const { form, vectors } = JSON.parse(readFileSync(0, "utf8"));
const judged = vectors.map(([outer, setting]) => judge(form, outer, setting).map(({ code }) => code));
process.stdout.write(JSON.stringify(judged));
