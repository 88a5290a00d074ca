// Referrals with their filters, and the history of the one that is looked at.

import { get } from '../api.js';
import { clockText } from '../clock.js';
import { el } from '../dom.js';
import { languageName } from '../words.js';
import { filter } from './filter.js';
import { makeHistory } from './history.js';
import { makeMore, readPages } from './pages.js';
import { makePromise } from './promise.js';
import { makeTable } from './table.js';

/** @typedef {import('contract').Referral} Referral */

/** @param {Referral} referral */
function state(referral) {
  const word = referral.overdue && ['Pending', 'In Progress'].includes(referral.status) ? 'Overdue' : referral.status;
  return el('span', { class: `tag tag--${word.toLowerCase().replace(' ', '-')}` }, word === 'Overdue' ? `${referral.status}, overdue` : word);
}

/** @param {(text: string) => void} say */
export function makeReferrals(say) {
  const refresh = () => read().catch(() => {});
  const anew = () => { more.restart(); refresh(); };
  const status = filter('status', 'Status', [['', 'All'], ['Pending', 'Pending'], ['In Progress', 'In Progress'], ['Complete', 'Complete'], ['Cancelled', 'Cancelled']], anew);
  const type = filter('type', 'Type', [['', 'All'], ['General', 'General'], ['Mass', 'Mass']], anew);
  const only = filter('only', 'Show', [['', 'Everything'], ['overdue', 'Overdue'], ['contact_centre', 'Contact centre’s list']], anew);
  const more = makeMore('referrals', () => read());
  const history = makeHistory(say, refresh);
  const promise = makePromise();
  const table = makeTable('Referrals, overdue first', [
    { title: 'Referral', of: ({ id }) => el('button', { type: 'button', class: 'sort', on: { click: () => history.open(id) } }, id) },
    { title: 'State', of: state },
    { title: 'Type', of: (each) => each.type },
    { title: 'Asked at', of: (each) => clockText(each.requested_at) },
    { title: 'Promised by', of: (each) => clockText(each.callback_by) },
    { title: 'Language', of: (each) => languageName(each.language) },
    { title: 'Where', of: (each) => [each.county, each.zip].filter(Boolean).join(', ') },
    { title: 'Agent', of: (each) => each.agent_id ?? (each.offer ? `${each.offer.agent_id} (offered)` : '') },
  ], ({ id }) => id);

  async function read() {
    const query = { limit: 50, status: status.select.value, type: type.select.value, ...(only.select.value ? { [only.select.value]: true } : {}) };
    const { items, more: further } = await readPages((cursor) => get('/v1/referrals', { query: { ...query, cursor } }), more.pages());
    table.fill(items);
    more.tell(items.length, further);
    await Promise.all([history.refresh(), promise.refresh()]);
  }

  const element = el('div', {}, promise.element, el('h2', {}, 'Referrals'), el('div', { class: 'filters' }, status.element, type.element, only.element), history.element, table.element, more.element);
  return { element, refresh: read };
}
