// Makes the pictures of docs/pages: `node tests/browser/screenshots.mjs`. Everybody in them is made up.

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { launch, openWindow } from './browser.mjs';
import { ask, Engine, hire, register, root } from './engine.mjs';
import { News } from './news.mjs';

const folder = path.join(root, 'docs/pages');
mkdirSync(folder, { recursive: true });
const engine = await Engine.start();
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

async function openConsole() {
  const opened = await openWindow(browser, desk);
  await news.serve(opened.context);
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
  await page.getByRole('link', { name: 'kynect On Demand', exact: true }).last().click();
  await page.getByRole('heading', { name: 'My Availability' }).waitFor();
  await take(page, 'availability');
}

/** @param {string} looked at */
async function takeConsole(looked) {
  const page = await openConsole();
  await page.getByRole('button', { name: looked }).click();
  await page.getByText('Why: cost').first().waitFor();
  await take(page, 'operator');
  await page.getByRole('link', { name: 'Map' }).click();
  await page.getByRole('img', { name: /Kentucky by ZIP code/ }).waitFor();
  await take(page, 'map');
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('combobox', { name: 'Available' }).selectOption('true');
  await page.getByRole('cell', { name: 'Ada Example', exact: true }).waitFor();
  await take(page, 'agents');
  await page.getByRole('link', { name: 'Programme' }).click();
  await page.getByText('By weekly hours').click();
  await take(page, 'programme');
  await page.getByRole('link', { name: 'Actors' }).click();
  await page.getByRole('button', { name: 'Handled' }).click();
  await page.getByRole('table', { name: 'Actors one by one' }).getByRole('cell', { name: 'journal', exact: true }).waitFor();
  await take(page, 'actors');
}

try {
  await fillRoster();
  await register(engine, await hire(engine, 'ada', 'Ada Example'), ['en', 'sw']);
  await takeResident();
  for (const zip of ['41501', '42001', '42101', '40965', '40507', '41011', '42301']) await ask(engine, { language: 'ne', zip });
  const mine = await ask(engine, { name: 'Robin Example', language: 'sw', zip: '40214', preferred_contact: 'text', email: 'robin@example.org', note: 'After five, please.' });
  await takePortal(mine.id);
  await takeConsole(mine.id);
} finally {
  await browser.close();
  await news.stop();
  await engine.stop();
}
