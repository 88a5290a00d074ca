// Every actor at its work: by kind, and one by one.

import { get } from '../api.js';
import { el } from '../dom.js';
import { makeDeadLetters } from './dead_letters.js';
import { duration } from './figures.js';
import { filter } from './filter.js';
import { makeMore, readPages } from './pages.js';
import { makePutAside } from './put_aside.js';
import { makeTable } from './table.js';

/** @typedef {'mailbox' | 'handled' | 'p50' | 'p99' | 'oldest_message_seconds' | 'timers' | 'restarts'} Order */

/** @returns {import('./table.js').Column[]} */
const figures = (/** @type {(order: Order) => (() => void) | undefined} */ sorted) => [
  { title: 'Mailbox', number: true, sort: sorted('mailbox'), of: (each) => String(each.mailbox) },
  { title: 'Handled', number: true, sort: sorted('handled'), of: (each) => String(each.handled) },
  { title: 'p50', number: true, sort: sorted('p50'), of: (each) => duration(each.handling_seconds.p50) },
  { title: 'p99', number: true, sort: sorted('p99'), of: (each) => duration(each.handling_seconds.p99) },
  { title: 'Oldest message', number: true, sort: sorted('oldest_message_seconds'), of: (each) => duration(each.oldest_message_seconds) },
  { title: 'Timers', number: true, sort: sorted('timers'), of: (each) => String(each.timers) },
  { title: 'Restarts', number: true, sort: sorted('restarts'), of: (each) => String(each.restarts) },
];

/** @param {import('contract').Actor} one */
function nameOf({ kind, id, put_aside: aside }) {
  const name = kind === id ? kind : `${kind} ${id}`;
  return aside ? el('span', {}, `${name} `, el('span', { class: 'tag tag--dead' }, 'put aside')) : name;
}

/** @param {(text: string) => void} say */
export function makeActors(say) {
  /** @type {Order | undefined} */
  let order;
  const again = () => refresh().catch(() => {});
  const more = makeMore('actors', () => refresh());
  const kind = filter('kind', 'Kind', [['', 'All']], () => { more.restart(); again(); });
  const aside = makePutAside(say, again);
  const letters = makeDeadLetters();
  const byKind = makeTable('Actors by kind', [
    { title: 'Kind', of: (each) => each.kind },
    { title: 'Live', number: true, of: (each) => String(each.live) },
    { title: 'Put aside', number: true, of: (each) => String(each.put_aside ?? 0) },
    ...figures(() => undefined),
  ], (each) => each.kind);
  const each = makeTable('Actors one by one', [
    { title: 'Actor', of: nameOf },
    ...figures((by) => () => { order = by; again(); }),
    { title: 'Last error', wide: true, of: (one) => one.last_error },
  ], (one) => `${one.kind}/${one.id}`);

  /** Every kind that the engine has can be chosen. @param {string[]} names */
  function offer(names) {
    const known = [...kind.select.options].map(({ value }) => value);
    kind.select.append(...names.filter((name) => !known.includes(name)).map((name) => el('option', { value: name }, name)));
  }

  async function refresh() {
    const query = { limit: 50, kind: kind.select.value, sort: order };
    /** @type {import('contract').Kind[]} */
    let kinds = [];
    const { items, more: further } = await readPages(async (cursor) => {
      const page = await get('/v1/actors', { query: { ...query, cursor } });
      kinds = page.kinds;
      return page;
    }, more.pages());
    byKind.fill(kinds);
    offer(kinds.map(({ kind: name }) => name));
    each.fill(items);
    more.tell(items.length, further);
    await Promise.all([aside.show(kinds), letters.refresh()]);
  }

  const element = el('div', {}, el('h2', {}, 'Actors'), aside.element, byKind.element, letters.element,
    el('h3', { class: 'section-title' }, 'One by one'), el('div', { class: 'filters' }, kind.element), each.element, more.element);
  return { element, refresh, everyMilliseconds: 3000 }; // No event tells of their work.
}
