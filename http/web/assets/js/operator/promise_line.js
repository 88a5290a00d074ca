// The share inside the promise, minute by minute, drawn as a line: where there is no figure there is none.

import { clockText } from '../clock.js';
import { el, svg } from '../dom.js';

/** @typedef {{at: string, share: number | null}} Minute */

const height = 100; // Of the drawing; the style sheet says how high it is shown.
const lowest = [0.9, 0.8, 0.5, 0]; // Where the scale may begin, so that the last percents are told apart.
const rows = 12;

/** @param {number | null} share */
export const percent = (share) => (share === null ? 'no figure' : `${(share * 100).toFixed(1)} %`);

/** Where the scale begins. @param {Minute[]} minutes */
const floorOf = (minutes) => lowest.find((each) => minutes.every(({ share }) => share === null || share >= each)) ?? 0;

/** @param {number} share @param {number} floor */
const heightOf = (share, floor) => (height * (1 - (share - floor) / (1 - floor))).toFixed(2);

/** @param {Minute | undefined} minute */
const isKnown = (minute) => minute !== undefined && minute.share !== null;

/** A line from minute to minute; it ends where there is no figure and begins again after. @param {Minute[]} minutes @param {number} floor */
const line = (minutes, floor) => minutes.map(({ share }, at) => (share === null ? '' : `${isKnown(minutes[at - 1]) ? 'L' : 'M'}${at} ${heightOf(share, floor)}`)).join('');

/** A minute that stands alone is a point. @param {Minute[]} minutes @param {number} floor */
const points = (minutes, floor) => minutes.map(({ share }, at) => (share === null || isKnown(minutes[at - 1]) || isKnown(minutes[at + 1]) ? '' : `M${at} ${heightOf(share, floor)}h0`)).join('');

/** The stretches without a figure. @param {Minute[]} minutes */
function gaps(minutes) {
  /** @type {{begin: number, end: number}[]} */
  const found = [];
  minutes.forEach(({ share }, at) => {
    if (share !== null) return;
    const last = found[found.length - 1];
    if (last?.end === at - 1) last.end = at;
    else found.push({ begin: at, end: at });
  });
  return found;
}

/** What the picture shows, in a sentence or two. @param {Minute[]} minutes */
export function inWords(minutes) {
  const told = minutes.filter(({ share }) => share !== null);
  const least = told.reduce((one, other) => (Number(other.share) < Number(one.share) ? other : one));
  const last = told[told.length - 1];
  const gone = minutes.length - told.length;
  const missing = gone ? ` ${gone} of ${minutes.length} minutes have no figure: nothing was counted yet, or the engine was not running.` : '';
  const lower = Number(least.share) < Number(last.share) ? `; the lowest was ${percent(least.share)} at ${clockText(least.at)}` : ', and never lower';
  return `${percent(last.share)} at ${clockText(last.at)}${lower}.${missing}`;
}

/** @param {Minute[]} minutes with a figure among them */
export function promisePicture(minutes) {
  const floor = floorOf(minutes);
  const last = minutes.length - 1;
  const drawing = svg('svg', { viewBox: `0 0 ${Math.max(1, last)} ${height}`, preserveAspectRatio: 'none', class: 'promise__drawing', role: 'img', 'aria-label': `Share inside the promise: ${inWords(minutes)}` },
    ...gaps(minutes).map(({ begin, end }) => svg('rect', { x: Math.max(0, begin - 0.5), y: 0, width: Math.min(last, end + 0.5) - Math.max(0, begin - 0.5), height, class: 'promise__gap' })),
    ...[0, 0.5, 1].map((part) => svg('line', { x1: 0, x2: Math.max(1, last), y1: part * height, y2: part * height, class: 'promise__grid' })),
    svg('path', { d: line(minutes, floor), class: 'promise__line' }), svg('path', { d: points(minutes, floor), class: 'promise__line promise__line--points' }));
  const scale = [1, (1 + floor) / 2, floor].map((share) => el('span', {}, `${Math.round(share * 100)} %`));
  const times = [minutes[0], minutes[Math.floor(last / 2)], minutes[last]].map(({ at }) => el('span', {}, clockText(at)));
  return el('div', { class: 'promise__chart' }, el('div', { class: 'promise__scale', 'aria-hidden': 'true' }, ...scale), drawing,
    el('div', { class: 'promise__times', 'aria-hidden': 'true' }, ...times));
}

/** The same as numbers, at equal steps up to the last minute. @param {Minute[]} minutes */
export function atSteps(minutes) {
  const step = Math.max(1, Math.floor(minutes.length / rows));
  return minutes.filter((_, at) => (minutes.length - 1 - at) % step === 0);
}
