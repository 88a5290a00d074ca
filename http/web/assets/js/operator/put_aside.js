// Actors that failed too often and are put aside: an alarm, until an operator has them started again.

import { get, post } from '../api.js';
import { el, notice } from '../dom.js';
import { readPages } from './pages.js';
import { makeTable } from './table.js';

/** @typedef {import('contract').Actor} Actor */

const mostPages = 5;

/** Whoever was put aside has failed often, so those that were restarted most come first. @param {number} wanted @returns {Promise<Actor[]>} */
async function readAside(wanted) {
  if (wanted === 0) return [];
  const { items } = await readPages((cursor) => get('/v1/actors', { query: { sort: 'restarts', limit: 200, cursor } }), mostPages);
  return items.filter(({ put_aside: aside }) => aside);
}

/** @param {(text: string) => void} say @param {() => void} changed @param {() => void} lost is called when what has the focus goes */
export function makePutAside(say, changed, lost) {
  const alarm = el('div', {});
  const told = el('div', {});
  let shown = 0;

  /** @param {Actor} which */
  async function restart({ kind, id }) {
    told.replaceChildren();
    const name = `${kind} ${id}`;
    await post('/v1/actors/{kind}/{id}/restart', { at: { kind, id } }).then(
      ({ put_aside: still }) => { if (still) told.replaceChildren(notice('error', 'That did not help', `The actor of ${name} is still put aside.`)); else say(`The actor of ${name} is started again.`); },
      (problem) => told.replaceChildren(notice('error', 'That did not work', problem.message)));
    changed();
  }

  const table = makeTable('Actors put aside', [
    { title: 'Actor', of: (/** @type {Actor} */ one) => `${one.kind} ${one.id}` },
    { title: 'Last error', wide: true, of: (one) => one.last_error ?? 'unknown' },
    { title: 'Restarts', number: true, of: (one) => String(one.restarts) },
    { title: 'Order', of: (one) => el('button', { type: 'button', class: 'sort', 'aria-label': `Start again: ${one.kind} ${one.id}`, on: { click: () => restart(one) } }, 'Start again') },
  ], (one) => `${one.kind}/${one.id}`);
  table.element.hidden = true;
  const element = el('div', {}, alarm, told, table.element);

  /** @param {number} count */
  function ring(count) {
    if (count === shown) return;
    shown = count;
    if (count === 0 && table.element.contains(document.activeElement)) lost();
    table.element.hidden = count === 0;
    alarm.replaceChildren(...(count ? [notice('error', count === 1 ? 'One actor is put aside' : `${count} actors are put aside`,
      'It failed more than five times within a minute. What is asked of it is answered “put-aside”, and nothing of it is lost, until it is started again.')] : []));
  }

  return {
    element,
    /** @param {import('contract').Kind[]} kinds */
    async show(kinds) {
      const count = kinds.reduce((sum, { put_aside: aside }) => sum + (aside ?? 0), 0);
      table.fill(await readAside(count));
      ring(count);
    },
  };
}
