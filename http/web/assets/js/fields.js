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

/** @typedef {{text: string, at?: string}} Mistake in words, and a selector of the field */

/** Says at a field what is wrong with it; how to take that back. @param {HTMLElement} input @param {string} text */
function mark(input, text) {
  if (input.getAttribute('aria-invalid')) return () => {};
  const told = el('span', { class: 'usa-error-message', id: `${input.id}-error` }, text);
  const before = input.getAttribute('aria-describedby');
  const group = input.closest('.usa-form-group');
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', [told.id, before].filter(Boolean).join(' '));
  group?.classList.add('usa-form-group--error');
  const place = ['.languages', '.day__break', '.usa-checkbox', '.day__span'].map((each) => input.closest(each)).find(Boolean) ?? input;
  place.before(told);
  return () => {
    told.remove();
    input.removeAttribute('aria-invalid');
    if (before) input.setAttribute('aria-describedby', before);
    else input.removeAttribute('aria-describedby');
    group?.classList.remove('usa-form-group--error');
  };
}

/**
 * A form that is saved by one call; what was wrong stands on top of it, and at its field.
 * @param {any[]} content @param {string} send @param {() => Promise<any>} save @param {(answered: any) => Promise<void>} saved
 * @param {(wrong: {pointer: string, detail: string}) => Mistake | undefined} [tell] own words for the API's
 */
export function savedForm(content, send, save, saved, tell = () => undefined) {
  const told = el('div', {});
  const button = el('button', { class: 'usa-button', type: 'submit' }, send);
  /** @type {(() => void)[]} */
  let marks = [];
  let saving = false;
  const setSaving = (/** @type {boolean} */ whether) => { saving = whether; button.setAttribute('aria-disabled', String(whether)); }; // Disabled it would lose the focus.

  /** One line of the list on top. @param {{pointer: string, detail: string}} wrong */
  function lineOf(wrong) {
    const { text, at } = tell(wrong) ?? { text: `${placeName(wrong.pointer)}: ${wrong.detail}` };
    const input = /** @type {HTMLElement | null} */ (at ? form.querySelector(at) : null);
    if (!input) return el('li', {}, text);
    marks.push(mark(input, text));
    return el('li', {}, el('a', { class: 'usa-link', href: `#${input.id}`, on: { click: (/** @type {Event} */ event) => { event.preventDefault(); input.focus(); } } }, text));
  }

  const form = el('form', { novalidate: true, on: { submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    try {
      await saved(await save());
    } catch (problem) {
      const { errors, message } = /** @type {any} */ (problem);
      for (const each of marks) each();
      marks = [];
      const list = (errors ?? []).map(lineOf);
      const alert = notice('error', 'This could not be saved', list.length ? 'Please check what you entered.' : message, 'h3');
      alert.querySelector('.usa-alert__body')?.append(el('ul', { class: 'usa-list' }, ...list));
      told.replaceChildren(alert);
      alert.scrollIntoView({ block: 'center' });
      focusOn(alert);
    } finally {
      setSaving(false);
    }
  } } }, told, ...content, button);
  return form;
}

/** `/weekly/monday/breaks/0/start` in words. @param {string} pointer */
function placeName(pointer) {
  const parts = pointer.split('/').filter((each) => each && each !== 'weekly').map((each) => (/^\d+$/.test(each) ? String(Number(each) + 1) : each.replaceAll('_', ' ')));
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
