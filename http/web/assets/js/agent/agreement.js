// The first section: Agree to Register.

import { put } from '../api.js';
import { el } from '../dom.js';
import { choice, savedForm } from '../fields.js';
import { me } from './me.js';

const termsVersion = '2026-11';

/** @param {import('contract').Agent} profile @param {(answered: import('contract').Agent) => Promise<void>} saved */
export function agreementForm({ registration }, saved) {
  const agreed = Boolean(registration.agreement) && registration.status !== 'De-registered';
  const box = choice('agreed', 'agreed', 'yes', 'I agree to these terms and register for kynect On Demand.', agreed, 'checkbox');
  const terms = el('ul', { class: 'usa-list' },
    el('li', {}, 'I answer an offer within its time by accepting or rejecting it. Three offers in a row without an answer de-register me.'),
    el('li', {}, 'I contact each resident I accept before the promised time, in the way the resident prefers.'),
    el('li', {}, 'I use a resident’s contact information for this request alone and keep it to myself.'),
    el('li', {}, 'I keep my schedule up to date, so that I am offered referrals only when I can answer.'));
  return savedForm([el('p', {}, 'With kynect On Demand residents who ask for help are referred to you.'), terms, box], 'Save and continue',
    () => put('/v1/agents/{id}/registration/agreement', me, { agreed: /** @type {any} */ (box.querySelector('input').checked), terms_version: termsVersion }), saved,
    ({ pointer }) => (pointer === '/agreed' ? { text: 'Check the box to agree to the terms.', at: '#agreed' } : undefined));
}
