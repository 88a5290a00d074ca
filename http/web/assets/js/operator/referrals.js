// Referrals with their filters, and the history of the one that is looked at.

import { get } from '../api.js';
import { clockText } from '../clock.js';
import { el } from '../dom.js';
import { languageName } from '../words.js';
import { filter } from './filter.js';
import { makeFind } from './find.js';
import { makeHistory } from './history.js';
import { makeMore, readPages } from './pages.js';
import { makePromise } from './promise.js';
import { makeTable } from './table.js';

/** @typedef {import('contract').Referral} Referral */

const pageSize = 50;
const wholePage = 200;
const mostPages = 5; // Of each state that is open: all of them are read, as the oldest promise may stand on the last page.

/** @type {('Pending' | 'In Progress')[]} */
const open = ['Pending', 'In Progress'];

/** Of the status, and which of them. @type {Record<string, [string, string]>} */
const views = { pending: ['Pending', ''], 'in-progress': ['In Progress', ''], overdue: ['open', 'overdue'], 'contact-centre': ['open', 'contact_centre'] };

/** @param {Referral} one @param {Referral} other */
const mostUrgentFirst = (one, other) => Number(other.overdue) - Number(one.overdue) || Date.parse(one.callback_by) - Date.parse(other.callback_by);

/** What is overdue is so for good: those that have ended would stand above all others. @param {{type?: any, overdue?: boolean, contact_centre?: boolean}} query */
async function readOpen(query) {
  const lists = await Promise.all(open.map((status) =>
    readPages((cursor) => get('/v1/referrals', { query: { ...query, status, limit: wholePage, cursor } }), mostPages)));
  // Which moves on meanwhile may be in both.
  const items = [...new Map(lists.flatMap((each) => each.items).map((each) => [each.id, each])).values()];
  return { items: items.sort(mostUrgentFirst), more: lists.some(({ more }) => more) };
}

/** @param {Referral} referral */
function state(referral) {
  const word = referral.overdue && open.some((each) => each === referral.status) ? 'Overdue' : referral.status;
  return el('span', { class: `tag tag--${word.toLowerCase().replace(' ', '-')}` }, word === 'Overdue' ? `${referral.status}, overdue` : word);
}

/** @param {(text: string) => void} say */
export function makeReferrals(say) {
  const refresh = () => read().catch(() => {});
  const anew = () => { more.restart(); refresh(); };
  const status = filter('status', 'Status', [['open', 'Open'], ['', 'All'], ['Pending', 'Pending'], ['In Progress', 'In Progress'], ['Complete', 'Complete'], ['Cancelled', 'Cancelled']], anew);
  const type = filter('type', 'Type', [['', 'All'], ['General', 'General'], ['Mass', 'Mass']], anew);
  const only = filter('only', 'Show', [['', 'Everything'], ['overdue', 'Overdue'], ['contact_centre', 'Contact centre’s list']], anew);
  const more = makeMore('referrals', () => read());
  const cut = el('p', { class: 'nothing', hidden: true }, `More are open than are listed here: the ${wholePage * mostPages} newest of each state, and what is overdue before them.`);
  const history = makeHistory(say, refresh, (id) => { if (!table.focus(id)) find.focus(); });
  const find = makeFind(history.open);
  const promise = makePromise();
  const table = makeTable('Referrals, overdue first, then the oldest promise', [
    { title: 'Referral', of: ({ id }) => el('button', { type: 'button', class: 'sort', on: { click: () => history.open(id) } }, id) },
    { title: 'State', of: state },
    { title: 'Type', of: (each) => each.type },
    { title: 'Asked at', of: (each) => clockText(each.requested_at) },
    { title: 'Promised by', of: (each) => clockText(each.callback_by) },
    { title: 'Language', of: (each) => languageName(each.language) },
    { title: 'Where', of: (each) => [each.county, each.zip].filter(Boolean).join(', ') },
    { title: 'Agent', of: (each) => each.agent_id ?? (each.offer ? `${each.offer.agent_id} (offered)` : '') },
  ], ({ id }) => id);

  let turns = 0;

  async function read() {
    turns += 1;
    const turn = turns;
    const query = { type: type.select.value, ...(only.select.value ? { [only.select.value]: true } : {}) };
    // Of those that have ended none is looked for among the overdue ones, unless that is what was chosen.
    const isOfOpen = status.select.value === 'open' || (status.select.value === '' && only.select.value === 'overdue');
    const found = isOfOpen ? await readOpen(query)
      : await readPages((cursor) => get('/v1/referrals', { query: { ...query, status: status.select.value, limit: pageSize, cursor } }), more.pages());
    if (turn !== turns) return; // Something else was chosen meanwhile.
    const shown = found.items.slice(0, pageSize * more.pages());
    table.call(isOfOpen ? 'Referrals, overdue first, then the oldest promise' : 'Referrals, overdue first, then the newest');
    table.fill(shown);
    more.tell(shown.length, found.items.length > shown.length || (found.more && !isOfOpen));
    cut.hidden = !(isOfOpen && found.more);
    await Promise.all([history.refresh(), promise.refresh()]);
  }

  const title = el('h2', { tabindex: '-1' }, 'Referrals');
  const element = el('div', {}, promise.element, title,
    el('div', { class: 'filters' }, status.element, type.element, only.element, find.element), history.element, table.element, cut, more.element);
  return {
    element,
    refresh: read,
    /** What a counter counts. @param {string} what */
    choose(what) {
      [status.select.value, only.select.value] = views[what] ?? ['open', ''];
      type.select.value = '';
      anew();
      title.focus();
    },
  };
}
