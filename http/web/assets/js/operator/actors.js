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

/** @type {{title: string, order: Order, of: (each: any) => number | null, inWords: (value: any) => string}[]} */
const figures = [
  { title: 'Mailbox', order: 'mailbox', of: (each) => each.mailbox, inWords: String },
  { title: 'Handled', order: 'handled', of: (each) => each.handled, inWords: String },
  { title: 'p50', order: 'p50', of: (each) => each.handling_seconds.p50, inWords: duration },
  { title: 'p99', order: 'p99', of: (each) => each.handling_seconds.p99, inWords: duration },
  { title: 'Oldest message', order: 'oldest_message_seconds', of: (each) => each.oldest_message_seconds, inWords: duration },
  { title: 'Timers', order: 'timers', of: (each) => each.timers, inWords: String },
  { title: 'Restarts', order: 'restarts', of: (each) => each.restarts, inWords: String },
];

/** A figure's column; where there is none it comes last. @param {string} title @param {(each: any) => number | null} of @param {(value: any) => string} [inWords] @returns {import('./table.js').Column} */
const figure = (title, of, inWords = String) => ({ title, number: true, by: (each) => of(each) ?? -1, of: (each) => inWords(of(each)) });

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
  const aside = makePutAside(say, again, () => title.focus());
  const letters = makeDeadLetters();
  const byKind = makeTable('Actors by kind', [
    { title: 'Kind', by: (each) => each.kind, of: (each) => each.kind },
    figure('Live', (each) => each.live),
    figure('Put aside', (each) => each.put_aside ?? 0),
    ...figures.map(({ title, of, inWords }) => figure(title, of, inWords)),
  ], (each) => each.kind);
  const each = makeTable('Actors one by one', [
    { title: 'Actor', of: nameOf },
    // All of them are sorted, not only those that are shown: by the engine.
    ...figures.map(({ title, order: by, of, inWords }) => ({ title, number: true, sort: () => { order = by; again(); }, of: (/** @type {any} */ one) => inWords(of(one)) })),
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

  const title = el('h2', { tabindex: '-1' }, 'Actors');
  const element = el('div', {}, title, aside.element, byKind.element, letters.element,
    el('h3', { class: 'section-title' }, 'One by one'), el('div', { class: 'filters' }, kind.element), each.element, more.element);
  return { element, refresh, everyMilliseconds: 3000 }; // No event tells of their work.
}
