// One referral at the console: how an operator finds it, whom it may be given to, whom it names, and how it is left.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { isFocused, openConsoleOf } from './console.mjs';
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

const openConsole = () => openConsoleOf({ browser, engine, news });
const one = (page) => page.getByRole('region', { name: 'One referral' });

test('is found by its id, and by nothing else', async () => {
  const made = await ask(engine, { language: 'vi', name: 'Rosa' });
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${made.id}/cancel`, { reason: 'It is a test.' });
  const { context, page, complaints } = await openConsole();
  const field = page.getByLabel('Referral id');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const [typed, told] of [['Rosa Example', 'That is not the id of a referral.'], ['nowhere', 'There is no such referral.']]) {
    await field.fill(typed);
    await field.press('Enter');
    await page.getByRole('search').getByRole('status').getByText(told).waitFor();
    assert.ok(await one(page).isHidden());
  }
  assert.ok(!asked.some((each) => each.includes('Rosa')), 'what may be a name is asked nowhere');
  await expectAccessible(page);
  await field.fill(` ${made.id} `);
  await page.getByRole('search').getByRole('button', { name: 'Open' }).click();
  await one(page).getByText(/^Cancelled, /).waitFor();
  assert.equal(await page.getByRole('search').getByRole('status').innerText(), '');
  await isFocused(one(page).getByRole('heading', { name: `Referral ${made.id}` }));
  await one(page).getByRole('button', { name: 'Close' }).click();
  await one(page).waitFor({ state: 'hidden' });
  await isFocused(field); // It stands in no row.
  assert.deepEqual(complaints.filter((each) => !each.includes('404')), []);
  await context.close();
});

test('is closed, which leads back to its row', async () => {
  const made = await ask(engine, { language: 'vi' });
  const { context, page } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await one(page).getByText('The resident asked').waitFor();
  await one(page).getByRole('button', { name: 'Close' }).press('Enter');
  await one(page).waitFor({ state: 'hidden' });
  await isFocused(page.getByRole('button', { name: made.id }));
  news.tell('requested');
  await page.waitForResponse(/\/v1\/referrals\?/);
  assert.ok(await one(page).isHidden());
  await context.close();
});

test('is given to one of those who speak its language, or to anybody else', async () => {
  for (const [id, name, language] of [['zoe', 'Zoe Speaks', 'ko'], ['abe', 'Abe Away', 'ko'], ['eli', 'Eli Else', 'vi']]) await register(engine, await hire(engine, id, name), [language]);
  await engine.call(engine.token('agent', '--agent', 'abe'), 'PUT', '/v1/agents/me/availability', { override: 'off' });
  await hire(engine, 'una', 'Una Unregistered');
  const made = await ask(engine, { language: 'ko' });
  const { context, page, complaints } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await one(page).getByRole('button', { name: 'Assign', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Registered agents who speak Korean are offered as you type').waitFor();
  const offered = dialog.locator('datalist option');
  await offered.nth(1).waitFor({ state: 'attached' });
  assert.deepEqual(await offered.evaluateAll((all) => all.map((each) => [each.value, each.text])), [['zoe', 'Zoe Speaks, available'], ['abe', 'Abe Away, switched off']]);
  assert.equal(await dialog.getByLabel('Agent’s id').evaluate((field) => field.list.options.length), 2);
  await expectAccessible(page);
  await dialog.getByLabel('Agent’s id').fill('eli');
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await one(page).getByText('Assigned to eli by an operator').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('can be given no order before it is read', async () => {
  const [first, second] = [await ask(engine), await ask(engine)];
  const { context, page } = await openConsole();
  const assign = one(page).getByRole('button', { name: 'Assign', exact: true });
  await page.getByRole('button', { name: first.id }).click();
  await assign.waitFor();
  let release = () => {};
  const held = new Promise((resolve) => { release = resolve; });
  await context.route(`**/v1/referrals/${second.id}`, async (route) => { await held; await route.continue(); });
  await page.getByRole('button', { name: second.id }).click();
  await one(page).getByRole('heading', { name: `Referral ${second.id}` }).waitFor();
  assert.equal(await assign.count(), 0, 'it would be for the other one');
  release();
  await assign.waitFor();
  await context.close();
});

test('is called and written to where its contact information is shown', async () => {
  const made = await ask(engine, { language: 'sw', phone: '502-555-0177', email: 'rosa@example.org', preferred_contact: 'email' });
  const { context, page } = await openConsole();
  await page.getByRole('button', { name: made.id }).click();
  await one(page).getByRole('button', { name: 'Reveal contact' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('She called us.');
  await page.keyboard.press('Enter');
  assert.equal(await one(page).getByRole('link', { name: '502-555-0177' }).getAttribute('href'), 'tel:+15025550177');
  assert.equal(await one(page).getByRole('link', { name: 'rosa@example.org' }).getAttribute('href'), 'mailto:rosa@example.org');
  await one(page).getByText('an e-mail', { exact: true }).waitFor();
  await context.close();
});
