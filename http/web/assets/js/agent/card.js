// One referral of the Referral Manager: what is known of it, and what can be done.

import { post } from '../api.js';
import { clockText } from '../clock.js';
import { el, focusOn, notice } from '../dom.js';
import { contactOf } from './contact.js';
import { completeForm, releaseForm } from './endings.js';
import { dispositions, languageName, refusals } from '../words.js';

/** @typedef {{say: (text: string) => void, refresh: () => Promise<void>}} Page */

/** @param {import('contract').Referral} referral */
const nameOf = (referral) => referral.contact?.name ?? `${languageName(referral.language)} speaker in ${referral.zip}`;

/** @param {string} id @param {Page} page */
export function makeCard(id, page) {
  const element = el('article', { class: 'card referral', 'data-referral': id });
  let shown = '';
  /** @type {import('contract').Referral} */
  let referral;
  let place = '';
  let acting = false;

  /** @typedef {'accept' | 'reject' | 'contacted' | 'complete' | 'release'} Answer */
  /** @param {Answer} what @param {any} [body] */
  async function act(what, body) {
    if (acting) return;
    setActing(true); // A button that is disabled would lose the focus.
    const refused = await post(/** @type {`/v1/referrals/{id}/${Answer}`} */ (`/v1/referrals/{id}/${what}`), { at: { id } }, body).then(() => null, (problem) => problem);
    const text = refused ? refusals[refused.code] ?? refused.message : done[what];
    page.say(text);
    if (refused) tell(refused.code, text);
    await page.refresh().catch(() => {}); // What is shown is read again with the next news.
    setActing(false);
  }

  /** @param {boolean} whether */
  function setActing(whether) {
    acting = whether;
    for (const each of element.querySelectorAll('button')) each.setAttribute('aria-disabled', String(whether));
  }

  /** Told where the eye is, also when the card is about to go. @param {string} code @param {string} text */
  function tell(code, text) {
    const told = notice(code === 'already-taken' ? 'info' : 'warning', code === 'already-taken' ? 'Already taken' : 'That did not work', text);
    const list = element.closest('.board');
    told.append(el('button', { class: 'usa-button usa-button--unstyled notice__close', type: 'button', on: { click: () => { told.remove(); focusOn(list?.querySelector('h3')); } } }, 'Close'));
    list?.prepend(told);
  }

  function render() {
    element.replaceChildren(head(referral, place), facts(referral), interpreter(referral), ...parts(referral, place, act));
  }

  return {
    element,
    /** @param {import('contract').Referral} next @param {string} where */
    show(next, where) {
      const text = JSON.stringify([next, where]);
      if (text === shown) return;
      const moved = where !== place;
      if (!moved && element.querySelector('form')) return; // Somebody is typing.
      const held = element.contains(document.activeElement) ? document.activeElement?.textContent : null;
      shown = text;
      referral = next;
      place = where;
      render();
      if (held) focusOn([...element.querySelectorAll('button, a')].find((each) => !moved && each.textContent === held) ?? element.querySelector('h4'));
    },
  };
}

/** @type {Record<string, string>} */
const done = {
  accept: 'Accepted. The contact information is shown now.',
  reject: 'Rejected. It goes to the next agent.',
  contacted: 'Noted as contacted.',
  complete: 'Completed. Thank you.',
  release: 'Released. It goes to the next agent.',
};

/** @param {import('contract').Referral} referral @param {string} place */
function head(referral, place) {
  const status = place === 'offer' ? el('p', { class: 'referral__time' }, el('span', { class: 'countdown', role: 'timer', 'data-until': referral.reply_by, 'data-after': 'Time is over' }), ' left to answer')
    : place === 'board' ? el('p', { class: 'tag tag--open' }, 'Mass')
      : el('p', { class: `tag tag--${referral.status.toLowerCase().replace(' ', '-')}` }, referral.status);
  return el('div', { class: 'referral__head' }, el('h4', { class: 'referral__name', tabindex: '-1' }, nameOf(referral)), status);
}

/** @param {import('contract').Referral} referral */
function facts(referral) {
  const fact = (/** @type {string} */ name, /** @type {any} */ value) => (value ? el('div', {}, el('dt', {}, name), el('dd', {}, value)) : null);
  return el('dl', { class: 'referral__facts' },
    fact('Language', languageName(referral.language)),
    fact('Where', [referral.county, referral.zip].filter(Boolean).join(', ')),
    fact('Distance', referral.miles === null || referral.miles === undefined ? null : `${referral.miles} miles`),
    fact('Asked at', clockText(referral.requested_at)),
    fact('Promised by', el('span', { class: referral.overdue ? 'late' : '' }, clockText(referral.callback_by), referral.overdue ? ' (late)' : '')),
    fact('Contacted', referral.contacted_at ? clockText(referral.contacted_at) : null),
    fact('Result', referral.disposition ? dispositions[referral.disposition] : null));
}

/** @param {import('contract').Referral} referral */
const interpreter = (referral) => (referral.interpreter_needed ? el('p', { class: 'referral__interpreter' }, 'Interpreter needed: nobody available speaks the language.') : '');

/** A check mark and the word, so that neither colour nor shape alone says it. @param {import('contract').Referral} referral @param {import('./endings.js').Act} act */
function answers(referral, act) {
  const who = `${nameOf(referral)}, asked ${clockText(referral.requested_at)}`; // Several may speak the same language in the same place.
  return el('div', { class: 'referral__actions' },
    el('button', { class: 'usa-button usa-button--good accept', type: 'button', 'aria-label': `Accept: ${who}`, on: { click: () => act('accept') } }, el('span', { class: 'accept__mark', 'aria-hidden': 'true' }), 'Accept'),
    el('button', { class: 'usa-button usa-button--outline', type: 'button', 'aria-label': `Reject: ${who}`, on: { click: () => act('reject') } }, 'Reject'));
}

/** @param {import('contract').Referral} referral @param {string} place @param {import('./endings.js').Act} act */
function parts(referral, place, act) {
  if (place === 'offer' || place === 'board') return [answers(referral, act)];
  if (place !== 'progress') return [];
  const form = el('div', { class: 'referral__form' });
  /** @param {(id: string, act: import('./endings.js').Act, close: () => void) => Element} make */
  const open = (make) => (/** @type {Event} */ { currentTarget: opener }) => {
    const which = make(referral.id, act, () => { form.replaceChildren(); focusOn(/** @type {Element} */ (opener)); });
    form.replaceChildren(which);
    focusOn(which.querySelector('input, textarea'));
  };
  return [
    contactOf(referral.contact),
    el('div', { class: 'referral__actions' },
      referral.contacted_at ? null : el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: () => act('contacted') } }, 'Contacted'),
      el('button', { class: 'usa-button', type: 'button', on: { click: open(completeForm) } }, 'Complete'),
      el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: open(releaseForm) } }, 'Release')),
    form,
  ];
}
