// What goes wrong, on every tab, with the way to where it is put right.

import { get } from '../api.js';
import { arrange, el } from '../dom.js';
import { duration } from './figures.js';

/** @typedef {import('contract').Stats} Stats */
/** @typedef {{text: string, href?: string}} Alarm */

const askEvery = 5000; // Milliseconds, of what the figures don't tell.
const clockMayBeOff = 1; // Seconds.

const many = (/** @type {number} */ count, /** @type {string} */ one, /** @type {string} */ more) => (count === 1 ? one : `${count} ${more}`);

/** Of the machine below. @param {Stats} stats @returns {Alarm[]} */
function alarmsOf({ storage, backups, clock }) {
  const ahead = clock.wall_ahead_seconds;
  return [
    ...(storage.full ? [{ text: 'The disk is nearly full: new requests are refused' }] : []),
    ...(backups?.last_error ? [{ text: `The last backup failed: ${backups.last_error}` }] : []),
    ...(Math.abs(ahead) > clockMayBeOff ? [{ text: `The machine’s clock is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} the engine’s` }] : []),
  ];
}

/** Of the engine's own parts. @returns {Promise<Alarm[]>} */
async function askAround() {
  const [{ kinds }, dead, programme] = await Promise.all([
    get('/v1/actors', { query: { limit: 1 } }), get('/v1/notifications', { query: { status: 'dead', limit: 1 } }), get('/v1/programme')]);
  const aside = kinds.reduce((sum, { put_aside: count }) => sum + (count ?? 0), 0);
  return [
    ...(aside ? [{ text: many(aside, 'An actor is put aside', 'actors are put aside'), href: '#actors' }] : []),
    ...(programme.open ? [] : [{ text: 'The programme is switched off: residents are turned away', href: '#programme' }]),
    ...(dead.items.length ? [{ text: 'Notifications were given up', href: '#notifications' }] : []),
  ];
}

export function makeAlarms() {
  const list = el('ul', { class: 'alarms__list' });
  const element = el('section', { class: 'alarms', 'aria-label': 'Alarms', 'aria-live': 'polite', hidden: true }, list);
  /** @type {Alarm[]} */
  let around = [];
  let asked = 0;
  /** What rings goes on ringing in the same place: nobody is told twice. @type {Map<string, HTMLElement>} */
  const ringing = new Map();

  /** @param {Alarm} alarm */
  function itemOf({ text, href }) {
    if (!ringing.has(text)) ringing.set(text, el('li', {}, href ? el('a', { href }, text) : text));
    return /** @type {HTMLElement} */ (ringing.get(text));
  }

  return {
    element,
    /** @param {Stats} stats */
    async refresh(stats) {
      if (Date.now() - asked >= askEvery) {
        around = await askAround();
        asked = Date.now();
      }
      const alarms = [...alarmsOf(stats), ...around];
      for (const text of ringing.keys()) if (!alarms.some((each) => each.text === text)) ringing.delete(text);
      arrange(list, alarms.map(itemOf));
      element.hidden = alarms.length === 0;
    },
  };
}
