// What an operator can order for one referral; each asks for what it needs before it is given.

import { post } from '../api.js';
import { el } from '../dom.js';
import { dispositions, languageName } from '../words.js';
import { speakersOf } from './speakers.js';
import { question, reason } from './question.js';

/** @typedef {import('contract').Referral} Referral */
/** @typedef {Record<string, string>} Told */
/** @typedef {{name: string, fits: (referral: Referral) => boolean, ask: (referral: Referral) => Promise<Told | null>, give: (id: string, told: Told) => Promise<unknown>}} Order */

const isOpen = (/** @type {Referral} */ { status }) => status === 'Pending' || status === 'In Progress';

/** @type {[string, string][]} */
const endings = Object.entries(dispositions);

/** @param {Referral} referral @returns {import('./question.js').Wanted[]} */
const whom = ({ language, agent_id: former }) => [
  { name: 'agent_id', label: 'Agent’s id', hint: `Registered agents who speak ${languageName(language)} are offered as you type; any other id is taken too.`, offered: () => speakersOf(language, former) },
  { ...reason, optional: true }];

/** @type {Order[]} */
const orders = [
  {
    name: 'Assign',
    fits: ({ status }) => status === 'Pending',
    ask: (referral) => question('Assign to an agent', 'The agent gets an offer of its own, whatever its schedule says; a running offer is withdrawn.', 'Assign', whom(referral)),
    give: (id, { agent_id: agent, reason: why }) => post('/v1/referrals/{id}/assign', { at: { id } }, { agent_id: agent, reason: why || null }),
  },
  {
    name: 'Reassign',
    fits: ({ status }) => status === 'In Progress',
    ask: (referral) => question('Reassign to another agent', `It is the new agent’s at once, and ${referral.agent_id} no longer sees the contact information.`, 'Reassign', whom(referral)),
    give: (id, { agent_id: agent, reason: why }) => post('/v1/referrals/{id}/assign', { at: { id } }, { agent_id: agent, reason: why || null }),
  },
  {
    name: 'Broadcast',
    fits: ({ status, type }) => status === 'Pending' && type === 'General',
    ask: () => question('Show it to every agent?', 'A running offer is withdrawn, and the first who accepts has it.', 'Broadcast', [{ ...reason, optional: true }]),
    give: (id, { reason: why }) => post('/v1/referrals/{id}/broadcast', { at: { id } }, why ? { reason: why } : undefined),
  },
  {
    name: 'Contacted',
    fits: (referral) => isOpen(referral) && !referral.contacted_at,
    ask: () => question('Did the contact centre reach the resident?', 'It counts as the call that was promised.', 'Yes, contacted', []),
    give: (id) => post('/v1/referrals/{id}/contacted', { at: { id } }),
  },
  {
    name: 'Complete',
    fits: isOpen,
    ask: () => question('Complete what the contact centre did', '', 'Complete', [
      { name: 'disposition', label: 'What came of it', kind: 'choice', choices: endings }, { name: 'note', label: 'Note', kind: 'note', optional: true }]),
    give: (id, { disposition, note }) => post('/v1/referrals/{id}/complete', { at: { id } },
      { disposition: /** @type {import('contract').Disposition} */ (disposition), note: note || null }),
  },
  {
    name: 'Cancel',
    fits: isOpen,
    ask: () => question('Cancel this referral?', 'Nobody contacts the resident any more, and no agent sees the contact information.', 'Cancel the referral', [reason]),
    give: (id, { reason: why }) => post('/v1/referrals/{id}/cancel', { at: { id } }, { reason: why }),
  },
];

/**
 * Buttons for what fits the referral now.
 * @param {(done: string, problem: Error | null) => void} told
 * @param {() => void} lost is called when the button that has the focus doesn't fit any more
 */
export function makeOrders(told, lost) {
  /** @type {Referral | null} */
  let referral = null;

  /** @param {Order} order */
  async function run({ name, ask, give }) {
    if (!referral) return;
    const { id } = referral;
    const words = await ask(referral);
    if (!words) return;
    await give(id, words).then(() => told(`${name}: done.`, null), (problem) => told('', problem));
  }

  const buttons = orders.map((order) => el('button', { class: 'usa-button usa-button--outline', type: 'button', hidden: true, on: { click: () => run(order) } }, order.name));
  return {
    buttons,
    /** @param {Referral} next */
    show(next) {
      referral = next;
      const held = buttons.find((each) => each === document.activeElement);
      orders.forEach(({ fits }, at) => { buttons[at].hidden = !fits(next); });
      if (held?.hidden) lost();
    },
    /** Until another is read nothing can be ordered, least of all for the one before. */
    forget() {
      referral = null;
      for (const each of buttons) each.hidden = true;
    },
  };
}
