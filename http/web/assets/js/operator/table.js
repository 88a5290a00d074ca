// Tables that are filled again and again: a row stays the same element for as long as it is the same thing, and so does each of its
// cells that says the same. What has the focus keeps it.

import { arrange, el } from '../dom.js';

/**
 * What is long goes on in a line of its own: `wide` in words, `wrapped` in few. `by` sorts what is shown; `sort` has it sorted elsewhere,
 * largest first.
 * @typedef {{title: string, number?: boolean, wide?: boolean, wrapped?: boolean, sort?: () => void, by?: (item: any) => number | string, of: (item: any) => any}} Column
 */
/** @typedef {{row: HTMLTableRowElement, item: any, text: string}} Row */

/** @param {Element | undefined} cell @returns {HTMLElement[]} */
const controls = (cell) => [...(cell?.querySelectorAll('button, a') ?? [])].map((each) => /** @type {HTMLElement} */ (each));

/** @param {number | string} one @param {number | string} other */
const compare = (one, other) => (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other)));

/** @param {string} caption @param {Column[]} columns @param {(item: any) => string} keyOf */
export function makeTable(caption, columns, keyOf) {
  const heads = columns.map(({ title, number, sort, by }, at) => el('th', { scope: 'col', class: number ? 'number' : null },
    sort || by ? el('button', { type: 'button', class: 'sort', on: { click: () => sortBy(at) } }, title) : title));
  const body = el('tbody', {});
  const name = el('span', { class: 'table__name' }, caption);
  // What is wider than its window is scrolled by keyboard too.
  const element = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', { class: 'table' }, el('caption', {}, name), el('thead', {}, el('tr', {}, ...heads)), body));
  /** @type {Map<string, Row>} */
  let rows = new Map();
  /** @type {any[]} */
  let filled = [];
  /** @type {{at: number, falls: boolean} | null} */
  let order = null;

  /** Figures fall at first and names rise; pressed again, it is the other way round. @param {number} at the column */
  function sortBy(at) {
    const { number, sort } = columns[at];
    order = { at, falls: sort || order?.at !== at ? Boolean(number) : !order.falls };
    heads.forEach((head, place) => (place === at ? head.setAttribute('aria-sort', order?.falls ? 'descending' : 'ascending') : head.removeAttribute('aria-sort')));
    if (sort) sort();
    else fill(filled);
  }

  /** @param {any[]} items */
  function sorted(items) {
    const by = order && columns[order.at].by;
    if (!by) return items;
    return [...items].sort((one, other) => (order?.falls ? -1 : 1) * compare(by(one), by(other)));
  }

  /** @param {Column} column @param {any} item */
  const cellOf = ({ number, wide, wrapped, of }, item) =>
    el('td', { class: [number && 'number', wide && 'wide', wrapped && 'wrapped'].filter(Boolean).join(' ') || null }, of(item) ?? '');

  /** What a cell's button does, it does with what is known now: the row's item stays one object. @param {Row} known @param {any} item */
  function renew({ row, item: held }, item) {
    for (const each of Object.keys(held)) delete held[each];
    Object.assign(held, item);
    columns.forEach((column, at) => {
      const cell = cellOf(column, held);
      if (!row.cells[at]) row.append(cell);
      else if (!row.cells[at].isEqualNode(cell)) row.cells[at].replaceWith(cell);
    });
  }

  /** Brings the focus back to where it was, or to what stands there now. @param {() => void} change */
  function keepingFocus(change) {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const cell = active?.closest('td');
    if (!active || !cell || !body.contains(cell)) return change();
    const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
    const [at, column, place] = [row.sectionRowIndex, cell.cellIndex, controls(cell).indexOf(active)];
    change();
    if (document.activeElement === active) return;
    const now = row.isConnected ? row : body.rows[Math.min(at, body.rows.length - 1)];
    const there = controls(now?.cells[column]);
    (active.isConnected ? active : there[place] ?? there[0] ?? element).focus({ preventScroll: true });
  }

  /** @param {any[]} items */
  function fill(items) {
    filled = items;
    /** @type {typeof rows} */
    const next = new Map();
    keepingFocus(() => {
      for (const item of sorted(items)) {
        const known = rows.get(keyOf(item)) ?? { row: el('tr', {}), item: {}, text: '' };
        const text = JSON.stringify(item);
        if (known.text !== text) renew(known, item);
        next.set(keyOf(item), Object.assign(known, { text }));
      }
      rows = next;
      arrange(body, [...rows.values()].map(({ row }) => row));
    });
  }

  return {
    element,
    fill,
    /** @param {string} text */
    call(text) {
      name.textContent = text;
      element.setAttribute('aria-label', text);
    },
    /** Whether there is such a row, and something in it to have the focus. @param {string} key */
    focus(key) {
      const [first] = controls(rows.get(key)?.row);
      first?.focus();
      return first !== undefined;
    },
  };
}
