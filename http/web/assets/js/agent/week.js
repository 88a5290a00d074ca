// A week drawn as a picture: what the schedule means, day by day.

import { el, svg } from '../dom.js';

export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** @param {string} day */
export const dayName = (day) => day.charAt(0).toUpperCase() + day.slice(1);

/** @param {string} time @returns {number} of 24 */
const hours = (time) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

/** @param {any} day */
function inWords(day) {
  if (!day) return 'not available';
  const breaks = (day.breaks ?? []).map((/** @type {any} */ each) => `break ${each.start} to ${each.end}`);
  return [`${day.start} to ${day.end}`, ...breaks].join(', ');
}

/** @param {Record<string, any>} weekly */
export function weekPicture(weekly) {
  const row = 26;
  const left = 12;
  const picture = svg('svg', { viewBox: `0 0 100 ${days.length * row / 4 + 6}`, class: 'week', role: 'img', 'aria-label': `Your week: ${days.map((each) => `${dayName(each)} ${inWords(weekly[each])}`).join('; ')}` });
  const at = (/** @type {number} */ hour) => left + (hour / 24) * (100 - left);
  for (let hour = 0; hour <= 24; hour += 6) {
    picture.append(svg('line', { x1: at(hour), x2: at(hour), y1: 0, y2: days.length * row / 4, class: 'week__line' }));
    if (hour < 24) picture.append(svg('text', { x: at(hour) + 0.5, y: days.length * row / 4 + 4, class: 'week__hour' }, `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`));
  }
  days.forEach((day, index) => {
    const y = index * row / 4 + 1;
    picture.append(svg('text', { x: 0, y: y + 3.4, class: 'week__day' }, dayName(day).slice(0, 3)));
    if (!weekly[day]) return;
    const bar = (/** @type {any} */ span, /** @type {string} */ kind) => svg('rect', { x: at(hours(span.start)), y, width: Math.max(0, at(hours(span.end)) - at(hours(span.start))), height: 4.5, rx: 0.8, class: kind });
    picture.append(bar(weekly[day], 'week__bar'), ...(weekly[day].breaks ?? []).map((/** @type {any} */ each) => bar(each, 'week__break')));
  });
  return el('figure', { class: 'week-figure' }, picture);
}
