// One notification: what became of it so far, and an operator's orders.

import { get, post } from '../api.js';
import { clockText } from '../clock.js';
import { el, notice } from '../dom.js';
import { addressee, channels, kinds, statuses } from './notification_words.js';
import { question } from './question.js';
import { person, recordOf } from './words.js';

/** @typedef {import('contract').Notification} Notification */
/** @typedef {{at: string, text: string}} Entry */

const canChange = (/** @type {Notification} */ { status }) => status === 'waiting' || status === 'dead';

/** @type {Record<string, string>} */
const ordered = { 'notification-retried': 'Tried again', 'notification-discarded': 'Discarded' };

/** What operators ordered, out of the audit. @param {string} id @returns {Promise<Entry[]>} */
async function ordersOf(id) {
  const { items } = await get('/v1/audit', { query: { subject: id, limit: 200 } });
  return items.reverse().map(({ at, type, by }) => ({ at, text: `${ordered[type] ?? recordOf(type)} by ${person(by)}` }));
}

/** How it stands after all that. @param {Notification} now */
function ending({ status, attempts, next_attempt_at: next, ended_at: ended, last_error: error }) {
  const failed = attempts ? `${attempts === 1 ? 'One attempt' : `${attempts} attempts`} failed${error ? `; the last: ${error}` : ''}.` : error ?? '';
  const end = next ? `Next attempt at ${clockText(next)}.` : `${statuses[status]} at ${clockText(ended ?? '')}.`;
  return [failed, end].filter(Boolean);
}

/** @param {Notification} now @param {Entry[]} orders */
const logOf = (now, orders) => [
  el('li', { class: 'history__event' }, el('span', { class: 'history__time' }, clockText(now.made_at)), ' Made'),
  ...orders.map(({ at, text }) => el('li', { class: 'history__event' }, el('span', { class: 'history__time' }, clockText(at)), ` ${text}`)),
  ...ending(now).map((text) => el('li', { class: 'history__event' }, text))];

/** @param {(text: string) => void} say @param {() => void} changed @param {() => void} closed */
export function makeDelivery(say, changed, closed) {
  /** @type {Notification | null} */
  let now = null;
  let shown = '';
  const title = el('h3', { tabindex: '-1' }, 'No notification');
  const told = el('div', {});
  const list = el('ol', { class: 'history' });
  const about = el('p', { class: 'board__hint' });

  /** @param {'retry' | 'discard'} what @param {string} done */
  async function give(what, done) {
    if (!now) return;
    const { id } = now;
    told.replaceChildren();
    await post(/** @type {`/v1/notifications/{id}/${typeof what}`} */ (`/v1/notifications/{id}/${what}`), { at: { id } })
      .then((answered) => { say(done); return show(answered); }, (problem) => told.replaceChildren(notice('error', 'That did not work', problem.message)));
    changed();
  }

  async function discard() {
    if (await question('Discard this notification?', 'It is never tried again. Whoever it was for isn’t told by it.', 'Discard it', [])) await give('discard', 'The notification is discarded.');
  }

  const buttons = [el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: () => give('retry', 'The notification is tried again.') } }, 'Try again'),
    el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: discard } }, 'Discard')];
  const close = el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: () => { now = null; element.hidden = true; closed(); } } }, 'Close');
  const element = el('section', { class: 'card', hidden: true, 'aria-label': 'One notification' }, title, about, told,
    el('h3', { class: 'history__title' }, 'Delivery log'), list, el('div', { class: 'referral__actions' }, ...buttons, close));

  /** @param {Notification} next */
  async function show(next) {
    if (now?.id !== next.id) list.replaceChildren();
    now = next;
    title.textContent = `${kinds[next.kind]}, by ${channels[next.channel]} to ${addressee(next)}`;
    about.textContent = [`Id ${next.id}`, next.referral_id && `referral ${next.referral_id}`, `now ${statuses[next.status].toLowerCase()}`].filter(Boolean).join('; ');
    const isHeld = buttons.some((each) => each === document.activeElement);
    for (const each of buttons) each.hidden = !canChange(next);
    if (isHeld && !canChange(next)) title.focus();
    const orders = await ordersOf(next.id);
    const text = JSON.stringify([next, orders]);
    if ((text === shown && list.firstChild) || now?.id !== next.id) return; // As it was, or another was opened meanwhile.
    shown = text;
    list.replaceChildren(...logOf(next, orders));
  }

  return {
    element,
    /** As it is now: in the list that is shown, else among the newest of all. @param {Notification[]} items */
    async refresh(items) {
      if (!now) return;
      const { id } = now;
      const found = items.find((each) => each.id === id) ?? (await get('/v1/notifications', { query: { limit: 200 } })).items.find((each) => each.id === id);
      if (found && now?.id === id) await show(found);
    },
    /** @param {Notification} which */
    async open(which) {
      told.replaceChildren();
      element.hidden = false;
      await show(which).catch((problem) => told.replaceChildren(notice('error', 'That did not work', problem.message)));
      title.focus();
      element.scrollIntoView({ block: 'nearest' });
    },
  };
}
