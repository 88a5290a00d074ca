// A week drawn as a picture: what the schedule means, day by day.

import { now } from './clock.js';
import { el, svg } from './dom.js';
import { wallTime } from './zones.js';

/** @typedef {{start: string, end: string}} Span */
/** @typedef {{from: string, until?: string | null}} Away */

/** @type {import('contract').Day[]} */
export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** @param {string} day */
export const dayName = (day) => day.charAt(0).toUpperCase() + day.slice(1);

/** @param {string} time @returns {number} of 24 */
const hours = (time) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

/** The date on which a day of the week comes next, today's included, as `2026-11-30`. @param {number} index @param {string} zone */
function nextDate(index, zone) {
  const today = new Date(`${wallTime(new Date(now()).toISOString(), zone).slice(0, 10)}T00:00:00Z`);
  const weekday = (today.getUTCDay() + 6) % 7;
  return new Date(today.getTime() + ((index - weekday + 7) % 7) * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** Which part of a date out-of-office periods take. @param {string} date @param {Away[]} away @param {string} zone @returns {Span[]} */
function awayOn(date, away, zone) {
  const spans = [];
  for (const { from, until } of away) {
    const begin = wallTime(from, zone);
    const end = until ? wallTime(until, zone) : '9999-12-31T00:00';
    if (begin.slice(0, 10) > date || end <= `${date}T00:00`) continue;
    spans.push({ start: begin.slice(0, 10) < date ? '00:00' : begin.slice(11), end: end.slice(0, 10) > date ? '24:00' : end.slice(11) });
  }
  return spans;
}

/** @param {import('contract').WorkingDay} day @param {Span[]} away */
function inWords(day, away) {
  const out = away.map(({ start, end }) => `out of office ${start} to ${end}`);
  if (!day) return ['not available', ...out].join(', ');
  const breaks = (day.breaks ?? []).map((each) => `break ${each.start} to ${each.end}`);
  return [`${day.start} to ${day.end}`, ...breaks, ...out].join(', ');
}

/**
 * The hours with their breaks and, over them, what the next seven days' out-of-office periods take.
 * @param {import('contract').Weekly} weekly @param {Away[]} [away] @param {string} [zone]
 */
export function weekPicture(weekly, away = [], zone = 'America/New_York') {
  const row = 6.5;
  const left = 12;
  const bottom = days.length * row;
  const gone = days.map((_, index) => awayOn(nextDate(index, zone), away, zone));
  const words = days.map((day, index) => `${dayName(day)} ${inWords(weekly[day], gone[index])}`);
  const picture = svg('svg', { viewBox: `0 0 100 ${bottom + 6}`, class: 'week', role: 'img', 'aria-label': `The week: ${words.join('; ')}` });
  const at = (/** @type {number} */ hour) => left + (hour / 24) * (100 - left);
  for (let hour = 0; hour <= 24; hour += 6) {
    picture.append(svg('line', { x1: at(hour), x2: at(hour), y1: 0, y2: bottom, class: 'week__line' }));
    if (hour < 24) picture.append(svg('text', { x: at(hour) + 0.5, y: bottom + 4, class: 'week__hour' }, `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`));
  }
  days.forEach((day, index) => {
    const y = index * row + 1;
    const bar = (/** @type {Span} */ span, /** @type {string} */ kind) => svg('rect', { x: at(hours(span.start)), y, width: Math.max(0, at(hours(span.end)) - at(hours(span.start))), height: 4.5, rx: 0.8, class: kind });
    picture.append(svg('text', { x: 0, y: y + 3.4, class: 'week__day' }, dayName(day).slice(0, 3)));
    if (weekly[day]) picture.append(bar(weekly[day], 'week__bar'), ...(weekly[day].breaks ?? []).map((each) => bar(each, 'week__break')));
    picture.append(...gone[index].map((each) => bar(each, 'week__away')));
  });
  const legend = gone.some((each) => each.length) ? el('figcaption', { class: 'week__legend' }, 'Pale with a dashed edge: out of office in the next seven days.') : null;
  return el('figure', { class: 'week-figure' }, picture, legend);
}
