// @ts-nocheck Its calls are typed with the next change.
// Referrals with their filters, and the history of the one that is looked at.

import { get } from '../api.js';
import { clockText } from '../clock.js';
import { el } from '../dom.js';
import { makeHistory } from './history.js';
import { makeTable } from './table.js';

/** @param {string} id @param {string} label @param {[string, string][]} options @param {() => void} changed */
export function filter(id, label, options, changed) {
  const select = el('select', { class: 'usa-select', id, on: { change: changed } }, ...options.map(([value, text]) => el('option', { value }, text)));
  return { select, element: el('div', {}, el('label', { class: 'usa-label', for: id }, label), select) };
}

/** @param {any} referral */
function state(referral) {
  const word = referral.overdue && ['Pending', 'In Progress'].includes(referral.status) ? 'Overdue' : referral.status;
  return el('span', { class: `tag tag--${word.toLowerCase().replace(' ', '-')}` }, word === 'Overdue' ? `${referral.status}, overdue` : word);
}

/** @param {(text: string) => void} say */
export function makeReferrals(say) {
  const refresh = () => read().catch(() => {});
  const status = filter('status', 'Status', [['', 'All'], ['Pending', 'Pending'], ['In Progress', 'In Progress'], ['Complete', 'Complete'], ['Cancelled', 'Cancelled']], refresh);
  const type = filter('type', 'Type', [['', 'All'], ['General', 'General'], ['Mass', 'Mass']], refresh);
  const only = filter('only', 'Show', [['', 'Everything'], ['overdue', 'Overdue'], ['contact_centre', 'Contact centre’s list']], refresh);
  const history = makeHistory(say, refresh);
  const table = makeTable('Referrals, overdue first', [
    { title: 'Referral', of: ({ id }) => el('button', { type: 'button', class: 'sort', on: { click: () => history.open(id) } }, id) },
    { title: 'State', of: state },
    { title: 'Type', of: (each) => each.type },
    { title: 'Asked at', of: (each) => clockText(each.requested_at) },
    { title: 'Promised by', of: (each) => clockText(each.callback_by) },
    { title: 'Language', of: (each) => each.language },
    { title: 'Where', of: (each) => [each.county, each.zip].filter(Boolean).join(', ') },
    { title: 'Agent', of: (each) => each.agent_id ?? (each.offer ? `${each.offer.agent_id} (offered)` : '') },
  ], ({ id }) => id);

  async function read() {
    const query = new URLSearchParams({ limit: '50' });
    if (status.select.value) query.set('status', status.select.value);
    if (type.select.value) query.set('type', type.select.value);
    if (only.select.value) query.set(only.select.value, 'true');
    table.fill((await get(`/v1/referrals?${query}`)).items);
    await history.refresh();
  }

  const element = el('div', {}, el('h2', {}, 'Referrals'), el('div', { class: 'filters' }, status.element, type.element, only.element), table.element, history.element);
  return { title: 'Referrals', element, refresh: read };
}
