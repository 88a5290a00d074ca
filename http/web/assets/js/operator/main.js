// The operator console. What happens is heard by Server-Sent Events and read anew; what only time changes, every few seconds.

import { el, notice } from '../dom.js';
import { listen } from '../live.js';
import { beginSession } from '../session.js';
import { makeAlarms } from './alarms.js';
import { makeFigures } from './figures.js';
import { makeTab } from './tab.js';

const everyMilliseconds = 10_000;
const atMostEvery = 1000; // However much happens.

const events = ['requested', 'offered', 'missed', 'rejected', 'withdrawn', 'made-mass', 'accepted', 'contact-shared', 'contacted', 'completed',
  'released', 'cancelled', 'overdue', 'assigned', 'created', 'credentials-changed', 'section-saved', 'registered', 'deregistered', 'suspended',
  'reinstated', 'availability-changed'];

const room = /** @type {HTMLElement} */ (document.querySelector('[data-room]'));
const connection = el('div', { 'data-connection': '' });
const said = el('div', { class: 'usa-sr-only', role: 'status' });
const say = (/** @type {string} */ text) => { said.textContent = text; };

const zone = new Intl.DateTimeFormat('en-US', { timeZoneName: 'longGeneric' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
const times = el('p', { class: 'board__hint' }, `Times are in your browser’s zone: ${zone}.`);
const figures = makeFigures();
const alarms = makeAlarms();
const tabs = {
  '#referrals': makeTab('Referrals', say, async () => (await import('./referrals.js')).makeReferrals),
  '#map': makeTab('Map', say, async () => (await import('./map.js')).makeMap),
  '#agents': makeTab('Agents', say, async () => (await import('./agents.js')).makeAgents),
  '#actors': makeTab('Actors', say, async () => (await import('./actors.js')).makeActors),
  '#notifications': makeTab('Notifications', say, async () => (await import('./notifications.js')).makeNotifications),
  '#programme': makeTab('Programme', say, async () => (await import('./programme.js')).makeProgramme),
  '#audit': makeTab('Audit', say, async () => (await import('./audit.js')).makeAudit),
};
const nav = el('nav', { class: 'tabs', 'aria-label': 'Operator console' },
  ...Object.entries(tabs).map(([hash, { title }]) => el('a', { class: 'tabs__tab', href: hash }, title)));

/** @param {string} hash @returns {hash is keyof typeof tabs} */
const isTab = (hash) => hash in tabs;

/** @type {keyof typeof tabs} */
let chosen = '#referrals';

/** `#referrals/overdue` leads to a tab, and to what it is to show. What leads elsewhere, as to the main content, leaves the tab as it is. */
function showTab() {
  const [hash, what] = location.hash.split('/');
  if (isTab(hash)) chosen = hash;
  if (isTab(hash) && what) tabs[hash].choose(what);
  for (const [each, { element }] of Object.entries(tabs)) element.hidden = each !== chosen;
  for (const each of nav.querySelectorAll('a')) {
    if (each.getAttribute('href') === chosen) each.setAttribute('aria-current', 'page');
    else each.removeAttribute('aria-current');
  }
  refresh();
}

let hearing = true;
let answering = true;
let toldOfConnection = '';

/** Whoever looks at old figures is told so. */
function tellOfConnection() {
  const [title, text] = !answering ? ['The engine does not answer', 'What is shown may be old. It is asked again every few seconds.']
    : !hearing ? ['The live connection is lost', 'What happens is asked for every few seconds until it is back.'] : ['', ''];
  if (title === toldOfConnection) return;
  toldOfConnection = title;
  connection.replaceChildren(...(title ? [notice('warning', title, text)] : []));
}

let refreshing = false;
let again = false;
let last = 0;
let lastOfTab = 0;

/** One look at a time; what happens meanwhile is looked at afterwards, once. @param {boolean} [tabToo] */
async function refresh(tabToo = true) {
  if (refreshing) { again = true; return; }
  refreshing = true;
  do {
    const whole = tabToo || again;
    again = false;
    last = Date.now();
    if (whole) lastOfTab = last;
    answering = await Promise.all([figures.refresh().then(alarms.refresh), whole && tabs[chosen].refresh()]).then(() => true, () => false);
  } while (again);
  refreshing = false;
  tellOfConnection();
}

let soon = false;

/** @param {string} type */
function hear(type) {
  hearing = type !== 'lost' && type !== 'ask';
  tellOfConnection();
  if (soon || document.hidden) return;
  soon = true;
  setTimeout(() => { soon = false; refresh(); }, Math.max(0, last + atMostEvery - Date.now()));
}

async function keepRefreshing() {
  const tabIsDue = Date.now() - lastOfTab >= (tabs[chosen].everyMilliseconds() ?? everyMilliseconds);
  if (!document.hidden && (tabIsDue || Date.now() - last >= everyMilliseconds)) await refresh(tabIsDue);
  setTimeout(keepRefreshing, 1000);
}

async function begin() {
  await beginSession();
  room.replaceChildren(said, times, connection, alarms.element, figures.element, nav, ...Object.values(tabs).map(({ element }) => element));
  addEventListener('hashchange', showTab);
  figures.element.addEventListener('click', (/** @type {any} */ { target }) => { if (target.closest('a')?.hash === location.hash) showTab(); }); // Nothing changes by it.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  showTab();
  keepRefreshing();
  listen('/v1/events', events, hear);
}

begin().catch((problem) => room.replaceChildren(notice('error', 'The console could not be opened', problem.message)));
