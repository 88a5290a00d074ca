// @ts-nocheck Its calls are typed with the next change.
// The roster.

import { get, post } from '../api.js';
import { clockText } from '../clock.js';
import { el } from '../dom.js';
import { filter } from './referrals.js';
import { makeTable } from './table.js';

/** @param {(text: string) => void} say */
export function makeAgents(say) {
  const again = () => refresh().catch(() => {});
  const status = filter('registration', 'Registration', [['', 'All'], ['Registered', 'Registered'], ['Incomplete', 'Incomplete'], ['Not started', 'Not started'], ['De-registered', 'De-registered'], ['Suspended', 'Suspended']], again);
  const available = filter('available', 'Available', [['', 'All'], ['true', 'Now'], ['false', 'Not now']], again);

  /** @param {any} agent */
  function deregister(agent) {
    if (agent.registration.status !== 'Registered') return '';
    return el('button', { type: 'button', class: 'sort', 'aria-label': `De-register ${agent.name}`, on: { click: async () => {
      const reason = prompt(`Why is ${agent.name} de-registered?`);
      if (!reason) return;
      await post(`/v1/agents/${agent.id}/deregister`, {}, { reason }).then(() => say('De-registered.'), (problem) => say(problem.message));
      await again();
    } } }, 'De-register');
  }

  const table = makeTable('Agents by id', [
    { title: 'Id', of: (each) => each.id },
    { title: 'Name', of: (each) => each.name },
    { title: 'Registration', of: (each) => each.registration.status },
    { title: 'Now', of: (each) => `${each.availability.now ? 'available' : each.availability.reason}${each.availability.until ? ` until ${clockText(each.availability.until)}` : ''}` },
    { title: 'Languages', of: (each) => (each.registration.contact?.languages ?? []).join(', ') },
    { title: 'Misses', number: true, of: (each) => String(each.misses) },
    { title: 'Switched off during an offer', number: true, of: (each) => String(each.hand_withdrawals) },
    { title: 'Open', number: true, of: (each) => String(each.open.offers + each.open.in_progress) },
    { title: 'County', of: (each) => each.county },
    { title: 'Order', of: deregister },
  ], ({ id }) => id);

  async function refresh() {
    const query = new URLSearchParams({ limit: '100' });
    if (status.select.value) query.set('status', status.select.value);
    if (available.select.value) query.set('available', available.select.value);
    table.fill((await get(`/v1/agents?${query}`)).items);
  }

  const element = el('div', {}, el('h2', {}, 'Agents'), el('div', { class: 'filters' }, status.element, available.element), table.element);
  return { title: 'Agents', element, refresh };
}
