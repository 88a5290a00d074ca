// Tables that are filled again and again: a row stays the same element for as long as it is the same thing.

import { arrange, el } from '../dom.js';

/** What is long goes on in a line of its own: `wide` in words, `wrapped` in few. */
/** @typedef {{title: string, number?: boolean, wide?: boolean, wrapped?: boolean, sort?: () => void, of: (item: any) => any}} Column */

/** @param {string} caption @param {Column[]} columns @param {(item: any) => string} keyOf */
export function makeTable(caption, columns, keyOf) {
  const heads = columns.map(({ title, number, sort }) => el('th', { scope: 'col', class: number ? 'number' : null },
    sort ? el('button', { type: 'button', class: 'sort', on: { click: sort } }, title) : title));
  const body = el('tbody', {});
  // What is wider than its window is scrolled by keyboard too.
  const element = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', { class: 'table' }, el('caption', {}, caption), el('thead', {}, el('tr', {}, ...heads)), body));
  /** @type {Map<string, {row: HTMLTableRowElement, text: string}>} */
  let rows = new Map();
  return {
    element,
    heads,
    /** @param {any[]} items */
    fill(items) {
      const next = new Map();
      for (const item of items) {
        const key = keyOf(item);
        const text = JSON.stringify(item);
        const known = rows.get(key);
        const cells = () => columns.map(({ number, wide, wrapped, of }) => el('td', { class: [number && 'number', wide && 'wide', wrapped && 'wrapped'].filter(Boolean).join(' ') || null }, of(item) ?? ''));
        const row = known?.row ?? el('tr', {});
        if (known?.text !== text) row.replaceChildren(...cells());
        next.set(key, { row, text });
      }
      rows = next;
      arrange(body, [...rows.values()].map(({ row }) => row));
    },
  };
}
