// An operator who has no mouse, or sees no pointer: the focus never gets lost, whatever happens on the page meanwhile.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { isFocused, openConsoleOf } from './console.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { News } from './news.mjs';

let engine;
let browser;
let news;
before(async () => {
  [engine, browser, news] = await Promise.all([Engine.start(), launch(), News.start()]);
  await register(engine, await hire(engine, 'ada', 'Ada Agent'), ['ko']);
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
});

const openConsole = (hash) => openConsoleOf({ browser, engine, news }, hash);
const one = (page) => page.getByRole('region', { name: 'One referral' });
const heading = (page, id) => one(page).getByRole('heading', { name: `Referral ${id}` });

/** What has the focus, as it is called. @param {any} page */
const focused = (page) => page.evaluate(() => {
  const { activeElement: active } = document;
  return active === document.body ? 'nothing' : active?.getAttribute('aria-label') ?? active?.textContent;
});

/** Goes on with the Tab key until something of that name has the focus. @param {any} page @param {string} name @param {string} [key] */
async function goTo(page, name, key = 'Tab') {
  for (let turn = 0; turn < 80 && (await focused(page)) !== name; turn += 1) await page.keyboard.press(key);
  assert.equal(await focused(page), name);
}

test('a row that has the focus keeps it when another comes, and when it changes itself', async () => {
  const made = await ask(engine, { language: 'uk' });
  const { context, page } = await openConsole();
  const row = page.getByRole('button', { name: made.id });
  await row.focus();
  const other = await ask(engine, { language: 'uk' });
  news.tell('requested');
  await page.getByRole('button', { name: other.id }).waitFor();
  assert.equal(await focused(page), made.id);
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${made.id}/broadcast`);
  news.tell('made-mass');
  await page.getByRole('row', { name: made.id }).getByText('Mass').waitFor();
  assert.equal(await focused(page), made.id);
  await context.close();
});

test('an agent’s order gives the focus to the one that follows it', async () => {
  const { context, page } = await openConsole('#agents');
  await page.getByRole('button', { name: 'Pause Ada Agent' }).press('Enter');
  await page.getByRole('dialog').getByLabel('Reason').fill('She asked for it.');
  await page.keyboard.press('Enter');
  await isFocused(page.getByRole('button', { name: 'Resume Ada Agent' }));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).press('Enter');
  await isFocused(page.getByRole('button', { name: 'Pause Ada Agent' }));
  await context.close();
});

test('a referral is opened, assigned, revealed and ended by keyboard alone', async () => {
  const made = await ask(engine, { language: 'ja', name: 'Rosa Keyboard' });
  const { context, page, complaints } = await openConsole();
  await page.getByRole('button', { name: made.id }).waitFor();
  await goTo(page, made.id);
  await page.keyboard.press('Enter');
  await isFocused(heading(page, made.id));
  await goTo(page, 'Assign');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('ada');
  await page.keyboard.press('Enter');
  await one(page).getByText(/Assigned to ada/).waitFor();
  assert.equal(await focused(page), 'Assign'); // It still fits.
  await goTo(page, 'Reveal contact');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('She called us.');
  await page.keyboard.press('Enter');
  await one(page).getByText('Rosa Keyboard').waitFor();
  assert.equal(await focused(page), 'Reveal contact');
  await goTo(page, 'Cancel', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Asked by mistake.');
  await page.keyboard.press('Enter');
  await one(page).getByText(/Cancelled by/).waitFor();
  await isFocused(heading(page, made.id)); // Its button has gone.
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Reveal contact');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the programme is saved by keyboard, and how it stands then has the focus', async () => {
  const { context, page } = await openConsole('#programme');
  await page.getByLabel('Reason (optional)').fill('It is a test.');
  await page.keyboard.press('Enter');
  await isFocused(page.locator('div').filter({ has: page.getByRole('heading', { name: 'The programme is open' }) }));
  await context.close();
});
