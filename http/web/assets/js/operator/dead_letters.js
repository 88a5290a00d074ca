// Messages that no actor has handled: how many for which reason, and the last of them.

import { get } from '../api.js';
import { clockText } from '../clock.js';
import { el } from '../dom.js';
import { makeTable } from './table.js';

/** @typedef {import('contract').DeadLetters} DeadLetters */
/** @typedef {DeadLetters['items'][number]} Letter */

/** @type {Record<Letter['reason'], string>} */
const reasons = {
  'receiver-ended': 'Its actor had ended',
  unexpected: 'Its actor knows no such message',
  'handler-failed': 'Its actor failed at it',
  'put-aside': 'Its actor is put aside',
  'no-receiver': 'There is no such actor',
};

export function makeDeadLetters() {
  const values = Object.keys(reasons).map(() => el('dd', {}, '–'));
  const boxes = Object.values(reasons).map((words, at) => el('div', { class: 'figures__one' }, el('dt', {}, words), values[at]));
  const nothing = el('p', { class: 'nothing' }, 'Since the engine’s start every message was handled.');
  const table = makeTable('Dead letters, newest first', [
    { title: 'At', of: (/** @type {Letter} */ each) => clockText(each.at) },
    { title: 'To', of: ({ to }) => to },
    { title: 'Message', of: ({ message }) => message },
    { title: 'Why', of: (/** @type {Letter} */ { reason }) => reasons[reason] },
  ], (/** @type {any} */ { key }) => key);
  const list = el('details', { class: 'more-of-it' }, el('summary', {}, 'The last 100'), table.element);
  const counts = el('dl', { class: 'figures figures--small' }, ...boxes);
  const element = el('section', { 'aria-labelledby': 'dead-letters' }, el('h3', { id: 'dead-letters', class: 'section-title' }, 'Dead letters'),
    el('p', { class: 'board__hint' }, 'Messages that no actor has handled, since the engine’s start.'), counts, nothing, list);

  /** @param {DeadLetters} all */
  function show({ counts: byReason, items }) {
    Object.keys(reasons).forEach((reason, at) => {
      values[at].textContent = String(byReason[reason]);
      boxes[at].classList.toggle('figures__one--warn', byReason[reason] > 0);
    });
    nothing.hidden = items.length > 0;
    counts.hidden = items.length === 0;
    list.hidden = items.length === 0;
    // Two may be the same in everything: counted from the oldest, each keeps its row.
    table.fill(items.map((each, at) => ({ ...each, key: `${each.at} ${items.length - at}` })));
  }
  return { element, refresh: async () => show(await get('/v1/actors/dead-letters')) };
}
