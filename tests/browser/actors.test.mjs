// An operator sees actors that failed, and what was never handled. Nobody can make an actor fail from outside, so what the
// engine would tell of one stands in for it here.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { openConsoleOf } from './console.mjs';
import { Engine, eventually, hire, register } from './engine.mjs';
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

const openActors = (options) => openConsoleOf({ browser, engine, news }, '', options);
const showActors = (page) => page.getByRole('link', { name: 'Actors', exact: true }).click();

/** The columns by which a table says that it is sorted, and how. @param {any} table */
const marked = (table) => table.getByRole('columnheader').evaluateAll((heads) => heads.filter((each) => each.ariaSort).map((each) => [each.textContent, each.ariaSort]));

/** Until it is started again, the agent's actor is put aside. */
async function plantPutAside(context, { id, error }) {
  const planted = { isAside: true, refuses: false, asked: 0 };
  await context.route('**/v1/actors?*', async (route) => {
    const answer = await route.fetch();
    const page = await answer.json();
    if (planted.isAside) {
      page.kinds.find(({ kind }) => kind === 'agent').put_aside = 1;
      page.items = page.items.map((each) => (each.id === id ? { ...each, restarts: 6, last_error: error, put_aside: true } : each));
    }
    await route.fulfill({ json: page });
  });
  await context.route(`**/v1/actors/agent/${id}/restart`, async (route) => {
    planted.asked += 1;
    if (planted.refuses) return route.fulfill({ status: 503, json: { type: '/problems/unknown-outcome', detail: 'Ask again.' } });
    planted.isAside = false;
    return route.continue();
  });
  return planted;
}

test('is alarmed by an actor that was put aside, reads why, and has it started again', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openActors({ colorScheme });
    const planted = await plantPutAside(context, { id: 'ada', error: 'a <b>record</b> that cannot be read' });
    await page.reload();
    await page.getByRole('region', { name: 'Alarms' }).getByRole('link', { name: 'An actor is put aside' }).click();
    await page.getByRole('alert').getByRole('heading', { name: 'One actor is put aside' }).waitFor();
    const row = page.getByRole('table', { name: 'Actors put aside' }).getByRole('row', { name: /agent ada/ });
    await row.getByText('a <b>record</b> that cannot be read').waitFor();
    await page.getByRole('table', { name: 'Actors one by one' }).getByRole('row', { name: /agent ada put aside/ }).waitFor();
    await expectAccessible(page);
    planted.refuses = true;
    await row.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('heading', { name: 'That did not work' }).waitFor();
    planted.refuses = false;
    await row.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('heading', { name: 'One actor is put aside' }).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Actors', exact: true }).and(page.locator(':focus')).waitFor(); // The button has gone.
    await page.getByText('The actor of agent ada is started again.').waitFor();
    assert.equal(await page.getByRole('table', { name: 'Actors put aside' }).count(), 0);
    assert.equal(planted.asked, 2);
    assert.deepEqual(complaints.filter((each) => !each.includes('503')), []);
    await context.close();
  }
});

test('is shown no alarm and no dead letters where there are none', async () => {
  const { context, page, complaints } = await openActors();
  await showActors(page);
  await page.getByText('Since the engine’s start every message was handled.').waitFor();
  await page.getByRole('cell', { name: 'agent ada' }).waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal(await page.getByText('The last 100').locator('visible=true').count(), 0);
  await expectAccessible(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('sees actors at their work, and sorts them by any figure', async () => {
  const { context, page } = await openActors();
  await showActors(page);
  const table = page.getByRole('table', { name: 'Actors one by one' });
  const column = async (at) => (await table.locator(`tbody td:nth-child(${at})`).allInnerTexts()).map((each) => parseFloat(each));
  await page.getByRole('cell', { name: 'agent ada' }).waitFor();
  for (const [name, at] of [['Handled', 3], ['Timers', 7]]) {
    const sorted = page.waitForResponse(new RegExp(`sort=${name.toLowerCase()}`));
    await table.getByRole('button', { name }).click();
    await sorted;
    const isSorted = (values) => values.every((each, place) => place === 0 || each <= values[place - 1]);
    const values = await eventually(async () => [await column(at)].find(isSorted), `a table that is sorted by ${name}`);
    assert.ok(new Set(values).size > 1, 'there is something to sort');
    assert.deepEqual(await marked(table), [[name, 'descending']]);
  }
  // Looking is work too: the gateway's figure grows by itself.
  const gateway = table.getByRole('row', { name: /^gateway/ }).locator('td').nth(2);
  const before = await gateway.innerText();
  await gateway.filter({ hasNotText: new RegExp(`^${before}$`) }).waitFor();
  assert.ok(Number(await gateway.innerText()) > Number(before));
  await context.close();
});

test('sorts the kinds by each of their columns, either way', async () => {
  const { context, page, complaints } = await openActors();
  await showActors(page);
  const table = page.getByRole('table', { name: 'Actors by kind' });
  const column = (at) => table.locator(`tbody td:nth-child(${at})`).allInnerTexts();
  await table.getByRole('cell', { name: 'journal', exact: true }).waitFor();
  assert.equal(await table.getByRole('columnheader').count(), await table.getByRole('columnheader').getByRole('button').count());
  const numbers = (/** @type {string[]} */ told) => told.map(Number);
  for (const [name, at, order, of] of [['Kind', 1, 'ascending', (told) => told], ['Kind', 1, 'descending', (told) => told], ['Live', 2, 'descending', numbers], ['Live', 2, 'ascending', numbers]]) {
    await table.getByRole('button', { name }).click();
    assert.deepEqual(await marked(table), [[name, order]]);
    const told = of(await column(at));
    const risen = [...told].sort((one, other) => (one < other ? -1 : Number(one > other)));
    assert.deepEqual(told, order === 'ascending' ? risen : risen.reverse());
    assert.ok(new Set(told).size > 1, 'there is something to sort');
  }
  await expectAccessible(page);
  // It stays so, and the button keeps the focus, when the figures are read anew.
  await page.waitForResponse(/\/v1\/actors\?/);
  assert.deepEqual(await marked(table), [['Live', 'ascending']]);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Live');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('counts dead letters by reason, and reads the last of them', async () => {
  const letters = Array.from({ length: 100 }, (_, at) => ({ at: new Date(Date.now() - at * 60_000).toISOString(), to: at ? 'referral' : 'agent', message: at ? 'offer_ended' : 'withdraw_offer', reason: at ? 'put-aside' : 'handler-failed' }));
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openActors({ colorScheme });
    await context.route('**/v1/actors/dead-letters', (route) => route.fulfill({ json: {
      counts: { 'receiver-ended': 0, unexpected: 0, 'handler-failed': 1, 'put-aside': 1207, 'no-receiver': 0 }, items: letters, next: null } }));
    await showActors(page);
    const section = page.getByRole('region', { name: 'Dead letters', exact: true });
    await section.getByText('1207', { exact: true }).waitFor();
    assert.match(await section.locator('dl').innerText(), /Its actor failed at it\s+1\b/);
    await section.getByText('The last 100').click();
    const table = section.getByRole('table', { name: 'Dead letters, newest first' });
    assert.equal(await table.getByRole('row').count(), 101);
    assert.match(await table.getByRole('row').nth(1).innerText(), /agent\s+withdraw_offer\s+Its actor failed at it/);
    await expectAccessible(page);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});
