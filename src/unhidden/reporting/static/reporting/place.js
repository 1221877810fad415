// A point that was chosen on the map, and what it is called: rules/points.py.

import { fillIn, wordsOfField } from "./view.js";

const ELSEWHERE = "elsewhere";
const OF_A_DEGREE = 111.2; // kilometres

/** A point such as "53.053,-4.284", and the place of the gazetteer that is near it. */
export function pointAt(latitude, longitude, places, { far, decimals }) {
  const round = (degrees) => (Number(degrees.toFixed(decimals)) + 0).toFixed(decimals);
  const text = `${round(latitude)},${round(longitude)}`;
  const [north, east] = text.split(",").map(Number);
  const ways = places.map((place) => Math.hypot(
    north - place.latitude,
    (east - place.longitude) * Math.cos((place.latitude * Math.PI) / 180),
  ) * OF_A_DEGREE);
  const least = Math.min(...ways);
  const place = least <= far ? places[ways.indexOf(least)] : null;
  const area = place?.area ?? ELSEWHERE;
  return { text, area, inWords: (data) => wordsOf(place, data) };
}

/** "Near Penygroes, Gwynedd", in the language of the page. */
function wordsOf(place, { language, map }) {
  if (!place) return map.says.outside;
  const area = wordsOfField("area").options.get(place.area);
  return fillIn(map.says.near, { place: language === "cy" ? place.welsh : place.english, area });
}
