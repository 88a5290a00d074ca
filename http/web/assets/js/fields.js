// Fields of the portal's forms, with the words for what the API found wrong.

import { el, focusOn, notice } from './dom.js';

/** @param {string} id @param {string} label @param {any} input @param {string} [hint] */
export function field(id, label, input, hint) {
  input.id = id;
  if (hint) input.setAttribute('aria-describedby', `${id}-hint`);
  return el('div', { class: 'usa-form-group' }, el('label', { class: 'usa-label', for: id }, label),
    hint ? el('span', { class: 'usa-hint', id: `${id}-hint` }, hint) : null, input);
}

/** @param {string} name @param {string} id @param {string} value @param {string} label @param {boolean} checked @param {'radio'|'checkbox'} type */
export function choice(name, id, value, label, checked, type) {
  return el('div', { class: `usa-${type}` }, el('input', { class: `usa-${type}__input`, type, name, id, value, checked }),
    el('label', { class: `usa-${type}__label`, for: id }, label));
}

/**
 * A form that is saved by one call; what was wrong stands on top of it.
 * @param {any[]} content @param {string} send @param {() => Promise<any>} save @param {(answered: any) => Promise<void>} saved
 */
export function savedForm(content, send, save, saved) {
  const told = el('div', {});
  const button = el('button', { class: 'usa-button', type: 'submit' }, send);
  let saving = false;
  const setSaving = (/** @type {boolean} */ whether) => { saving = whether; button.setAttribute('aria-disabled', String(whether)); }; // Disabled it would lose the focus.
  return el('form', { novalidate: true, on: { submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      await saved(await save());
    } catch (problem) {
      const { errors, message } = /** @type {any} */ (problem);
      const list = (errors ?? []).map((/** @type {any} */ each) => el('li', {}, `${placeName(each.pointer)}: ${each.detail}`));
      const alert = notice('error', 'This could not be saved', list.length ? 'Please check what you entered.' : message, 'h3');
      alert.querySelector('.usa-alert__body')?.append(el('ul', { class: 'usa-list' }, ...list));
      told.replaceChildren(alert);
      alert.scrollIntoView({ block: 'center' });
      focusOn(alert);
    } finally {
      setSaving(false);
    }
  } } }, told, ...content, button);
}

/** `/weekly/monday/breaks/0/start` in words. @param {string} pointer */
function placeName(pointer) {
  const parts = pointer.split('/').filter((each) => each && each !== 'weekly').map((each) => (/^\d+$/.test(each) ? String(Number(each) + 1) : each.replaceAll('_', ' ')));
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
