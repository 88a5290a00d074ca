// Makes the pictures of docs/pages: `node tests/browser/screenshots.mjs`. Everybody in them is made up.

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { launch, openWindow } from './browser.mjs';
import { ask, days, Engine, hire, register, root } from './engine.mjs';
import { MailServer } from './mail.mjs';
import { News } from './news.mjs';

const folder = path.join(root, 'docs/pages');
mkdirSync(folder, { recursive: true });
const mail = await MailServer.start();
const engine = await Engine.start(...mail.flags);
const browser = await launch();
const news = await News.start();
const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1280, height: 1000 } };
const rosterLines = 240;

/** @param {any} page @param {string} name */
async function take(page, name) {
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.activeElement)?.blur(); scrollTo(0, 0); });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Sample agents over the whole state, most of them registered. */
async function fillRoster() {
  const lines = readFileSync(path.join(root, 'data/sample_agents.csv'), 'utf8').split('\n').slice(0, rosterLines);
  await engine.call(engine.token('operator'), 'POST', '/v1/agents/import', `${lines.join('\n')}\n`);
  const known = new Set(lines.map((each) => each.split(',')[0]));
  const people = readFileSync(path.join(root, 'data/sample_registrations.jsonl'), 'utf8').trim().split('\n').map((each) => JSON.parse(each)).filter(({ id }) => known.has(id)).slice(0, 60);
  for (const { id, contact } of people) await register(engine, engine.token('agent', '--agent', id), contact.languages).catch(() => {}); // Some aren't eligible.
}

/** A referral is offered a moment after it was asked for. @param {string} id */
async function untilOffered(id) {
  for (;;) {
    const { status, offer } = await engine.call(engine.token('operator'), 'GET', `/v1/referrals/${id}`);
    if (offer || status !== 'Pending') return;
  }
}

const minutesShown = 240;
const minute = 60_000;

/** Four hours have to be made up: the engine has just begun. One in which nobody was asked is among them. */
function madeUpHours() {
  const end = Math.floor(Date.now() / minute) * minute;
  const shareAt = (/** @type {number} */ at) => (at < 22 || (at > 130 && at < 141) ? null : 0.985 - 0.05 * Math.exp(-(((at - 95) / 22) ** 2)) + 0.004 * Math.sin(at / 5));
  return { next: null, items: Array.from({ length: minutesShown }, (_, at) => ({ at: new Date(end - (minutesShown - 1 - at) * minute).toISOString(), inside_promise: shareAt(at) })) };
}

/** @param {{height?: number, colorScheme?: 'light' | 'dark'}} [how] */
async function openConsole({ height = 1000, colorScheme = 'light' } = {}) {
  const opened = await openWindow(browser, { viewport: { width: 1280, height }, colorScheme });
  await news.serve(opened.context);
  await opened.context.route('**/v1/stats/history?*', (route) => route.fulfill({ json: madeUpHours() }));
  await opened.page.goto(engine.link('operator'));
  await opened.page.getByRole('table', { name: 'Referrals, overdue first' }).waitFor();
  return opened.page;
}

/** Residents' pages, on a telephone. */
async function takeResident() {
  const resident = await openWindow(browser, phone);
  await resident.page.goto(engine.url);
  await take(resident.page, 'ask');
  const { page } = await openWindow(browser, { ...phone, locale: 'es', colorScheme: 'dark' });
  await page.goto(engine.url);
  await page.getByRole('textbox', { name: 'Su nombre' }).fill('Rosa Example');
  await page.getByRole('textbox', { name: 'Número de teléfono' }).fill('502-555-0142');
  await page.getByRole('textbox', { name: 'Código postal' }).fill('40202');
  await page.getByText('kynect On Demand puede dar').click();
  await page.getByRole('button', { name: 'Pedir ayuda' }).click();
  await page.getByRole('heading', { name: 'Estamos buscando' }).waitFor();
  await take(page, 'follow');
  await page.goto(`${page.url()}/cancel`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await take(page, 'cancel');
}

/** Where agents and operators come in. */
async function takeSignIn() {
  const { page } = await openWindow(browser, phone);
  await page.goto(`${engine.url}/sign-in`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await take(page, 'sign_in');
}

/** A week that has something to show: a break each day, a short Saturday, and some days away. */
async function keepOfficeHours() {
  const day = { start: '09:00', end: '17:30', breaks: [{ start: '12:00', end: '12:45' }] };
  const away = (/** @type {number} */ inDays) => new Date(Date.now() + inDays * 24 * 60 * minute).toISOString();
  const weekly = { ...Object.fromEntries(days.slice(0, 5).map((each) => [each, day])), saturday: { start: '10:00', end: '14:00' }, sunday: null };
  await engine.call(engine.token('agent', '--agent', 'ada'), 'PUT', '/v1/agents/me/registration/schedule', { time_zone: 'America/New_York', weekly, out_of_office: [{ from: away(2), until: away(3.3) }] });
}

/** An agent with an offer, one in progress and a board. @param {string} mine in progress */
async function takePortal(mine) {
  const offered = await ask(engine, { language: 'sw', zip: '40203' });
  for (const id of [mine, offered.id]) {
    await untilOffered(id);
    await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${id}/assign`, { agent_id: 'ada' });
  }
  await engine.call(engine.token('agent', '--agent', 'ada'), 'POST', `/v1/referrals/${mine}/accept`);
  const { page } = await openWindow(browser, desk);
  await page.goto(engine.link('agent', '--agent', 'ada'));
  await page.getByRole('button', { name: /^Accept: / }).nth(1).waitFor();
  await take(page, 'agent');
  await keepOfficeHours();
  await page.setViewportSize({ width: 1280, height: 1250 });
  await page.reload();
  await page.getByRole('link', { name: 'kynect On Demand', exact: true }).last().click();
  await page.getByRole('heading', { name: 'My Availability' }).waitFor();
  await take(page, 'availability');
  await engine.call(engine.token('agent', '--agent', 'ada'), 'PUT', '/v1/agents/me/availability', { override: 'on' }); // Whatever the hour is.
}

/** @param {string} looked at */
async function takeConsole(looked) {
  const page = await openConsole();
  await page.getByRole('combobox', { name: 'Over the last' }).selectOption('4 hours');
  await take(page, 'promise');
  await page.getByRole('button', { name: looked }).click();
  await page.getByText('Why: cost').first().waitFor();
  await page.setViewportSize({ width: 1280, height: 1400 });
  await take(page, 'operator');
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.getByRole('link', { name: 'Map' }).click();
  await page.getByRole('img', { name: /Kentucky by ZIP code/ }).waitFor();
  await take(page, 'map');
  await page.getByRole('link', { name: 'Agents', exact: true }).click();
  await page.getByRole('combobox', { name: 'Available' }).selectOption('true');
  await page.getByRole('cell', { name: 'Ada Example', exact: true }).waitFor();
  await take(page, 'agents');
  await page.getByRole('link', { name: 'Programme', exact: true }).click();
  await page.getByText('By weekly hours').click();
  await take(page, 'programme');
  await page.getByRole('link', { name: 'Actors', exact: true }).click();
  await page.getByRole('table', { name: 'Actors one by one' }).getByRole('button', { name: 'Handled' }).click();
  await page.getByRole('table', { name: 'Actors one by one' }).getByRole('cell', { name: 'journal', exact: true }).waitFor();
  await take(page, 'actors');
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('cell', { name: 'Assigned to an agent' }).first().waitFor();
  await take(page, 'audit');
}

/** Notifications, one of them dead. */
async function takeOutbox() {
  mail.unknown.add('robin@example.org');
  await ask(engine, { name: 'Robin Refused', language: 'ne', email: 'robin@example.org' });
  const page = await openConsole({ height: 1250, colorScheme: 'dark' });
  await page.getByRole('link', { name: 'Notifications', exact: true }).click();
  await page.getByText('One notification is dead').waitFor();
  await page.getByRole('row').filter({ hasText: 'the mail server said 550' }).getByRole('button').click();
  await page.getByText('One attempt failed').waitFor();
  await take(page, 'notifications');
}

/** What nobody can bring about from outside, an actor that is put aside, is made up. */
async function takeAlarm() {
  const page = await openConsole({ height: 1600 });
  await page.context().route('**/v1/actors?*', async (route) => {
    const answered = await (await route.fetch()).json();
    answered.kinds.find((/** @type {any} */ { kind }) => kind === 'agent').put_aside = 1;
    Object.assign(answered.items.find((/** @type {any} */ { kind }) => kind === 'agent') ?? {}, { id: 'ada', restarts: 6, put_aside: true, last_error: 'the record agent/ada/12 cannot be read' });
    await route.fulfill({ json: answered });
  });
  await page.context().route('**/v1/actors/dead-letters', (route) => route.fulfill({ json: { next: null, counts: { 'receiver-ended': 0, unexpected: 0, 'handler-failed': 6, 'put-aside': 3, 'no-receiver': 0 },
    items: Array.from({ length: 3 }, () => ({ at: new Date().toISOString(), to: 'agent', message: 'withdraw_offer', reason: 'put-aside' })) } }));
  await page.getByRole('link', { name: 'Actors', exact: true }).click();
  await page.getByText('One actor is put aside').waitFor();
  await take(page, 'put_aside');
}

/** An address that leads nowhere. */
async function takeNowhere() {
  const { page } = await openWindow(browser, phone);
  await page.goto(`${engine.url}/nowhere`);
  await take(page, 'nowhere');
}

try {
  await fillRoster();
  await register(engine, await hire(engine, 'ada', 'Ada Example'), ['en', 'sw']);
  await takeResident();
  await takeSignIn();
  for (const zip of ['41501', '42001', '42101', '40965', '40507', '41011', '42301']) await ask(engine, { language: 'ne', zip });
  const mine = await ask(engine, { name: 'Robin Example', language: 'sw', zip: '40214', preferred_contact: 'text', email: 'robin@example.org', note: 'After five, please.' });
  await takePortal(mine.id);
  await takeConsole(mine.id);
  await takeOutbox();
  await takeAlarm();
  await takeNowhere();
} finally {
  await browser.close();
  await news.stop();
  await engine.stop();
  await mail.stop();
}
