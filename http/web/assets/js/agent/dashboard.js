// The Quick Updates Dashboard: how one stands, and the Referral Manager.

import { clockText, countdown, isSoon, now, zoneText } from '../clock.js';
import { arrange, el, focusOn, isFocusLost, notice } from '../dom.js';
import { makeCard } from './card.js';
import { askForNotifications, tellOfBoard, tellOfOffers } from './news.js';
import { availability, eligibility } from '../words.js';

/** Where a referral stands in the Referral Manager. @param {import('contract').Referral} referral */
function placeOf(referral) {
  if (referral.status === 'In Progress') return 'progress';
  if (referral.status !== 'Pending') return 'recent';
  return referral.reply_by ? 'offer' : 'board';
}

/** @param {string} title @param {string} hint @param {string} empty */
function makeList(title, hint, empty) {
  const count = el('span', { class: 'count' });
  const list = el('div', { class: 'cards' });
  const nothing = el('p', { class: 'nothing' }, empty);
  const more = el('p', { class: 'board__hint' });
  const element = el('section', { class: 'board', 'aria-label': title },
    el('h3', { class: 'board__title' }, title, ' ', count), el('p', { class: 'board__hint' }, hint), nothing, more, list);
  return {
    element,
    /** @param {Element[]} cards @param {boolean} cut @param {string} [why] none can come */
    fill(cards, cut, why) {
      nothing.textContent = why ?? empty;
      count.textContent = cards.length ? `${cards.length}${cut ? '+' : ''}` : '';
      more.textContent = `The oldest ${cards.length} are shown.`;
      more.hidden = !cut;
      nothing.hidden = cards.length > 0;
      arrange(list, cards);
    },
  };
}

/** Why nothing new can come now, if that is so. @param {import('contract').Agent} profile */
function whyNone({ registration: { status }, availability: at }) {
  if (status === 'De-registered') return 'Nothing comes here while you are de-registered.';
  if (status === 'Suspended') return 'Nothing comes here while you are suspended.';
  if (status !== 'Registered') return 'Nothing comes here until you are registered.';
  return at.now ? undefined : 'Nothing comes here while you are not available.';
}

/** What stands between this agent and the next offer. @param {import('contract').Agent} profile @param {number} most */
function standing(profile, most) {
  const { registration, credentials, availability: at, misses } = profile;
  const here = el('a', { class: 'usa-link', href: '#registration' }, 'Go to the kynect On Demand tab');
  if (registration.status === 'De-registered') {
    const why = misses >= most ? `${most} offers in a row went unanswered, so you get no new ones.` : 'An operator took you off, so you get no new offers.'; // The count stays until one is back.
    const told = notice('error', 'You are de-registered', `${why} Referrals in progress stay yours. To come back, register again in three short steps.`);
    told.querySelector('.usa-alert__body')?.append(here);
    return told;
  }
  const reasons = credentials.reasons.map((each) => eligibility[each]).join(' ');
  if (registration.status === 'Suspended') return notice('warning', 'You are suspended', `${reasons} You are back by yourself the moment the exchange has the renewal on file.`);
  if (registration.status !== 'Registered' && registration.schedule && !credentials.eligible)
    return notice('warning', 'You are not eligible yet', `${reasons} You are registered by yourself the moment the exchange has this on file.`);
  if (registration.status !== 'Registered') {
    const told = notice('info', 'You are not registered yet', 'Three short steps, and you get offers.');
    told.querySelector('.usa-alert__body')?.append(here);
    return told;
  }
  const end = at.reason === 'paused' && profile.paused ? profile.paused.until : at.until;
  const until = end && isSoon(end) ? ` until ${clockText(end)}` : '';
  return el('dl', { class: 'figures' },
    figure('Now', `${at.now ? 'Available' : availability[at.reason]}${until}`, at.now ? 'good' : 'plain'),
    figure('Missed in a row', `${misses} of ${most}`, misses === 0 ? 'plain' : misses + 1 >= most ? 'bad' : 'warn',
      misses === 0 ? `After ${most} you are de-registered` : misses + 1 >= most ? 'One more de-registers you. Accepting sets it back to 0.' : 'Accepting sets it back to 0'),
    figure('In progress', String(profile.open.in_progress), 'plain'));
}

/** @param {string} name @param {string} value @param {string} mood @param {string} [hint] */
function figure(name, value, mood, hint) {
  return el('div', { class: `figures__one figures__one--${mood}` }, el('dt', {}, name), el('dd', {}, value, hint ? el('span', { class: 'figures__hint' }, hint) : null));
}

/** @param {{say: (text: string) => void, mostMisses: number, refresh: () => Promise<void>}} page */
export function makeDashboard(page) {
  /** @type {Record<string, ReturnType<typeof makeList>>} */
  const lists = {
    offer: makeList('Waiting for your answer', 'Offered to you alone. Unanswered, it goes to the next agent and counts as a miss.', 'No offer at the moment. This page shows it the moment it comes.'),
    progress: makeList('In progress', 'Call, then close it with what came of it.', 'You have nothing in progress.'),
    board: makeList('Open to every agent', 'The first who accepts has it. Ignoring these is never a miss.', 'Nothing is open to every agent.'),
    recent: makeList('Recent', 'What you finished.', 'Nothing yet.'),
  };
  const top = el('div', { 'data-standing': '' });
  const manager = el('h2', { class: 'manager' }, 'Referral Manager');
  const element = el('div', {}, el('h2', {}, 'Quick Updates Dashboard'), top, askForNotifications(), manager, el('p', { class: 'board__hint' }, `Times are in ${zoneText()}.`),
    ...Object.values(lists).map((each) => each.element));
  /** @type {Map<string, ReturnType<typeof makeCard>>} */
  let cards = new Map();
  let shown = '';

  const showTimes = () => {
    for (const each of element.querySelectorAll('[data-until]')) {
      const left = Date.parse(each.dataset.until) - now();
      each.textContent = left > 0 ? countdown(left) : each.dataset.after;
      each.classList.toggle('countdown--short', left < 120_000);
      if (left <= 0 && !each.dataset.ended) {
        each.dataset.ended = 'yes';
        page.refresh().catch(() => {});
      }
    }
  };
  setInterval(showTimes, 250);

  /** What counts by the minute stands first: on a telephone nobody scrolls to it. */
  function placeOffers() {
    const before = lists.offer.element.querySelector('article') ? top : lists.progress.element;
    if (lists.offer.element.nextElementSibling === before) return;
    const held = document.activeElement;
    before.before(lists.offer.element);
    if (lists.offer.element.contains(held)) focusOn(held);
  }

  return {
    element,
    /** @param {import('contract').Agent} profile @param {import('./desk.js').Desk} desk */
    show(profile, { referrals, cut }) {
      const text = JSON.stringify([profile.registration.status, profile.availability, profile.misses, profile.open, profile.credentials.reasons]);
      if (text !== shown) top.replaceChildren(standing(profile, page.mostMisses));
      shown = text;
      const held = document.activeElement?.closest('[data-referral]');
      const list = held?.closest('.board');
      const next = new Map();
      for (const each of referrals) {
        const card = cards.get(each.id) ?? makeCard(each.id, page);
        card.show(each, placeOf(each));
        next.set(each.id, card);
      }
      cards = next;
      const why = whyNone(profile);
      for (const [place, { fill }] of Object.entries(lists))
        fill(referrals.filter((each) => placeOf(each) === place).map((each) => cards.get(each.id)?.element), cut && place === 'board', ['offer', 'board'].includes(place) ? why : undefined);
      placeOffers();
      if (held && isFocusLost()) focusOn(held.isConnected ? held.querySelector('h4') : list?.querySelector('h3'));
      showTimes();
      tellOfOffers(referrals.filter((each) => placeOf(each) === 'offer'), page.say);
      tellOfBoard(referrals.filter((each) => placeOf(each) === 'board'), page.say);
    },
  };
}
