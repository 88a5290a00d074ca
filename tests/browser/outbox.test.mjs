// An operator looks after what is told outside: what is dead, why, and what becomes of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { openConsoleOf } from './console.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { MailServer } from './mail.mjs';
import { News } from './news.mjs';

let mail;
let engine;
let browser;
let news;
before(async () => {
  mail = await MailServer.start();
  [engine, browser, news] = await Promise.all([Engine.start(...mail.flags), launch(), News.start()]);
});
after(async () => {
  await browser?.close();
  await news?.stop();
  await engine?.stop();
  await mail?.stop();
});

const openOutbox = (options) => openConsoleOf({ browser, engine, news }, '#notifications', options);
const one = (page) => page.getByRole('region', { name: 'One notification' });
const log = (page) => one(page).getByRole('listitem');
const rows = (page) => page.getByRole('table', { name: 'Notifications, newest first' }).getByRole('row');

/** Asks with an address that the mail server refuses; the request's id. */
async function plantDead(address) {
  mail.unknown.add(address);
  const { id } = await ask(engine, { email: address });
  return id;
}

const statusOf = async (id) => (await engine.call(engine.token('operator'), 'GET', '/v1/notifications?limit=200')).items.find((each) => each.to.id === id)?.status;

test('is told that nothing was told outside', async () => {
  const { context, page, complaints } = await openOutbox();
  await page.getByText('Nothing was told outside yet.').waitFor();
  assert.equal(await rows(page).count(), 0);
  await expectAccessible(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('reads a dead notification’s delivery log, and has it tried again', async () => {
  await register(engine, await hire(engine, 'ada', 'Ada Agent'));
  const id = await plantDead('rosa@example.org');
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openOutbox({ colorScheme });
    await page.getByRole('alert').getByRole('heading', { name: 'One notification is dead' }).waitFor();
    await page.getByRole('region', { name: 'Alarms' }).getByRole('link', { name: 'Notifications were given up' }).waitFor();
    await rows(page).getByText('New offer').waitFor();
    await page.getByRole('combobox', { name: 'State' }).selectOption('dead');
    await page.getByText('New offer').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `Request taken to resident of ${id} by e-mail` }).click();
    await log(page).filter({ hasText: 'One attempt failed; the last: the mail server said 550 to RCPT.' }).waitFor();
    await log(page).filter({ hasText: /^Dead at/ }).waitFor();
    assert.equal(await page.getByText('rosa@example.org').count(), 0);
    await expectAccessible(page);
    assert.deepEqual(complaints, []);
    if (colorScheme === 'light') { await context.close(); continue; }
    mail.unknown.clear();
    await one(page).getByRole('button', { name: 'Try again' }).click();
    await log(page).filter({ hasText: /Tried again by an operator/ }).waitFor();
    await log(page).filter({ hasText: /^Delivered at/ }).waitFor();
    await page.getByText('No notification is dead.').waitFor();
    await page.getByRole('heading', { name: 'One notification is dead' }).waitFor({ state: 'detached' });
    assert.equal(await one(page).getByRole('button', { name: 'Try again' }).count(), 0);
    await one(page).getByRole('heading', { name: /^Request taken/ }).and(page.locator(':focus')).waitFor();
    assert.ok(mail.taken.includes('rosa@example.org'));
    await context.close();
  }
});

test('discards one after a question, and none without', async () => {
  const id = await plantDead('robin@example.org');
  const { context, page } = await openOutbox();
  await page.getByRole('button', { name: `Request taken to resident of ${id} by e-mail` }).click();
  await one(page).getByRole('button', { name: 'Discard' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
  await page.getByRole('alert').getByText('One notification is dead').waitFor();
  assert.equal(await statusOf(id), 'dead');
  await one(page).getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard it' }).click();
  await log(page).filter({ hasText: /Discarded by an operator/ }).waitFor();
  await page.getByText('One notification is dead').waitFor({ state: 'detached' });
  assert.equal(await statusOf(id), 'discarded');
  await one(page).getByRole('button', { name: 'Close' }).click();
  await one(page).waitFor({ state: 'hidden' });
  await context.close();
});

test('has all that are dead tried again at once', async () => {
  const ids = [await plantDead('uma@example.org'), await plantDead('udo@example.org')];
  const { context, page } = await openOutbox();
  await page.getByRole('heading', { name: '2 notifications are dead' }).waitFor();
  await page.getByRole('button', { name: 'Show the dead' }).click();
  await rows(page).nth(2).waitFor();
  mail.unknown.clear();
  await page.getByRole('button', { name: 'Try all dead again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
  await page.getByText('No notification is dead.').waitFor();
  await page.getByRole('combobox', { name: 'State' }).and(page.locator(':focus')).waitFor(); // The alarm and its button have gone.
  for (const id of ids) assert.notEqual(await statusOf(id), 'dead');
  await context.close();
});
