// What is told outside, by e-mail and webhook: the outbox, what is dead in it, and one of them with what became of it.

import { get, post } from '../api.js';
import { clockText } from '../clock.js';
import { el, notice } from '../dom.js';
import { makeDelivery } from './delivery.js';
import { filter } from './filter.js';
import { addressee, channels, kinds, statuses } from './notification_words.js';
import { makeMore, readPages } from './pages.js';
import { question } from './question.js';
import { makeTable } from './table.js';

/** @typedef {import('contract').Notification} Notification */

const mostCounted = 200; // Of the dead.

/** @param {number} count @param {boolean} more */
const counted = (count, more) => (count === 1 ? 'One notification is dead' : `${more ? `More than ${count}` : count} notifications are dead`);

/** @param {Notification} notification */
function stateOf({ status, next_attempt_at: next, ended_at: ended }) {
  const when = next ? `next attempt ${clockText(next)}` : ended ? clockText(ended) : '';
  return el('span', {}, el('span', { class: `tag tag--${status}` }, statuses[status]), ` ${when}`);
}

/** @param {(text: string) => void} say */
export function makeNotifications(say) {
  const again = () => refresh().catch(() => {});
  const alarm = el('div', {});
  const told = el('div', {});
  /** @type {Notification[]} */
  let dead = [];
  let rang = '';
  /** @type {[string, string][]} */
  const choices = [['', 'All'], ...Object.entries(statuses)];
  const status = filter('delivery', 'State', choices, () => { more.restart(); again(); });
  const more = makeMore('notifications', () => refresh());
  const delivery = makeDelivery(say, again, () => status.select.focus());
  const table = makeTable('Notifications, newest first', [
    { title: 'Notification', of: (/** @type {Notification} */ each) => el('button', { type: 'button', class: 'sort', 'aria-label': `${kinds[each.kind]} to ${addressee(each)} by ${channels[each.channel]}`, on: { click: () => delivery.open(each) } }, kinds[each.kind]) },
    { title: 'To', of: addressee },
    { title: 'By', of: (/** @type {Notification} */ { channel }) => channels[channel] },
    { title: 'State', of: stateOf },
    { title: 'Made at', of: (each) => clockText(each.made_at) },
    { title: 'Failed attempts', number: true, of: ({ attempts }) => String(attempts) },
    { title: 'Last error', wide: true, of: (each) => each.last_error },
  ], ({ id }) => id);
  const nothing = el('p', { class: 'nothing', hidden: true });

  async function retryAll() {
    if (!await question(dead.length === 1 ? 'Try the dead notification again?' : 'Try all dead notifications again?', 'What is refused or fails again is dead again.', 'Try again', [])) return;
    told.replaceChildren();
    try {
      const { retried } = await post('/v1/notifications/retry', { query: { status: 'dead' } });
      say(retried === 1 ? 'One notification is tried again.' : `${retried} notifications are tried again.`);
    } catch (problem) {
      told.replaceChildren(notice('error', 'That did not work', /** @type {Error} */ (problem).message));
    }
    await again();
  }

  /** @param {boolean} beyond whether there are more than were read */
  function ring(beyond) {
    const text = dead.length ? counted(dead.length, beyond) : '';
    if (text === rang) return;
    rang = text;
    const held = [...alarm.querySelectorAll('button')].indexOf(/** @type {any} */ (document.activeElement));
    if (!text) {
      alarm.replaceChildren();
      if (held >= 0) status.select.focus();
      return;
    }
    const ringing = notice('error', text, 'What was refused, or failed twelve times, is not tried any more. Mend what the last error names, then try it again.');
    ringing.querySelector('.usa-alert__body')?.append(el('p', { class: 'referral__actions' },
      el('button', { class: 'usa-button', type: 'button', on: { click: retryAll } }, 'Try all dead again'),
      el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: () => { status.select.value = 'dead'; more.restart(); again(); } } }, 'Show the dead')));
    alarm.replaceChildren(ringing);
    if (held >= 0) alarm.querySelectorAll('button')[held].focus();
  }

  async function refresh() {
    const query = { limit: 50, status: /** @type {any} */ (status.select.value) };
    const [page, ofDead] = await Promise.all([
      readPages((cursor) => get('/v1/notifications', { query: { ...query, cursor } }), more.pages()),
      get('/v1/notifications', { query: { status: 'dead', limit: mostCounted } })]);
    dead = ofDead.items;
    ring(ofDead.next !== null);
    table.fill(page.items);
    table.element.hidden = page.items.length === 0;
    nothing.hidden = page.items.length > 0;
    nothing.textContent = status.select.value ? `No notification is ${statuses[/** @type {Notification['status']} */ (status.select.value)].toLowerCase()}.`
      : 'Nothing was told outside yet. Without a mail server or a webhook among the engine’s settings nothing ever is.';
    more.tell(page.items.length, page.more);
    await delivery.refresh(page.items);
  }

  const element = el('div', {}, el('h2', {}, 'Notifications'), alarm, told, el('div', { class: 'filters' }, status.element), delivery.element, nothing, table.element, more.element);
  return { element, refresh, everyMilliseconds: 5000 }; // No event tells of deliveries.
}
