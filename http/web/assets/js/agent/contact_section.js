// The second section: Preferred Contact Information.

import { put } from '../api.js';
import { el } from '../dom.js';
import { choice, field, savedForm } from '../fields.js';
import { me } from './me.js';
import { languageName, readablePhone } from '../words.js';

/** Spoken at home in Kentucky; any other that is saved already joins them. */
const offered = ['en', 'es', 'ar', 'bs', 'de', 'fr', 'gu', 'hi', 'ht', 'ja', 'ko', 'my', 'ne', 'pl', 'pt', 'ru', 'rw', 'so', 'sw', 'tl', 'uk', 'ur', 'vi', 'zh'];

/** @type {Record<string, import('../fields.js').Mistake>} */
const mistakes = {
  '/phone': { text: 'Enter your phone number, like 502-555-0123.', at: '#own-phone' },
  '/email': { text: 'Enter your e-mail address, like name@example.org.', at: '#own-email' },
  '/languages': { text: 'Choose at least one language.', at: '#language-en' },
};

/** @param {import('contract').Agent} profile @param {(answered: import('contract').Agent) => Promise<void>} saved */
export function contactForm(profile, saved) {
  const now = profile.registration.contact ?? { phone: profile.phone, email: profile.email, preferred_contact: 'phone', languages: ['en'] };
  const phone = el('input', { class: 'usa-input', type: 'tel', autocomplete: 'tel', value: now.phone ? readablePhone(now.phone) : '' });
  const email = el('input', { class: 'usa-input', type: 'email', autocomplete: 'email', value: now.email ?? '' });
  /** @type {Record<string, string>} */
  const ways = { phone: 'Phone', text: 'Text message', email: 'E-mail' };
  const preferred = el('fieldset', { class: 'usa-fieldset' }, el('legend', { class: 'usa-legend' }, 'How should we contact you?'),
    ...Object.entries(ways).map(([value, label]) => choice('preferred', `preferred-${value}`, value, label, now.preferred_contact === value, 'radio')));
  const all = [...new Set([...offered, ...now.languages])];
  const languages = el('fieldset', { class: 'usa-fieldset' }, el('legend', { class: 'usa-legend' }, 'Languages you speak with residents'),
    el('div', { class: 'languages' }, ...all.map((tag) => choice('languages', `language-${tag}`, tag, languageName(tag), now.languages.includes(tag), 'checkbox'))));
  /** @param {Element} within @returns {string[]} */
  const chosen = (within) => [.../** @type {NodeListOf<HTMLInputElement>} */ (within.querySelectorAll('input:checked'))].map((each) => each.value);
  return savedForm([
    field('own-phone', 'Phone number', phone, 'Residents see it once you accept their request.'),
    field('own-email', 'E-mail address', email), preferred, languages], 'Save and continue',
  () => put('/v1/agents/{id}/registration/contact', me, { phone: phone.value, email: email.value, preferred_contact: /** @type {import('contract').ResidentContact['preferred_contact']} */ (chosen(preferred)[0]), languages: chosen(languages) }), saved,
  ({ pointer }) => mistakes[pointer]);
}
