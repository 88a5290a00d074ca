// The two forms that end an agent's part: completing with a disposition, and releasing with a reason.

import { el } from '../dom.js';
import { dispositions } from '../words.js';

/** @typedef {(what: 'accept' | 'reject' | 'contacted' | 'complete' | 'release', body?: any) => void} Act */

/** @param {string} id @param {string} label @param {string} name @param {boolean} needed */
function text(id, label, name, needed) {
  return [el('label', { class: 'usa-label', for: id }, label), el('textarea', { class: 'usa-textarea referral__text', id, name, maxlength: needed ? '200' : '500', required: needed })];
}

/** @param {string} send @param {() => void} close */
function buttons(send, close) {
  return el('div', { class: 'referral__actions' }, el('button', { class: 'usa-button', type: 'submit' }, send),
    el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: close } }, 'Back'));
}

/** @param {string} id @param {Act} act @param {() => void} close */
export function completeForm(id, act, close) {
  const choices = Object.entries(dispositions).map(([value, label]) => el('div', { class: 'usa-radio' },
    el('input', { class: 'usa-radio__input', type: 'radio', name: 'disposition', id: `${id}-${value}`, value, required: true }),
    el('label', { class: 'usa-radio__label', for: `${id}-${value}` }, label)));
  return el('form', { on: { submit: (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const read = new FormData(/** @type {HTMLFormElement} */ (event.target));
    act('complete', { disposition: read.get('disposition'), note: read.get('note') || null });
  } } },
  el('fieldset', { class: 'usa-fieldset' }, el('legend', { class: 'usa-legend' }, 'What came of it?'), ...choices),
  ...text(`${id}-note`, 'Note (optional)', 'note', false), buttons('Complete the referral', close));
}

/** @param {string} id @param {Act} act @param {() => void} close */
export function releaseForm(id, act, close) {
  return el('form', { on: { submit: (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    act('release', { reason: new FormData(/** @type {HTMLFormElement} */ (event.target)).get('reason') });
  } } },
  el('p', {}, 'It goes to another agent under its old promise, and you can no longer see the contact information.'),
  ...text(`${id}-reason`, 'Why do you release it?', 'reason', true), buttons('Release the referral', close));
}
