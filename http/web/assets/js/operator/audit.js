// Who looked at what, who ordered what, and why: the newest first.

import { get } from '../api.js';
import { clockText } from '../clock.js';
import { el, notice } from '../dom.js';
import { makeMore, readPages } from './pages.js';
import { makeTable } from './table.js';
import { person, recordOf } from './words.js';

/** @typedef {{sequence: number, at: string, type: string, by: {role: string, id: string | null}, subject: string, reason: string | null, from: string | null}} Entry */

export function makeAudit() {
  const told = el('div', {});
  const subject = el('input', { class: 'usa-input', id: 'audit-subject', type: 'text', maxlength: '200', autocomplete: 'off' });
  const form = el('form', { class: 'filters', on: { submit: (/** @type {Event} */ event) => { event.preventDefault(); more.restart(); refresh().catch(() => {}); } } },
    el('div', {}, el('label', { class: 'usa-label', for: 'audit-subject' }, 'Id of a referral or an agent'), subject),
    el('button', { class: 'usa-button usa-button--outline', type: 'submit' }, 'Show'));
  const more = makeMore('records', () => refresh());
  const table = makeTable('Audit, newest first', [
    { title: 'At', of: (/** @type {Entry} */ each) => clockText(each.at) },
    { title: 'What', of: (each) => recordOf(each.type) },
    { title: 'By', of: ({ by }) => person(by) },
    { title: 'Subject', of: (each) => each.subject },
    { title: 'Reason', wide: true, of: (each) => each.reason },
    { title: 'From', of: (each) => each.from },
  ], ({ sequence }) => String(sequence));

  async function refresh() {
    try {
      const query = { limit: 50, subject: subject.value.trim() };
      const { items, more: further } = await readPages((cursor) => get('/v1/audit', { query: { ...query, cursor } }), more.pages());
      told.replaceChildren();
      table.fill(items);
      more.tell(items.length, further);
    } catch (problem) {
      if (/** @type {any} */ (problem).status !== 404) throw problem;
      if (!told.firstChild) told.replaceChildren(notice('info', 'There is no audit to read', 'This engine does not offer its audit here.'));
    }
  }

  const element = el('div', {}, el('h2', {}, 'Audit'), told, form, table.element, more.element);
  return { element, refresh, everyMilliseconds: 60_000 };
}
