// What an order needs to be told before it is given: its reason, a disposition, a time.

import { el } from '../dom.js';

/**
 * What is `offered` comes when it comes; anything else may be typed as well.
 * @typedef {{name: string, label: string, hint?: string, optional?: boolean, kind?: 'text' | 'note' | 'time' | 'choice', choices?: [string, string][], offered?: () => Promise<[string, string][]>, value?: string}} Wanted
 */

/** @param {Wanted} wanted */
function input({ name, optional, kind = 'text', choices = [], offered, value = '' }) {
  const properties = { id: `question-${name}`, name, required: !optional };
  if (kind === 'choice') return el('select', { class: 'usa-select', ...properties }, ...choices.map(([each, text]) => el('option', { value: each }, text)));
  if (kind === 'note') return el('textarea', { class: 'usa-textarea', maxlength: '500', ...properties });
  if (kind === 'time') return el('input', { class: 'usa-input', type: 'datetime-local', ...properties });
  return el('input', { class: 'usa-input', type: 'text', maxlength: '200', autocomplete: 'off', value, list: offered ? `${properties.id}-list` : null, ...properties });
}

/** @param {Wanted} wanted */
function offer({ name, offered }) {
  if (!offered) return null;
  const list = el('datalist', { id: `question-${name}-list` });
  offered().then((all) => list.append(...all.map(([value, text]) => el('option', { value }, text))), () => {}); // Without it, one types.
  return list;
}

/**
 * Asks in a dialog; null when it is closed without an order.
 * @param {string} title @param {string} text @param {string} send what the button says @param {Wanted[]} wanted
 * @returns {Promise<Record<string, string> | null>}
 */
export function question(title, text, send, wanted) {
  return new Promise((resolve) => {
    const fields = wanted.map((each) => el('div', {}, el('label', { class: 'usa-label', for: `question-${each.name}` }, each.optional ? `${each.label} (optional)` : each.label),
      each.hint ? el('span', { class: 'usa-hint' }, each.hint) : null, input(each), offer(each)));
    const back = el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: () => dialog.close() } }, 'Back');
    const form = el('form', { method: 'dialog', on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      /** @type {any} */
      const told = Object.fromEntries(new FormData(form));
      resolve(Object.fromEntries(Object.entries(told).map(([name, value]) => [name, value.trim()])));
      dialog.close();
    } } }, ...fields, el('div', { class: 'referral__actions' }, el('button', { class: 'usa-button', type: 'submit' }, send), back));
    // Whoever closes it otherwise, with Escape as well, has given no order.
    const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'question-title', on: { close: () => { dialog.remove(); resolve(null); } } },
      el('h2', { id: 'question-title' }, title), text ? el('p', {}, text) : null, form);
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** An instant out of a `datetime-local` field, in the reader's own zone; none where it is empty. @param {string} told */
export const instant = (told) => (told ? new Date(told).toISOString() : null);

/** @type {Wanted} */
export const reason = { name: 'reason', label: 'Reason', hint: 'It is put on record.' };
