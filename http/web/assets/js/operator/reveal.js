// A look at a referral's contact information: with a reason, on record, and gone again with the next referral.

import { get } from '../api.js';
import { el, notice } from '../dom.js';
import { readablePhone } from '../words.js';
import { question, reason } from './question.js';
import { ways } from './words.js';

/** @param {import('contract').Referral} referral */
function contactOf({ contact, notes }) {
  if (!contact) return notice('info', 'There is no contact information any more.');
  const fact = (/** @type {string} */ name, /** @type {string | Node | null} */ value) => (value ? el('div', {}, el('dt', {}, name), el('dd', {}, value)) : null);
  return el('dl', { class: 'referral__facts' }, fact('Name', contact.name), fact('Phone', el('a', { href: `tel:${contact.phone}` }, readablePhone(contact.phone))),
    fact('E-mail', contact.email && el('a', { href: `mailto:${contact.email}` }, contact.email)),
    fact('Prefers', ways[contact.preferred_contact]), fact('Note', contact.note), ...(notes ?? []).map((each) => fact('Noted', each)));
}

/** @param {() => string} idNow of the referral that is looked at @param {() => void} changed */
export function makeReveal(idNow, changed) {
  const place = el('div', {});
  async function look() {
    const id = idNow();
    const told = await question('Look at the contact information?', 'The look and its reason are put on record.', 'Look at it', [reason]);
    if (!told) return;
    const shown = await get('/v1/referrals/{id}', { at: { id }, query: { reveal: 'contact', reason: told.reason } })
      .then(contactOf, (problem) => notice('error', 'That did not work', problem.message));
    if (id === idNow()) place.replaceChildren(shown);
    changed();
  }
  const button = el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: look } }, 'Reveal contact');
  return { button, place, forget: () => place.replaceChildren() };
}
