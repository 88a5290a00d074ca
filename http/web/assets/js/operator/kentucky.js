// A picture of Kentucky out of its ZIP points: where residents wait, and where agents are available.

import { svg } from '../dom.js';

/** @typedef {Record<string, [latitude: number, longitude: number, county: string]>} Places by ZIP */

const scale = 100;
const west = -89.65;
const north = 39.2;
const narrowing = Math.cos((37.8 * Math.PI) / 180); // Of a degree of longitude, in the middle of the state.
const width = 7.8 * scale * narrowing;
const height = 2.8 * scale;

/** @param {[number, number, string]} place @returns {[number, number]} */
const point = ([latitude, longitude]) => [(longitude - west) * scale * narrowing, (north - latitude) * scale];

/** How many of a list lie in each ZIP. @param {{zip: string}[]} items @returns {Map<string, number>} */
function countByZip(items) {
  const counts = new Map();
  for (const { zip } of items) counts.set(zip, (counts.get(zip) ?? 0) + 1);
  return counts;
}

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** A mark tells by shape and colour what it counts, by size how many; its title says it. @param {Places} places @param {Map<string, number>} counts @param {(x: number, y: number, count: number) => Element} draw @param {[string, string]} words */
function marks(places, counts, draw, words) {
  return [...counts].filter(([zip]) => zip in places).map(([zip, count]) => {
    const mark = draw(...point(places[zip]), count);
    mark.append(svg('title', {}, `${places[zip][2]}, ${zip}: ${counted(count, ...words)}`));
    return mark;
  });
}

// It shows behind a referral's, where there is one.
const agentMark = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ count) => svg('circle', { cx: x, cy: y, r: 5 + 1.5 * Math.sqrt(count), class: 'kentucky__agents' });

function referralMark(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ count) {
  const side = 4 + 2 * Math.sqrt(count);
  return svg('path', { d: `M${x} ${y - side}L${x + side} ${y}L${x} ${y + side}L${x - side} ${y}Z`, class: 'kentucky__waiting' });
}

/** @param {Places} places @param {{zip: string}[]} waiting @param {{zip: string}[]} agents */
export function kentuckyPicture(places, waiting, agents) {
  const ground = Object.values(places).map((each) => point(each).map((value) => value.toFixed(1))).map(([x, y]) => `M${x} ${y}h0`).join('');
  const said = `Kentucky by ZIP code: ${counted(waiting.length, 'referral waits', 'referrals wait')}, ${counted(agents.length, 'agent is available', 'agents are available')}. The table says where.`;
  return svg('svg', { viewBox: `0 0 ${width.toFixed(0)} ${height}`, class: 'kentucky', role: 'img', 'aria-label': said },
    svg('path', { d: ground, class: 'kentucky__ground' }),
    ...marks(places, countByZip(agents), agentMark, ['agent available', 'agents available']),
    ...marks(places, countByZip(waiting), referralMark, ['referral waiting', 'referrals waiting']));
}
