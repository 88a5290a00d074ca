// A referral by its id: an operator who is told one opens it, wherever it stands in the lists.

import { get } from '../api.js';
import { el } from '../dom.js';

const shape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/; // Of an id; whatever else was typed, a name perhaps, leaves the page for nowhere.

/** @param {(id: string) => Promise<void>} open */
export function makeFind(open) {
  const told = el('span', { class: 'usa-error-message', id: 'find-told', role: 'status' });
  const field = el('input', { class: 'usa-input', id: 'find-id', type: 'text', maxlength: '64', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'find-told' });

  /** @param {string} id */
  async function find(id) {
    if (!shape.test(id)) return 'That is not the id of a referral.';
    const answered = await get('/v1/referrals/{id}', { at: { id } }).then(() => '', (problem) => (problem.status === 404 ? 'There is no such referral.' : problem.message));
    if (!answered) await open(id);
    return answered;
  }

  const element = el('form', { class: 'find', role: 'search', novalidate: true, on: { submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    told.textContent = '';
    told.textContent = await find(field.value.trim());
  } } }, el('label', { class: 'usa-label', for: 'find-id' }, 'Referral id'),
  el('span', { class: 'find__row' }, field, el('button', { class: 'usa-button usa-button--outline', type: 'submit' }, 'Open')), told);
  return { element, focus: () => field.focus() };
}
