// The Agent Portal: the Quick Updates Dashboard and the kynect On Demand tab.

import { get, Problem } from '../api.js';
import { el, focusOn, notice } from '../dom.js';
import { listen } from '../live.js';
import { beginSession } from '../session.js';
import { makeDashboard } from './dashboard.js';
import { readDesk } from './desk.js';
import { me } from './me.js';
import { makeRegistration } from './registration.js';
import { makeSwitch } from './switch.js';

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const room = /** @type {HTMLElement} */ (document.querySelector('[data-room]'));

const everyMilliseconds = 30_000;
const soonMilliseconds = 5000; // After no answer.
const mostMilliseconds = 15_000; // For an answer.

const events = ['offered', 'missed', 'rejected', 'withdrawn', 'accepted', 'contact-shared', 'contacted', 'completed',
  'released', 'cancelled', 'overdue', 'assigned', 'listed', 'unlisted', 'credentials-changed', 'section-saved',
  'registered', 'deregistered', 'suspended', 'reinstated', 'availability-changed'];

const connection = el('div', { 'data-connection': '' });
const said = el('div', { class: 'usa-sr-only', role: 'status', 'data-said': '' });

/** Told to whoever listens to the page instead of looking at it. @param {string} text */
function say(text) {
  said.textContent = text;
}

const dashboard = makeDashboard({ say, mostMisses: Number(main.dataset.mostMisses), refresh });
const registration = makeRegistration({ say, refresh });
const hand = makeSwitch({ refresh, say });
/** @type {Record<string, {element: HTMLElement}>} */
const tabs = { '#dashboard': dashboard, '#registration': registration };

/** @param {string} to @param {string} text */
const tab = (to, text) => el('a', { class: 'tabs__tab', href: to }, text);
const nav = el('nav', { class: 'tabs', 'aria-label': 'Agent Portal' },
  tab('#dashboard', 'Quick Updates Dashboard'), tab('#registration', 'kynect On Demand'));

let chosen = '#dashboard';

/** A hash that names no tab, as of the link to the main content, leaves the one that is open. */
function showTab() {
  if (location.hash in tabs) chosen = location.hash;
  else if (!location.hash) chosen = '#dashboard';
  for (const [hash, { element }] of Object.entries(tabs)) element.hidden = hash !== chosen;
  for (const each of nav.querySelectorAll('a')) {
    if (each.getAttribute('href') === chosen) each.setAttribute('aria-current', 'page');
    else each.removeAttribute('aria-current');
  }
  if (document.activeElement?.closest('[hidden]')) focusOn(tabs[chosen].element.querySelector('h2')); // It was a link of the other tab's.
}

/** @type {Promise<void> | null} */
let running = null;
let again = false;
let last = 0;
let hearing = true;
let answering = true;

/** A connection may be lost without a word: an answer that doesn't come is none. */
const patience = () => new Promise((_, reject) => { setTimeout(() => reject(new Error('The engine does not answer.')), mostMilliseconds); });

/** Reads everything anew: what is shown never depends on which events were heard. Ends once what is known now is shown. */
function refresh() {
  again = true;
  running ??= readAnew().finally(() => { running = null; });
  return running;
}

async function readAnew() {
  while (again) {
    again = false;
    const asked = Promise.all([get('/v1/agents/{id}', me), readDesk()]);
    const read = last ? Promise.race([asked, patience()]) : asked; // Who opens the portal waits.
    last = Date.now();
    answering = await read.then(() => true, (problem) => problem instanceof Problem);
    tellOfConnection();
    const [profile, desk] = await read;
    show(profile, desk);
  }
}

/** Whoever looks at what may be old is told so. */
function tellOfConnection() {
  if (hearing && answering) connection.replaceChildren();
  else if (!connection.firstChild) connection.append(notice('warning', 'The connection is lost', 'Offers are asked for every few seconds until it is back.'));
}

const lookAgain = () => refresh().catch(() => {});

/** A stream that is silent may be a broken one: without news the page looks by itself. */
function keepLooking() {
  setInterval(() => { if (Date.now() - last >= (answering ? everyMilliseconds : soonMilliseconds)) lookAgain(); }, 1000);
  addEventListener('online', lookAgain);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) lookAgain(); });
}

/** @param {import('contract').Agent} profile @param {import('./desk.js').Desk} desk */
function show(profile, desk) {
  const who = document.querySelector('[data-who]');
  if (who) who.textContent = profile.name;
  hand.show(profile);
  dashboard.show(profile, desk);
  registration.show(profile);
}

/** @param {string} type */
function hear(type) {
  hearing = type !== 'lost' && type !== 'ask';
  tellOfConnection();
  lookAgain();
}

async function begin() {
  await beginSession();
  room.replaceChildren(said, nav, connection, ...Object.values(tabs).map(({ element }) => element));
  document.querySelector('[data-tools]')?.prepend(hand.element);
  addEventListener('hashchange', showTab);
  showTab();
  await refresh();
  keepLooking();
  listen('/v1/agents/me/events', events, hear);
}

begin().catch((problem) => {
  room.replaceChildren(notice('error', 'The portal could not be opened', problem.status === 404 ? 'The roster does not know you. Please ask the exchange.' : problem.message));
});
