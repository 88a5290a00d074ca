// @ts-nocheck Its calls are typed with the next change.
// Every actor at its work: by kind, and one by one.

import { get } from '../api.js';
import { el } from '../dom.js';
import { duration } from './figures.js';
import { filter } from './referrals.js';
import { makeTable } from './table.js';

/** @returns {import('./table.js').Column[]} */
const figures = (/** @type {(order: string) => (() => void) | undefined} */ sorted) => [
  { title: 'Mailbox', number: true, sort: sorted('mailbox'), of: (each) => String(each.mailbox) },
  { title: 'Handled', number: true, sort: sorted('handled'), of: (each) => String(each.handled) },
  { title: 'p50', number: true, sort: sorted('p50'), of: (each) => duration(each.handling_seconds.p50) },
  { title: 'p99', number: true, sort: sorted('p99'), of: (each) => duration(each.handling_seconds.p99) },
  { title: 'Oldest message', number: true, sort: sorted('oldest_message_seconds'), of: (each) => duration(each.oldest_message_seconds) },
  { title: 'Timers', number: true, sort: sorted('timers'), of: (each) => String(each.timers) },
  { title: 'Restarts', number: true, sort: sorted('restarts'), of: (each) => String(each.restarts) },
];

export function makeActors() {
  let order = '';
  const again = () => refresh().catch(() => {});
  const kind = filter('kind', 'Kind', [['', 'All']], again);
  const byKind = makeTable('Actors by kind', [
    { title: 'Kind', of: (each) => each.kind },
    { title: 'Live', number: true, of: (each) => String(each.live) },
    ...figures(() => undefined),
  ], (each) => each.kind);
  const each = makeTable('Actors one by one', [
    { title: 'Actor', of: (one) => (one.kind === one.id ? one.kind : `${one.kind} ${one.id}`) },
    ...figures((by) => () => { order = by; again(); }),
    { title: 'Last error', wide: true, of: (one) => one.last_error },
  ], (one) => `${one.kind}/${one.id}`);

  /** Every kind that the engine has can be chosen. @param {string[]} names */
  function offer(names) {
    const known = [...kind.select.options].map(({ value }) => value);
    kind.select.append(...names.filter((name) => !known.includes(name)).map((name) => el('option', { value: name }, name)));
  }

  async function refresh() {
    const query = new URLSearchParams({ limit: '50' });
    if (kind.select.value) query.set('kind', kind.select.value);
    if (order) query.set('sort', order);
    const page = await get(`/v1/actors?${query}`);
    byKind.fill(page.kinds);
    offer(page.kinds.map((/** @type {any} */ { kind: name }) => name));
    each.fill(page.items);
  }

  const element = el('div', {}, el('h2', {}, 'Actors'), byKind.element, el('div', { class: 'filters' }, kind.element), each.element);
  return { title: 'Actors', element, refresh };
}
