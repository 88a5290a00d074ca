// An operator sees the share inside the promise over the last hours, and where nothing is known of it.

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
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
});

const minute = 60_000;
const ofPromise = (page) => page.getByRole('region', { name: 'Inside the promise' });

/** What the engine would tell of so many minutes. @param {number} count @param {(at: number) => number | null} shareAt */
function minutes(count, shareAt) {
  const end = Math.floor(Date.now() / minute) * minute;
  return { next: null, items: Array.from({ length: count }, (_, at) => ({ at: new Date(end - (count - 1 - at) * minute).toISOString(), waiting: 0, open_offers: 0, in_progress: 0,
    overdue: 0, contact_centre: 0, available: 0, requested: 0, accepted: 0, missed: 0, inside_promise: shareAt(at) })) };
}

/** The line's stretches, each a list of shares by the scale's `lowest`. @param {any} page @param {number} lowest */
async function drawn(page, lowest) {
  const path = await ofPromise(page).locator('.promise__line').first().getAttribute('d');
  return path.split('M').slice(1).map((each) => each.split('L').map((point) => Number((1 - (Number(point.split(' ')[1]) / 100) * (1 - lowest)).toFixed(3))));
}

test('is told that there is no figure before anybody was contacted', async () => {
  const { context, page, complaints } = await openConsoleOf({ browser, engine, news });
  await ofPromise(page).getByText('No figure yet').waitFor();
  assert.equal(await ofPromise(page).getByRole('img').count(), 0);
  await expectAccessible(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('sees a line with its gaps, never a nought in them, and the same in words and numbers', async () => {
  const shares = [null, null, 0.96, 0.95, null, 0.9, null, 0.92, ...Array(232).fill(0.975)];
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openConsoleOf({ browser, engine, news }, '#agents', { colorScheme });
    await context.route('**/v1/stats/history?*', (route) => route.fulfill({ json: minutes(240, (at) => shares[at]) }));
    await page.getByRole('link', { name: 'Referrals' }).click();
    await page.reload();
    await ofPromise(page).getByRole('img', { name: /^Share inside the promise: 97.5 % at .*; the lowest was 90.0 % at .*\. 4 of 240 minutes have no figure/ }).waitFor();
    const stretches = await drawn(page, 0.9);
    assert.deepEqual(stretches.slice(0, 2), [[0.96, 0.95], [0.9]]);
    assert.equal(stretches.length, 3);
    assert.equal((await ofPromise(page).locator('.promise__line--points').getAttribute('d')).match(/M/g).length, 1); // Alone, it is a point.
    assert.equal(Math.min(...stretches.flat()), 0.9);
    for (const label of ['100 %', '95 %', '90 %']) await ofPromise(page).getByText(label, { exact: true }).waitFor();
    await ofPromise(page).getByText('As a table').click();
    await ofPromise(page).getByRole('table').getByRole('cell', { name: '97.5 %' }).first().waitFor();
    await expectAccessible(page);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('chooses how far back it looks', async () => {
  const { context, page } = await openConsoleOf({ browser, engine, news });
  await ofPromise(page).getByText('No figure yet').waitFor();
  await context.route('**/v1/stats/history?*', (route) => route.fulfill({ json: minutes(1440, (at) => (at < 1000 ? null : 0.4)) }));
  const asked = page.waitForRequest(/history\?minutes=1440/);
  await ofPromise(page).getByRole('combobox', { name: 'Over the last' }).selectOption('24 hours');
  await asked;
  await ofPromise(page).getByText(/40.0 % at .*, and never lower/).waitFor();
  await ofPromise(page).getByText('As a table').click();
  await ofPromise(page).getByRole('cell', { name: 'no figure' }).first().waitFor();
  assert.deepEqual((await drawn(page, 0)).map((each) => each.length), [440]);
  await context.close();
});

test('sees the engine’s own figure once a minute has passed', async () => {
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token);
  const { context, page } = await openConsoleOf({ browser, engine, news });
  await ofPromise(page).getByText('No figure yet').waitFor();
  const made = await ask(engine);
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${made.id}/contacted`);
  await ofPromise(page).getByRole('img', { name: /100.0 % at/ }).waitFor({ timeout: 3 * minute });
  await ofPromise(page).getByText(/5\d of 60 minutes have no figure/).waitFor();
  await context.close();
});
