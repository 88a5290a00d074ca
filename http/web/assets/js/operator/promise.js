// The line of the promise: the share of residents reached in time, over the last hours.

import { get } from '../api.js';
import { clockText, now } from '../clock.js';
import { el } from '../dom.js';
import { filter } from './filter.js';
import { atSteps, inWords, percent, promisePicture } from './promise_line.js';
import { makeTable } from './table.js';

const minute = 60_000;

export function makePromise() {
  let due = 0; // A minute's figure is there once the minute is over.
  // A first visit reads an hour: more weighs as much as all else.
  const hours = filter('promise-hours', 'Over the last', [['60', 'hour'], ['240', '4 hours'], ['720', '12 hours'], ['1440', '24 hours']], () => {
    due = 0;
    refresh().catch(() => {});
  });
  const place = el('div', {});
  const words = el('p', { class: 'promise__words' });
  const table = makeTable('Share inside the promise', [
    { title: 'At', of: (/** @type {import('./promise_line.js').Minute} */ each) => clockText(each.at) },
    { title: 'Inside the promise', number: true, of: ({ share }) => percent(share) },
  ], ({ at }) => at);
  const numbers = el('details', { class: 'promise__numbers' }, el('summary', {}, 'As a table'), table.element);
  const element = el('section', { class: 'card promise', 'aria-labelledby': 'promise-title' },
    el('div', { class: 'promise__head' }, el('h2', { id: 'promise-title' }, 'Inside the promise'), hours.element), place, words, numbers);

  async function refresh() {
    if (now() < due) return;
    const { items } = await get('/v1/stats/history', { query: { minutes: Number(hours.select.value) } });
    due = Date.parse(items[items.length - 1].at) + minute + 2000;
    const minutes = items.map(({ at, inside_promise: share }) => ({ at, share }));
    const isEmpty = minutes.every(({ share }) => share === null);
    numbers.hidden = isEmpty;
    place.replaceChildren(isEmpty ? el('p', { class: 'nothing' }, 'No figure yet: nobody was contacted, and no promise has passed.') : promisePicture(minutes));
    words.textContent = isEmpty ? '' : inWords(minutes);
    words.hidden = isEmpty;
    table.fill(atSteps(minutes));
  }
  return { element, refresh };
}
