// @ts-nocheck Its calls are typed with the next change.
// One referral's whole history as a timeline, and what an operator can order.

import { get, post } from '../api.js';
import { clockText } from '../clock.js';
import { el, notice } from '../dom.js';
import { makeReveal } from './reveal.js';

/** @param {any} event */
function inWords({ type, data, by }) {
  const who = by.id ? `${by.role} ${by.id}` : by.role;
  /** @type {Record<string, string>} */
  const words = {
    requested: 'The resident asked',
    offered: `Offered to ${data.agent_id}`,
    missed: `Missed by ${data.agent_id}`,
    rejected: `Rejected by ${data.agent_id}`,
    withdrawn: `Withdrawn from ${data.agent_id} (${data.cause})`,
    'made-mass': `Open to every agent (${data.cause})`,
    accepted: `Accepted by ${data.agent_id}`,
    'contact-shared': `Contact information shown to ${[data.to?.role, data.to?.id].filter(Boolean).join(' ')}`,
    contacted: 'Resident contacted',
    completed: `Completed: ${data.disposition}`,
    released: `Released by ${data.agent_id}`,
    cancelled: `Cancelled by ${who}`,
    overdue: 'The promise passed without contact',
    assigned: `Assigned to ${data.agent_id} by ${who}`,
  };
  return words[type] ?? type;
}

/** Why this agent: each term of the cost, and who came second. @param {any} why */
function reasons(why) {
  if (!why) return null;
  const { cost, terms, considered, runner_up: second } = why;
  return el('p', { class: 'history__why' }, `Why: cost ${cost} from ${terms.miles} miles, ${terms.misses} missed, ${terms.open} open; the lowest of ${considered}`,
    second ? `; next was ${second.agent_id} at ${second.cost}.` : '.');
}

/** @param {(text: string) => void} say @param {() => void} changed */
export function makeHistory(say, changed) {
  const title = el('h3', { tabindex: '-1' }, 'No referral');
  const told = el('div', {});
  const list = el('ol', { class: 'history' });
  const agent = el('input', { class: 'usa-input', id: 'assign-to', autocomplete: 'off' });
  const order = (/** @type {string} */ what, /** @type {() => any} */ body, /** @type {string} */ question) => el('button', { class: 'usa-button usa-button--outline', type: 'button', on: { click: async () => {
    if (question && !confirm(question)) return;
    try {
      await post(`/v1/referrals/${id}/${what}`, {}, body());
      told.replaceChildren();
      say('Done.');
    } catch (problem) {
      told.replaceChildren(notice('error', 'That did not work', /** @type {Error} */ (problem).message));
    }
    changed();
  } } }, what.charAt(0).toUpperCase() + what.slice(1));
  const reveal = makeReveal(() => id, changed);
  const element = el('section', { class: 'card', hidden: true, 'aria-label': 'One referral' }, title, told,
    el('div', { class: 'filters' }, el('div', {}, el('label', { class: 'usa-label', for: 'assign-to' }, 'Agent’s id'), agent),
      order('assign', () => ({ agent_id: agent.value }), ''), order('broadcast', () => undefined, 'Show this referral to every agent?'),
      order('cancel', () => ({ reason: 'cancelled in the console' }), 'Cancel this referral?'), reveal.button), reveal.place, list);
  let id = '';
  let shown = '';

  async function refresh() {
    if (!id) return;
    const { items } = await get(`/v1/referrals/${id}/events?limit=200`);
    const text = JSON.stringify(items);
    if (text === shown) return;
    shown = text;
    list.replaceChildren(...items.map((/** @type {any} */ each) => el('li', { class: 'history__event' }, el('span', { class: 'history__time' }, clockText(each.at)), ` ${inWords(each)}`, reasons(each.data.why))));
  }

  return {
    element,
    refresh,
    /** @param {string} which */
    async open(which) {
      id = which;
      shown = '';
      title.textContent = `Referral ${which}`;
      told.replaceChildren();
      reveal.forget();
      element.hidden = false;
      await refresh().catch(() => {});
      title.focus();
      element.scrollIntoView({ block: 'nearest' });
    },
  };
}
