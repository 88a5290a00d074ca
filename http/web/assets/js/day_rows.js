// A week's hours as one fills them in: a row for each day, with its breaks.

import { el } from './dom.js';
import { dayName, days } from './week.js';

/** Monday to Friday, nine to five. @returns {import('contract').Weekly} */
export const officeWeek = () => /** @type {any} */ (Object.fromEntries(days.map((day, at) => [day, at < 5 ? structuredClone(office) : null])));

const office = { start: '09:00', end: '17:00', breaks: [] };
const lunch = { start: '12:00', end: '12:30' };
const quarter = 15;

/** `9:30 AM`. @param {string} time */
function spoken(time) {
  const hour = Number(time.slice(0, 2));
  if (hour === 24) return 'Midnight';
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** `monday-break-1-from`. @param {string} label */
const idOf = (label) => label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** What is wrong with a day, where the API says it of `breaks/0/end`. @param {string} day @param {string[]} rest @param {string} detail @returns {import('./fields.js').Mistake} */
export function mistakeOfDay(day, rest, detail) {
  const inBreak = rest[0] === 'breaks';
  const name = inBreak ? `${dayName(day)}, break ${Number(rest[1]) + 1}` : dayName(day);
  const what = inBreak ? rest[2] : rest[0];
  const at = `#${idOf(name)}-${what === 'end' ? 'to' : 'from'}`;
  if (what === 'end') return { text: `${name}: choose an end that is later than the start.`, at };
  if (what === 'start') return { text: `${name}: choose a start that is earlier than the end.`, at };
  return { text: detail.includes('overlap') ? `${name}: it overlaps another break.` : `${name}: it must lie within the hours of the day.`, at };
}

/** @param {string} label @param {string} value @param {(value: string) => void} changed */
function timeChoice(label, value, changed) {
  const all = Array.from({ length: 24 * 60 / quarter + 1 }, (_, at) => `${String(Math.floor(at * quarter / 60)).padStart(2, '0')}:${String(at * quarter % 60).padStart(2, '0')}`);
  if (!all.includes(value)) all.push(value);
  return el('select', { class: 'usa-select day__time', id: idOf(label), 'aria-label': label, on: { change: (/** @type {any} */ event) => changed(event.target.value) } },
    ...all.sort().map((each) => el('option', { value: each, selected: each === value }, spoken(each))));
}

/**
 * What is drawn anew loses the focus: `draw` is told what gets it.
 * @param {import('contract').Day} day @param {import('contract').Weekly} weekly @param {(focus?: string) => void} draw
 * @param {string} [closed] what a day without hours is called
 */
export function dayRow(day, weekly, draw, closed = 'Not Available') {
  const name = dayName(day);
  const hours = weekly[day];
  const set = (/** @type {import('contract').Span} */ on, /** @type {'start'|'end'} */ what, /** @type {string} */ label) => (/** @type {string} */ value) => { on[what] = value; draw(`#${idOf(label)}`); };
  const off = el('input', { class: 'usa-checkbox__input', type: 'checkbox', id: `off-${day}`, checked: !hours, on: { change: () => { weekly[day] = off.checked ? null : structuredClone(office); draw(`#off-${day}`); } } });
  const box = el('div', { class: 'usa-checkbox' }, off, el('label', { class: 'usa-checkbox__label', for: `off-${day}` }, closed, el('span', { class: 'usa-sr-only' }, ` on ${name}`)));
  const span = (/** @type {import('contract').Span} */ of, /** @type {string} */ what) => el('span', { class: 'day__span' },
    timeChoice(`${what} from`, of.start, set(of, 'start', `${what} from`)), ' to ', timeChoice(`${what} to`, of.end, set(of, 'end', `${what} to`)));
  if (!hours) return el('fieldset', { class: 'usa-fieldset day' }, el('legend', { class: 'day__name' }, name), box);
  const breaks = hours.breaks ?? [];
  const add = `Add Break on ${name}`;
  return el('fieldset', { class: 'usa-fieldset day' }, el('legend', { class: 'day__name' }, name), box,
    el('div', { class: 'day__hours' }, span(hours, name),
      ...breaks.map((each, at) => el('div', { class: 'day__break' }, el('span', { class: 'day__label' }, 'Break'), span(each, `${name}, break ${at + 1}`),
        el('button', { class: 'usa-button usa-button--unstyled', type: 'button', 'aria-label': `Remove Break ${at + 1} on ${name}`, on: { click: () => { breaks.splice(at, 1); draw(`[aria-label="${add}"]`); } } }, 'Remove Break'))),
      el('button', { class: 'usa-button usa-button--unstyled', type: 'button', 'aria-label': add, on: { click: () => { hours.breaks = [...breaks, { ...lunch }]; draw(`[aria-label="${name}, break ${breaks.length + 1} from"]`); } } }, 'Add Break')));
}
