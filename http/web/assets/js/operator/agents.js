// The roster: who is there, why or why not, and an operator's orders.

import { get, post } from '../api.js';
import { clockText, isSoon } from '../clock.js';
import { el, notice } from '../dom.js';
import { filter } from './filter.js';
import { makeMore, readPages } from './pages.js';
import { instant, question, reason } from './question.js';
import { makeTable } from './table.js';
import { availabilityOf } from './words.js';

/** @typedef {import('contract').Agent} Agent */

/** @type {import('./question.js').Wanted} */
const until = { name: 'until', label: 'Until', hint: 'Without a time, until somebody resumes it.', kind: 'time', optional: true };

/** @param {Agent} agent */
function nowOf({ availability, paused }) {
  const ends = paused && availability.reason === 'paused' ? paused.until : availability.until;
  const county = availability.reason === 'paused' && paused?.with_county ? ' with its county' : '';
  // Who is there around the clock is so until the license ends.
  const end = availability.now && ends && !isSoon(ends) ? null : ends;
  return `${availabilityOf(availability)}${county}${end ? ` until ${clockText(end)}` : ''}`;
}

/** @type {{name: string, fits: (agent: Agent) => boolean, give: (agent: Agent) => Promise<string | null>}[]} */
const orders = [
  {
    name: 'De-register',
    fits: ({ registration }) => registration.status === 'Registered',
    async give({ id, name }) {
      const told = await question(`De-register ${name}?`, 'No new offers, open ones move on; referrals in progress stay. The agent has to register again.', 'De-register', [reason]);
      return told && post('/v1/agents/{id}/deregister', { at: { id } }, { reason: told.reason }).then(() => `${name} is de-registered.`);
    },
  },
  {
    name: 'Pause',
    fits: ({ registration, paused }) => registration.status === 'Registered' && !paused,
    async give({ id, name }) {
      const told = await question(`Pause ${name}’s offers?`, 'No new offers and no Mass board; what is open stays.', 'Pause', [reason, until]);
      return told && post('/v1/agents/{id}/pause', { at: { id } }, { reason: told.reason, until: instant(told.until) }).then(() => `${name} is paused.`);
    },
  },
  {
    name: 'Resume',
    fits: ({ paused }) => Boolean(paused),
    async give({ id, name }) {
      const told = await question(`Resume ${name}’s offers?`, '', 'Resume', [{ ...reason, optional: true }]);
      return told && post('/v1/agents/{id}/resume', { at: { id } }, told.reason ? { reason: told.reason } : undefined).then(() => `${name} gets offers again.`);
    },
  },
];

/** @param {(text: string) => void} say */
export function makeAgents(say) {
  const again = () => refresh().catch(() => {});
  const anew = () => { more.restart(); again(); };
  const told = el('div', {});
  const status = filter('registration', 'Registration', [['', 'All'], ['Registered', 'Registered'], ['Incomplete', 'Incomplete'], ['Not started', 'Not started'], ['De-registered', 'De-registered'], ['Suspended', 'Suspended']], anew);
  const available = filter('available', 'Available', [['', 'All'], ['true', 'Now'], ['false', 'Not now']], anew);
  const more = makeMore('agents', () => refresh());

  /** @param {Agent} agent */
  const ordersFor = (agent) => el('span', { class: 'table__orders' }, ...orders.filter(({ fits }) => fits(agent)).map(({ name, give }) =>
    el('button', { type: 'button', class: 'sort', 'aria-label': `${name} ${agent.name}`, on: { click: async () => {
      told.replaceChildren();
      await give(agent).then((done) => { if (done) say(done); }, (problem) => told.replaceChildren(notice('error', 'That did not work', problem.message)));
      await again();
    } } }, name)));

  const table = makeTable('Agents by id', [
    { title: 'Id', of: (each) => each.id },
    { title: 'Name', of: (each) => each.name },
    { title: 'Registration', of: (each) => each.registration.status },
    { title: 'Now', wrapped: true, of: nowOf },
    { title: 'Languages', of: (each) => (each.registration.contact?.languages ?? []).join(', ') },
    { title: 'Misses', number: true, of: (each) => String(each.misses) },
    { title: 'Off during an offer', number: true, of: (each) => String(each.hand_withdrawals) },
    { title: 'Open', number: true, of: (each) => String(each.open.offers + each.open.in_progress) },
    { title: 'County', of: (each) => each.county },
    { title: 'Order', of: ordersFor },
  ], ({ id }) => id);

  async function refresh() {
    const query = { limit: 100, status: status.select.value || undefined, available: available.select.value ? available.select.value === 'true' : undefined };
    const { items, more: further } = await readPages((cursor) => get('/v1/agents', { query: { ...query, cursor } }), more.pages());
    table.fill(items);
    more.tell(items.length, further);
  }

  const title = el('h2', { tabindex: '-1' }, 'Agents');
  const element = el('div', {}, title, told, el('div', { class: 'filters' }, status.element, available.element), table.element, more.element);
  return {
    element,
    refresh,
    /** Those whom the counter counts. */
    choose() {
      [status.select.value, available.select.value] = ['', 'true'];
      anew();
      title.focus();
    },
  };
}
