// The contact information of a referral that is the agent's own, the resident's preferred way first.

import { el } from '../dom.js';
import { readablePhone } from '../words.js';

/** @param {import('contract').ResidentContact | undefined} contact */
export function contactOf(contact) {
  if (!contact) return el('p', { class: 'nothing' }, 'The contact information is no longer shown.');
  const phone = readablePhone(contact.phone);
  /** @type {Record<string, any>} */
  const ways = {
    phone: way(`tel:${contact.phone}`, 'Call', phone),
    text: way(`sms:${contact.phone}`, 'Text', phone),
    email: contact.email ? way(`mailto:${contact.email}`, 'E-mail', contact.email) : null,
  };
  const preferred = ways[contact.preferred_contact];
  preferred?.classList.add('way--preferred');
  preferred?.append(el('span', { class: 'way__note' }, 'preferred'));
  const all = [preferred, ...Object.values(ways).filter((each) => each !== preferred)];
  return el('div', { class: 'contact' }, el('div', { class: 'ways' }, ...all),
    contact.note ? el('p', { class: 'contact__note' }, el('span', { class: 'contact__label' }, 'Note: '), contact.note) : null);
}

/** @param {string} href @param {string} verb @param {string} value */
function way(href, verb, value) {
  return el('a', { class: 'way', href }, el('span', { class: 'way__verb' }, verb), ' ', el('span', { class: 'way__value' }, value), ' ');
}
