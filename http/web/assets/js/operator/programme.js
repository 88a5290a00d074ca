// The programme: its switch, its hours and holidays, and whom residents call meanwhile.

import { get, put } from '../api.js';
import { dayRow, officeWeek } from '../day_rows.js';
import { el, notice } from '../dom.js';
import { choice, field, savedForm } from '../fields.js';
import { days, weekPicture } from '../week.js';
import { readablePhone } from '../words.js';
import { zones } from '../zones.js';

/** @typedef {import('contract').Programme} Programme */
/** @typedef {import('contract').OpeningHours} OpeningHours */

/** @param {Programme} now */
function standing({ open, hours }) {
  if (!open) return notice('warning', 'The programme is switched off', 'New requests are refused and told whom to call; what was taken goes on.');
  return hours === 'always' ? notice('success', 'The programme is open', 'Around the clock.')
    : notice('success', 'The programme is switched on', 'Outside its hours requests are taken, and wait for the opening.');
}

/** The week and its holidays; both are changed in place. @param {OpeningHours} hours */
function hoursFields(hours) {
  const picture = el('div', {});
  const rows = el('div', { class: 'days' });
  const list = el('ul', { class: 'holidays' });
  const day = el('input', { class: 'usa-input', type: 'date' });
  const zone = el('select', { class: 'usa-select', on: { change: () => { hours.time_zone = zone.value; } } },
    ...zones.map(([value, text]) => el('option', { value, selected: value === hours.time_zone }, text)));

  /** @param {string} [focus] */
  function draw(focus) {
    picture.replaceChildren(weekPicture(hours.weekly));
    rows.replaceChildren(...days.map((each) => dayRow(each, hours.weekly, draw, 'Closed')));
    list.replaceChildren(...(hours.holidays ?? []).map((each, at) => el('li', {}, each, ' ', el('button', { class: 'usa-button usa-button--unstyled', type: 'button', 'aria-label': `Remove ${each}`, on: { click: () => {
      hours.holidays?.splice(at, 1);
      draw();
    } } }, 'Remove'))));
    if (focus) rows.querySelector(focus)?.focus();
  }

  function addHoliday() {
    if (day.value) hours.holidays = [...new Set([...(hours.holidays ?? []), day.value])].sort();
    day.value = '';
    draw();
  }
  draw();
  return el('div', {}, field('programme-zone', 'Time zone', zone), picture, rows,
    el('h3', { class: 'usa-legend' }, 'Holidays'), list, el('div', { class: 'filters' }, field('holiday', 'A day on which it is closed', day),
      el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: addHoliday } }, 'Add holiday')));
}

/** @param {Programme} now @param {(answered: Programme) => Promise<void>} saved */
function programmeForm(now, saved) {
  const hours = now.hours === 'always' ? { time_zone: 'America/New_York', weekly: officeWeek(), holidays: [] } : structuredClone(now.hours);
  const on = choice('open', 'programme-open', 'yes', 'Take new requests', now.open, 'checkbox');
  const always = choice('hours', 'hours-always', 'always', 'Always open', now.hours === 'always', 'radio');
  const weekly = choice('hours', 'hours-weekly', 'weekly', 'By weekly hours', now.hours !== 'always', 'radio');
  const message = el('input', { class: 'usa-input', type: 'text', maxlength: '200', autocomplete: 'off', value: now.message ?? '' });
  const phone = el('input', { class: 'usa-input', type: 'tel', autocomplete: 'off', value: readablePhone(now.contact_centre.phone) });
  const why = el('input', { class: 'usa-input', type: 'text', maxlength: '200', autocomplete: 'off' });
  const week = el('div', {}, hoursFields(hours));
  const isChecked = (/** @type {Element} */ within) => /** @type {HTMLInputElement} */ (within.querySelector('input')).checked;
  const showWeek = () => { week.hidden = isChecked(always); };
  for (const each of [always, weekly]) each.addEventListener('change', showWeek);
  showWeek();
  return savedForm([
    on, field('programme-message', 'What residents read while it is switched off (optional)', message),
    field('programme-phone', 'Contact centre’s number', phone),
    el('fieldset', { class: 'usa-fieldset' }, el('legend', { class: 'usa-legend' }, 'Hours'), always, weekly), week,
    field('programme-reason', 'Reason (optional)', why, 'It is put on record.')], 'Save the programme',
  () => put('/v1/programme', {}, { open: isChecked(on), message: message.value || null, hours: isChecked(always) ? 'always' : hours,
    contact_centre: { phone: phone.value }, ...(why.value ? { reason: why.value } : {}) }), saved);
}

/** @param {(text: string) => void} say */
export function makeProgramme(say) {
  const state = el('div', { tabindex: '-1' });
  const place = el('div', { class: 'card section' });
  let shown = '';

  /** @param {Programme} now */
  function show(now) {
    const text = JSON.stringify(now);
    if (text === shown) return; // Whoever is typing isn't disturbed.
    shown = text;
    state.replaceChildren(standing(now));
    place.replaceChildren(programmeForm(now, async (answered) => {
      shown = '';
      show(answered);
      say('The programme is saved.');
      state.focus(); // Its button is another now.
    }));
  }

  const element = el('div', {}, el('h2', {}, 'Programme'), state, place);
  return { element, refresh: async () => show(await get('/v1/programme')) };
}
