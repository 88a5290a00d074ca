// Where it happens: the picture of Kentucky, the same by county as a table, and the counties whose agents are paused.

import { get, getAsset, post } from '../api.js';
import { clockText } from '../clock.js';
import { el, notice } from '../dom.js';
import { kentuckyPicture } from './kentucky.js';
import { readPages } from './pages.js';
import { instant, question, reason } from './question.js';
import { makeTable } from './table.js';

const mostPages = 5;
const pageSize = 200;

/** @typedef {{county: string, waiting: number, agents: number, paused: import('contract').County['paused']}} Row */

/** @param {{county: string | null}[]} waiting @param {{county: string | null}[]} agents @param {import('contract').County[]} paused @returns {Row[]} */
function byCounty(waiting, agents, paused) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const row = (/** @type {string | null} */ name) => {
    const county = name ?? 'Elsewhere';
    const known = rows.get(county) ?? { county, waiting: 0, agents: 0, paused: null };
    rows.set(county, known);
    return known;
  };
  for (const each of waiting) row(each.county).waiting += 1;
  for (const each of agents) row(each.county).agents += 1;
  for (const each of paused) row(each.county).paused = each.paused;
  return [...rows.values()].sort((one, other) => other.waiting - one.waiting || one.county.localeCompare(other.county));
}

/** @param {(text: string) => void} say */
export function makeMap(say) {
  const told = el('div', {});
  const picture = el('figure', { class: 'kentucky-figure' });
  const cut = el('p', { class: 'nothing', hidden: true }, `Only the first ${mostPages * pageSize} of each are counted here.`);
  /** @type {import('./kentucky.js').Places | null} */
  let places = null;

  /** @param {Promise<string | null>} order */
  async function give(order) {
    told.replaceChildren();
    await order.then((done) => { if (done) say(done); }, (problem) => told.replaceChildren(notice('error', 'That did not work', problem.message)));
    await refresh().catch(() => {});
  }

  /** @param {[string, string][]} counties one or more to choose from */
  async function pause(counties) {
    const words = await question('Pause the offers of a county’s agents?', 'A storm, a flood: no agent whose business lies there gets a new offer. Its residents are served by agents elsewhere.', 'Pause the county', [
      { name: 'county', label: 'County', kind: 'choice', choices: counties }, reason,
      { name: 'until', label: 'Until', hint: 'Without a time, until somebody resumes it.', kind: 'time', optional: true }]);
    if (!words) return null;
    await post('/v1/counties/{county}/pause', { at: { county: words.county } }, { reason: words.reason, until: instant(words.until) });
    return `${words.county} is paused.`;
  }

  /** @param {string} county */
  async function resume(county) {
    const words = await question(`Resume the offers in ${county}?`, '', 'Resume', [{ ...reason, optional: true }]);
    if (!words) return null;
    await post('/v1/counties/{county}/resume', { at: { county } }, words.reason ? { reason: words.reason } : undefined);
    return `${county} gets offers again.`;
  }

  const table = makeTable('By county, most waiting first', [
    { title: 'County', of: (/** @type {Row} */ each) => each.county },
    { title: 'Waiting', number: true, of: (each) => String(each.waiting) },
    { title: 'Agents available', number: true, of: (each) => String(each.agents) },
    { title: 'Paused', of: ({ paused }) => (paused ? `since ${clockText(paused.since)}${paused.until ? ` until ${clockText(paused.until)}` : ''}` : '') },
    { title: 'Order', of: ({ county, paused }) => (paused ? el('button', { type: 'button', class: 'sort', 'aria-label': `Resume ${county}`, on: { click: () => give(resume(county)) } }, 'Resume') : '') },
  ], ({ county }) => county);

  async function refresh() {
    places ??= await getAsset('kentucky.json');
    const [waiting, agents, paused] = await Promise.all([
      readPages((cursor) => get('/v1/referrals', { query: { status: 'Pending', limit: pageSize, cursor } }), mostPages),
      readPages((cursor) => get('/v1/agents', { query: { available: true, limit: pageSize, cursor } }), mostPages),
      get('/v1/counties/paused')]);
    picture.replaceChildren(kentuckyPicture(/** @type {import('./kentucky.js').Places} */ (places), waiting.items, agents.items), legend());
    table.fill(byCounty(waiting.items, agents.items, paused.items));
    cut.hidden = !waiting.more && !agents.more;
  }

  /** Every county of the state, by name. @returns {[string, string][]} */
  const counties = () => [...new Set(Object.values(places ?? {}).map(([, , county]) => county))].sort().map((each) => [each, each]);
  const element = el('div', {}, el('h2', {}, 'Kentucky'), told, picture, cut,
    el('p', {}, el('button', { type: 'button', class: 'usa-button usa-button--outline', on: { click: () => give(pause(counties())) } }, 'Pause a county')), table.element);
  return { element, refresh };
}

const legend = () => el('figcaption', { class: 'kentucky__legend' },
  el('span', { class: 'kentucky__key kentucky__key--waiting' }, 'referrals waiting'), el('span', { class: 'kentucky__key kentucky__key--agents' }, 'agents available'),
  el('span', {}, 'Each point is a ZIP code. Places: U.S. Census Bureau, GeoNames.'));
