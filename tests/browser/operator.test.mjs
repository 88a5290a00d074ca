// An operator at the console.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch, openWindow } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';

let engine;
let browser;
before(async () => {
  engine = await Engine.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

test('sees figures, a referral’s history with its reasons, agents and actors', async () => {
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token);
  const made = await ask(engine);
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, complaints } = await openWindow(browser, { colorScheme });
    await page.goto(engine.link('operator'));
    await page.getByRole('heading', { name: 'Operator console' }).waitFor();
    await page.getByRole('button', { name: made.id }).click();
    const history = page.getByRole('region', { name: 'One referral' });
    await history.getByText('Offered to ada').waitFor();
    await history.getByText(/Why: cost .* the lowest of 1/).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Agents' }).click();
    await page.getByRole('cell', { name: 'Ada Agent', exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Actors' }).click();
    await page.getByRole('cell', { name: 'agent ada' }).waitFor();
    await page.getByRole('button', { name: 'Handled' }).click();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('copier');
    await page.getByRole('cell', { name: 'agent ada' }).waitFor({ state: 'detached' });
    await expectAccessible(page);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('looks at contact information for a reason, and not at the next one’s', async () => {
  const made = await ask(engine, { language: 'vi', name: 'Rosa <i>Reveal</i>', note: 'After five.' });
  const other = await ask(engine, { language: 'vi' });
  const { context, page, complaints } = await openWindow(browser);
  page.removeAllListeners('dialog');
  const answers = ['', 'She called us.'];
  page.on('dialog', (dialog) => dialog.accept(answers.shift()));
  await page.goto(engine.link('operator'));
  const one = page.getByRole('region', { name: 'One referral' });
  await page.getByRole('button', { name: made.id }).click();
  await one.getByText('The resident asked').waitFor();
  await one.getByRole('button', { name: 'Reveal contact' }).click(); // No reason, no look.
  assert.equal(await page.getByText('Reveal</i>').count(), 0);
  await one.getByRole('button', { name: 'Reveal contact' }).click();
  await one.getByText('Rosa <i>Reveal</i>').waitFor();
  await one.getByText('After five.').waitFor();
  await one.getByText('Contact information shown to operator').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: other.id }).click();
  await one.getByRole('heading', { name: other.id }).waitFor();
  assert.equal(await page.getByText('Reveal</i>').count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('broadcasts, and de-registers with a reason', async () => {
  const token = await hire(engine, 'bob', 'Bob Agent');
  await register(engine, token, ['sw']);
  const made = await ask(engine, { language: 'sw' });
  const { context, page } = await openWindow(browser);
  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => dialog.accept('He asked for it.'));
  await page.goto(engine.link('operator'));
  await page.getByRole('button', { name: made.id }).click();
  await page.getByRole('button', { name: 'Broadcast' }).click();
  await page.getByText('Open to every agent (operator)').waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('button', { name: 'De-register Bob Agent' }).click();
  await page.getByRole('row', { name: /Bob Agent/ }).getByText('De-registered').waitFor();
  await context.close();
});
