// A choice above a table.

import { el } from '../dom.js';

/** @param {string} id @param {string} label @param {[string, string][]} options @param {() => void} changed */
export function filter(id, label, options, changed) {
  const select = el('select', { class: 'usa-select', id, on: { change: changed } }, ...options.map(([value, text]) => el('option', { value }, text)));
  return { select, element: el('div', {}, el('label', { class: 'usa-label', for: id }, label), select) };
}
