// The console's tabs: what comes with them and when, and what leads to them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { openConsoleOf } from './console.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { News } from './news.mjs';

let engine;
let browser;
let news;
before(async () => {
  [engine, browser, news] = await Promise.all([Engine.start(), launch(), News.start()]);
  await register(engine, await hire(engine, 'ada', 'Ada Agent'));
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
});

const openConsole = (hash, options) => openConsoleOf({ browser, engine, news }, hash, options);
const tab = (page, name) => page.getByRole('navigation', { name: 'Operator console' }).getByRole('link', { name, exact: true });

test('a tab’s script comes when the tab is opened, and its table stays as it was', async () => {
  const { context, page, complaints } = await openConsole();
  const came = new Set();
  page.on('request', (request) => came.add(request.url().split('/').pop()));
  await page.reload();
  await page.getByRole('heading', { name: 'Referrals', exact: true }).waitFor();
  assert.ok(came.has('referrals.js'));
  for (const later of ['map.js', 'agents.js', 'actors.js', 'notifications.js', 'programme.js', 'audit.js']) assert.ok(!came.has(later), later);
  await tab(page, 'Actors').click();
  const kind = page.getByRole('combobox', { name: 'Kind' });
  await page.getByRole('cell', { name: 'agent ada' }).waitFor();
  assert.ok(came.has('actors.js'));
  await kind.selectOption('agent');
  await tab(page, 'Audit').click();
  await page.getByRole('heading', { name: 'Audit', exact: true }).waitFor();
  await tab(page, 'Actors').click();
  assert.equal(await kind.inputValue(), 'agent');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('who opens a tab that cannot be loaded is told to load the page anew', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { context, page } = await openConsole('', { colorScheme });
    await page.getByRole('heading', { name: 'Referrals', exact: true }).waitFor();
    const gone = (route) => route.fulfill({ status: 404, body: '' });
    await context.route('**/js/operator/map.js', gone);
    await tab(page, 'Map').click();
    await page.getByRole('alert').getByRole('heading', { name: 'This part of the console could not be loaded' }).waitFor();
    assert.equal(await page.getByText('The engine does not answer').count(), 0, 'the rest goes on');
    await expectAccessible(page);
    await tab(page, 'Agents').click(); // The others are there.
    await page.getByRole('cell', { name: 'Ada Agent', exact: true }).waitFor();
    await tab(page, 'Map').click();
    const anew = page.waitForEvent('domcontentloaded');
    await page.getByRole('button', { name: 'Load this page anew' }).click();
    await anew;
    await context.unroute('**/js/operator/map.js', gone); // Not before: the tab tries by itself, too.
    await page.getByRole('img', { name: /Kentucky by ZIP code/ }).waitFor();
    await context.close();
  }
});

test('the way to the main content leaves the tab as it is', async () => {
  const { context, page } = await openConsole('#actors');
  await page.getByRole('heading', { name: 'Actors', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Skip to the main content' }).press('Enter');
  await page.waitForURL('**/operator#main');
  await page.waitForResponse(/\/v1\/actors\?/);
  assert.equal(await tab(page, 'Actors').getAttribute('aria-current'), 'page');
  assert.ok(await page.getByRole('heading', { name: 'Actors', exact: true }).isVisible());
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await tab(page, 'Audit').click();
  await page.getByRole('heading', { name: 'Audit', exact: true }).waitFor();
  await context.close();
});

test('a counter leads to the list of what it counts, as often as it is followed', async () => {
  const made = await ask(engine, { language: 'ja' });
  const { context, page } = await openConsole('#programme');
  const counter = (name) => page.locator('.figures').first().getByRole('link', { name, exact: true });
  const chosen = (name) => page.getByRole('combobox', { name, exact: true }).evaluate((select) => select.selectedOptions[0].text);
  for (const [name, status, show] of [['Waiting', 'Pending', 'Everything'], ['In progress', 'In Progress', 'Everything'], ['Overdue', 'Open', 'Overdue'], ['Contact centre', 'Open', 'Contact centre’s list']]) {
    await counter(name).click();
    await page.getByRole('heading', { name: 'Referrals', exact: true }).and(page.locator(':focus')).waitFor();
    assert.deepEqual([await chosen('Status'), await chosen('Show')], [status, show]);
    assert.equal(await tab(page, 'Referrals').getAttribute('aria-current'), 'page');
  }
  await page.getByRole('button', { name: made.id }).waitFor({ state: 'detached' });
  await counter('Waiting').click();
  await page.getByRole('button', { name: made.id }).waitFor();
  await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('Complete');
  await page.getByRole('button', { name: made.id }).waitFor({ state: 'detached' });
  await counter('Waiting').click();
  await page.getByRole('button', { name: made.id }).waitFor();
  await counter('Agents available').click();
  await page.getByRole('cell', { name: 'Ada Agent', exact: true }).waitFor();
  assert.equal(await chosen('Available'), 'Now');
  await context.close();
});

for (const [timezoneId, name] of [['America/New_York', 'Eastern Time'], ['America/Chicago', 'Central Time']]) {
  test(`the times of a browser in ${timezoneId} are said to be ${name}`, async () => {
    const { context, page } = await openConsole('', { timezoneId });
    await page.getByText(`Times are in your browser’s zone: ${name}.`, { exact: true }).waitFor();
    await context.close();
  });
}

test('what was chosen last is shown, however late another choice is answered', async () => {
  const made = await ask(engine, { language: 'ja' });
  const { context, page } = await openConsole();
  const row = page.getByRole('button', { name: made.id });
  await row.waitFor();
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await context.route('**/v1/referrals?*status=Pending*', async (route) => { await held; await route.continue(); });
  const asked = page.waitForRequest(/status=Pending/);
  await page.getByRole('combobox', { name: 'Type' }).selectOption('Mass');
  await asked;
  await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('Complete');
  await row.waitFor({ state: 'detached' });
  const late = page.waitForResponse(/status=Pending/);
  release();
  await (await late).finished();
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve); }));
  assert.equal(await row.count(), 0);
  await context.close();
});
