// One referral: how it stands, what an operator can order, and its whole history as a timeline.

import { get } from '../api.js';
import { clockText } from '../clock.js';
import { el, notice } from '../dom.js';
import { dispositions, languageName } from '../words.js';
import { makeOrders } from './orders.js';
import { readPages } from './pages.js';
import { makeReveal } from './reveal.js';
import { openings, person, recordOf, withdrawals } from './words.js';

const mostPages = 5;

/** @param {import('contract').Disposition} disposition */
const resultOf = (disposition) => dispositions[disposition] ?? disposition;

/** @param {import('contract').Event} event */
function inWords({ type, by, data: told }) {
  /** @type {any} what each type has to say */
  const data = told;
  /** @type {Partial<Record<typeof type, string>>} */
  const words = {
    requested: 'The resident asked',
    offered: `Offered to ${data.agent_id}`,
    missed: `Missed by ${data.agent_id}`,
    rejected: `Rejected by ${data.agent_id}`,
    withdrawn: `Withdrawn from ${data.agent_id}: ${withdrawals[data.cause] ?? data.cause}`,
    'made-mass': `Open to every agent: ${openings[data.cause] ?? data.cause}`,
    accepted: `Accepted by ${data.agent_id}`,
    'contact-shared': `Contact information shown to ${person(data.to ?? {})}`,
    contacted: 'Resident contacted',
    completed: `Completed: ${resultOf(data.disposition)}`,
    released: `Released by ${data.agent_id}`,
    cancelled: `Cancelled by ${person(by)}`,
    overdue: 'The promise passed without contact',
    assigned: `Assigned to ${data.agent_id} by ${person(by)}`,
    'opening-moved': 'The opening that it waits for has moved',
  };
  return words[type] ?? recordOf(type);
}

/** Why this agent: each term of the cost, and who came second. @param {any} why */
function reasons(why) {
  if (!why) return null;
  const { cost, terms, considered, runner_up: second } = why;
  return el('p', { class: 'history__why' }, `Why: cost ${cost} from ${terms.miles} miles, ${terms.misses} missed, ${terms.open} open; the lowest of ${considered}`,
    second ? `; next was ${second.agent_id} at ${second.cost}.` : '.');
}

/** How it stands now. @param {import('contract').Referral} now */
function standing(now) {
  const fact = (/** @type {string} */ name, /** @type {string | null | undefined} */ value) => (value ? el('div', {}, el('dt', {}, name), el('dd', {}, value)) : null);
  const offer = now.offer ? `${now.offer.agent_id}, answers by ${clockText(now.offer.reply_by)}${now.offer.assigned ? ', assigned' : ''}` : null;
  const marks = [now.overdue && 'overdue', now.contact_centre && 'on the contact centre’s list', now.waits_for_opening && 'waits for the opening',
    now.interpreter_needed && 'interpreter needed', now.agent_suspended && 'its agent is suspended'].filter(Boolean).join(', ');
  return el('dl', { class: 'referral__facts' }, fact('State', `${now.status}, ${now.type}`), fact('Promised by', clockText(now.callback_by)), fact('Offered to', offer),
    fact('Agent', now.agent_id), fact('Language', languageName(now.language)), fact('Where', [now.county, now.zip].filter(Boolean).join(', ')),
    fact('Contacted', now.contacted_at ? clockText(now.contacted_at) : null), fact('Result', now.disposition && resultOf(now.disposition)), fact('Marks', marks));
}

/** @param {import('contract').Event} each */
const line = (each) => el('li', { class: 'history__event' }, el('span', { class: 'history__time' }, clockText(each.at)), ` ${inWords(each)}`, reasons(each.data.why));

/** @param {(text: string) => void} say @param {() => void} changed @param {(id: string) => void} closed */
export function makeHistory(say, changed, closed) {
  let id = '';
  let shown = '';
  const title = el('h3', { tabindex: '-1' }, 'No referral');
  const told = el('div', {});
  const now = el('div', {});
  const list = el('ol', { class: 'history' });
  const orders = makeOrders((done, problem) => {
    told.replaceChildren(...(problem ? [notice('error', 'That did not work', problem.message)] : []));
    say(done);
    changed();
  }, () => title.focus());
  const reveal = makeReveal(() => id, changed);

  function close() {
    const which = id;
    id = '';
    reveal.forget();
    element.hidden = true;
    closed(which);
  }

  const element = el('section', { class: 'card', hidden: true, 'aria-label': 'One referral' }, title, told, now,
    el('div', { class: 'referral__actions' }, ...orders.buttons, reveal.button,
      el('button', { class: 'usa-button usa-button--unstyled', type: 'button', on: { click: close } }, 'Close')), reveal.place, list);

  async function refresh() {
    const asked = id;
    if (!asked) return;
    const at = { id: asked };
    const [referral, { items }] = await Promise.all([get('/v1/referrals/{id}', { at }),
      readPages((cursor) => get('/v1/referrals/{id}/events', { at, query: { limit: 200, cursor } }), mostPages)]);
    if (asked !== id) return; // Another was opened meanwhile.
    const text = JSON.stringify([referral, items]);
    if (text === shown) return;
    shown = text;
    orders.show(referral);
    now.replaceChildren(standing(referral));
    list.replaceChildren(...items.map(line));
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
      now.replaceChildren();
      list.replaceChildren();
      orders.forget();
      reveal.forget();
      element.hidden = false;
      await refresh().catch((problem) => told.replaceChildren(notice('error', 'That did not work', problem.message)));
      title.focus();
      element.scrollIntoView({ block: 'nearest' });
    },
  };
}
