// The third section: Schedule & Availability, with My Availability.

import { put } from '../api.js';
import { dayRow, mistakeOfDay, officeWeek } from '../day_rows.js';
import { el, focusOn } from '../dom.js';
import { field, savedForm } from '../fields.js';
import { days, weekPicture } from '../week.js';
import { instantOf, wallTime, zones } from '../zones.js';
import { me } from './me.js';

/** @typedef {import('contract').Schedule & {out_of_office: {from: string, until?: string | null}[]}} Schedule */

/** @param {import('contract').Agent} profile @returns {Schedule} */
function scheduleOf({ registration }) {
  const { time_zone: zone, weekly, out_of_office: away } = structuredClone(registration.schedule ?? { time_zone: 'America/New_York', weekly: officeWeek(), out_of_office: [] });
  return { time_zone: zone, weekly, out_of_office: away ?? [] };
}

/** @param {import('contract').Agent} profile @param {(answered: import('contract').Agent) => Promise<void>} saved */
export function scheduleForm(profile, saved) {
  const now = scheduleOf(profile);
  const picture = el('div', {});
  const rows = el('div', { class: 'days' });
  const away = el('div', { class: 'away' });
  const known = zones.some(([zone]) => zone === now.time_zone) ? zones : [...zones, [now.time_zone, now.time_zone]];
  const zone = el('select', { class: 'usa-select', on: { change: () => { now.time_zone = zone.value; draw(); } } },
    ...known.map(([value, text]) => el('option', { value, selected: value === now.time_zone }, text)));

  const drawPicture = () => picture.replaceChildren(weekPicture(now.weekly, now.out_of_office, now.time_zone));

  function draw() {
    drawPicture();
    rows.replaceChildren(...days.map((day) => dayRow(day, now.weekly, redraw)));
    away.replaceChildren(...now.out_of_office.map((_, at) => awayRow(now, at, redraw, drawPicture)));
  }

  /** A button that adds or removes is an edit as well. @param {string} [focus] */
  function redraw(focus) {
    draw();
    rows.dispatchEvent(new Event('input', { bubbles: true }));
    focusOn(focus ? rows.querySelector(focus) ?? away.querySelector(focus) : addAway);
  }

  const addAway = el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: () => {
    const from = new Date();
    from.setMinutes(0, 0, 0);
    now.out_of_office.push({ from: from.toISOString(), until: null });
    redraw(`#away-from-${now.out_of_office.length - 1}`);
  } } }, 'Add Out of Office');
  draw();
  return savedForm([
    el('h4', {}, 'My Availability'), field('zone', 'Time zone', zone), picture, rows,
    el('h4', {}, 'Out of Office'), away, el('p', {}, addAway)], 'Save',
  () => put('/v1/agents/{id}/registration/schedule', me, now), saved, mistakeOf);
}

/** @param {{pointer: string, detail: string}} wrong */
function mistakeOf({ pointer, detail }) {
  const [, section, which, ...rest] = pointer.split('/');
  if (section === 'weekly' && rest.length) return mistakeOfDay(which, rest, detail);
  if (section !== 'out_of_office' || rest.length === 0) return undefined;
  return { text: `Out of Office ${Number(which) + 1}: choose an end that is later than the beginning.`, at: `#away-${rest[0]}-${which}` };
}

/** What is typed stands already: of it only the picture is drawn anew. @param {Schedule} schedule @param {number} at @param {(focus?: string) => void} draw @param {() => void} drawPicture */
function awayRow(schedule, at, draw, drawPicture) {
  const period = schedule.out_of_office[at];
  const input = (/** @type {'from'|'until'} */ what) => el('input', { class: 'usa-input', type: 'datetime-local', value: period[what] ? wallTime(period[what], schedule.time_zone) : '', disabled: what === 'until' && !period.until,
    on: { change: (/** @type {any} */ event) => { if (event.target.value) { period[what] = instantOf(event.target.value, schedule.time_zone); drawPicture(); } } } });
  const open = el('input', { class: 'usa-checkbox__input', type: 'checkbox', id: `no-end-${at}`, checked: !period.until, on: { change: () => {
    period.until = open.checked ? null : new Date(Date.parse(period.from) + 24 * 3600 * 1000).toISOString();
    draw(`#no-end-${at}`);
  } } });
  return el('fieldset', { class: 'usa-fieldset away__one' }, el('legend', { class: 'usa-sr-only' }, `Out of Office ${at + 1}`),
    field(`away-from-${at}`, 'From', input('from')), field(`away-until-${at}`, 'Until', input('until')),
    el('div', { class: 'usa-checkbox' }, open, el('label', { class: 'usa-checkbox__label', for: `no-end-${at}` }, 'No End Time')),
    el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: () => { schedule.out_of_office.splice(at, 1); draw(); } } }, 'Remove Out of Office'));
}
