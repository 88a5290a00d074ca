// The operator console: figures, referrals, agents and actors, read anew every few seconds.

import { el, notice } from '../dom.js';
import { beginSession } from '../session.js';
import { makeActors } from './actors.js';
import { makeAgents } from './agents.js';
import { makeFigures } from './figures.js';
import { makeReferrals } from './referrals.js';

const everyMilliseconds = 3000;

const room = /** @type {HTMLElement} */ (document.querySelector('[data-room]'));
const connection = el('div', { 'data-connection': '' });
const said = el('div', { class: 'usa-sr-only', role: 'status' });
const say = (/** @type {string} */ text) => { said.textContent = text; };

const figures = makeFigures();
/** @type {Record<string, {title: string, element: HTMLElement, refresh: () => Promise<void>}>} */
const tabs = { '#referrals': makeReferrals(say), '#agents': makeAgents(say), '#actors': makeActors() };
const nav = el('nav', { class: 'tabs', 'aria-label': 'Operator console' },
  ...Object.entries(tabs).map(([hash, { title }]) => el('a', { class: 'tabs__tab', href: hash }, title)));

const chosen = () => (location.hash in tabs ? location.hash : '#referrals');

function showTab() {
  for (const [hash, { element }] of Object.entries(tabs)) element.hidden = hash !== chosen();
  for (const each of nav.querySelectorAll('a')) {
    if (each.getAttribute('href') === chosen()) each.setAttribute('aria-current', 'page');
    else each.removeAttribute('aria-current');
  }
  refresh();
}

async function refresh() {
  try {
    await Promise.all([figures.refresh(), tabs[chosen()].refresh()]);
    connection.replaceChildren();
  } catch (problem) {
    if (!connection.firstChild) connection.replaceChildren(notice('warning', 'The engine does not answer', 'What is shown may be old. It is asked again every few seconds.'));
  }
}

async function keepRefreshing() {
  if (!document.hidden) await refresh();
  setTimeout(keepRefreshing, everyMilliseconds);
}

async function begin() {
  await beginSession();
  room.replaceChildren(said, connection, figures.element, nav, ...Object.values(tabs).map(({ element }) => element));
  addEventListener('hashchange', showTab);
  showTab();
  keepRefreshing();
}

begin().catch((problem) => room.replaceChildren(notice('error', 'The console could not be opened', problem.message)));
