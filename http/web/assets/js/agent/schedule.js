// The third section: Schedule & Availability, with My Availability.

import { put } from '../api.js';
import { el } from '../dom.js';
import { field, savedForm } from './fields.js';
import { dayName, days, weekPicture } from './week.js';
import { instantOf, wallTime, zones } from './zones.js';

const office = { start: '09:00', end: '17:00', breaks: [] };
const lunch = { start: '12:00', end: '12:30' };
const quarter = 15;

/** `9:30 AM`. @param {string} time */
function spoken(time) {
  const hour = Number(time.slice(0, 2));
  if (hour === 24) return 'Midnight';
  return `${hour % 12 === 0 ? 12 : hour % 12}:${time.slice(3)} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** @param {string} label @param {string} value @param {(value: string) => void} changed */
function timeChoice(label, value, changed) {
  const all = Array.from({ length: 24 * 60 / quarter + 1 }, (_, at) => `${String(Math.floor(at * quarter / 60)).padStart(2, '0')}:${String(at * quarter % 60).padStart(2, '0')}`);
  if (!all.includes(value)) all.push(value);
  return el('select', { class: 'usa-select day__time', 'aria-label': label, on: { change: (/** @type {any} */ event) => changed(event.target.value) } },
    ...all.sort().map((each) => el('option', { value: each, selected: each === value }, spoken(each))));
}

/** @param {any} profile @param {(answered: any) => Promise<void>} saved */
export function scheduleForm({ registration }, saved) {
  const now = structuredClone(registration.schedule ?? {
    time_zone: 'America/New_York',
    weekly: Object.fromEntries(days.map((day, at) => [day, at < 5 ? structuredClone(office) : null])),
    out_of_office: [],
  });
  const picture = el('div', {});
  const rows = el('div', { class: 'days' });
  const away = el('div', { class: 'away' });
  const known = zones.some(([zone]) => zone === now.time_zone) ? zones : [...zones, [now.time_zone, now.time_zone]];
  const zone = el('select', { class: 'usa-select', on: { change: () => { now.time_zone = zone.value; draw(); } } },
    ...known.map(([value, text]) => el('option', { value, selected: value === now.time_zone }, text)));

  function draw() {
    picture.replaceChildren(weekPicture(now.weekly));
    rows.replaceChildren(...days.map((day) => dayRow(day, now.weekly, draw)));
    away.replaceChildren(...now.out_of_office.map((/** @type {any} */ _, /** @type {number} */ at) => awayRow(now, at, draw)));
  }
  draw();
  const addAway = el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: () => {
    const from = new Date();
    from.setMinutes(0, 0, 0);
    now.out_of_office.push({ from: from.toISOString(), until: null });
    draw();
  } } }, 'Add Out of Office');
  return savedForm([
    el('h4', {}, 'My Availability'), field('zone', 'Time zone', zone), picture, rows,
    el('h4', {}, 'Out of Office'), away, el('p', {}, addAway)], 'Save',
  () => put('/v1/agents/me/registration/schedule', now), saved);
}

/** @param {string} day @param {Record<string, any>} weekly @param {() => void} draw */
function dayRow(day, weekly, draw) {
  const name = dayName(day);
  const hours = weekly[day];
  const set = (/** @type {any} */ on, /** @type {'start'|'end'} */ what) => (/** @type {string} */ value) => { on[what] = value; draw(); };
  const off = el('input', { class: 'usa-checkbox__input', type: 'checkbox', id: `off-${day}`, checked: !hours, on: { change: () => { weekly[day] = off.checked ? null : structuredClone(office); draw(); document.getElementById(`off-${day}`)?.focus(); } } });
  const box = el('div', { class: 'usa-checkbox' }, off, el('label', { class: 'usa-checkbox__label', for: `off-${day}` }, 'Not Available', el('span', { class: 'usa-sr-only' }, ` on ${name}`)));
  const span = (/** @type {any} */ of, /** @type {string} */ what) => el('span', { class: 'day__span' }, timeChoice(`${what} from`, of.start, set(of, 'start')), ' to ', timeChoice(`${what} to`, of.end, set(of, 'end')));
  const breaks = (hours?.breaks ?? []).map((/** @type {any} */ each, /** @type {number} */ at) => el('div', { class: 'day__break' }, el('span', { class: 'day__label' }, 'Break'), span(each, `${name}, break ${at + 1}`),
    el('button', { class: 'usa-button usa-button--unstyled', type: 'button', 'aria-label': `Remove Break ${at + 1} on ${name}`, on: { click: () => { hours.breaks.splice(at, 1); draw(); } } }, 'Remove Break')));
  return el('fieldset', { class: 'usa-fieldset day' }, el('legend', { class: 'day__name' }, name), box,
    hours ? el('div', { class: 'day__hours' }, span(hours, name), ...breaks,
      el('button', { class: 'usa-button usa-button--unstyled', type: 'button', 'aria-label': `Add Break on ${name}`, on: { click: () => { hours.breaks = [...(hours.breaks ?? []), { ...lunch }]; draw(); } } }, 'Add Break')) : null);
}

/** @param {any} schedule @param {number} at @param {() => void} draw */
function awayRow(schedule, at, draw) {
  const period = schedule.out_of_office[at];
  const input = (/** @type {'from'|'until'} */ what) => el('input', { class: 'usa-input', type: 'datetime-local', value: period[what] ? wallTime(period[what], schedule.time_zone) : '', disabled: what === 'until' && !period.until,
    on: { change: (/** @type {any} */ event) => { if (event.target.value) period[what] = instantOf(event.target.value, schedule.time_zone); } } });
  const open = el('input', { class: 'usa-checkbox__input', type: 'checkbox', id: `no-end-${at}`, checked: !period.until, on: { change: () => {
    period.until = open.checked ? null : new Date(Date.parse(period.from) + 24 * 3600 * 1000).toISOString();
    draw();
  } } });
  return el('fieldset', { class: 'usa-fieldset away__one' }, el('legend', { class: 'usa-sr-only' }, `Out of Office ${at + 1}`),
    field(`away-from-${at}`, 'From', input('from')), field(`away-until-${at}`, 'Until', input('until')),
    el('div', { class: 'usa-checkbox' }, open, el('label', { class: 'usa-checkbox__label', for: `no-end-${at}` }, 'No End Time')),
    el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: () => { schedule.out_of_office.splice(at, 1); draw(); } } }, 'Remove Out of Office'));
}
