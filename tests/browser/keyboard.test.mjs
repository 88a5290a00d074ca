// Everything that a portal and the resident's form are for, by somebody who has a keyboard and no mouse: nothing that is pressed, and
// nothing that happens meanwhile, takes the focus away.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openWindow } from './browser.mjs';
import { ask, Engine, hire, register } from './engine.mjs';
import { board, broadcast, offer, openPortalOf, progress, recent } from './portal.mjs';

let engine;
let browser;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

const mostSteps = 120;
const isFocused = (each) => each.evaluate((element) => element === document.activeElement).catch(() => false);

/** Goes on with the Tab key until this has the focus. @param {any} page @param {any} wanted */
async function tabTo(page, wanted) {
  await wanted.first().waitFor();
  for (let step = 0; step < mostSteps; step += 1) {
    if (await isFocused(wanted.first())) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the Tab key never comes to ${wanted}`);
}

/** @param {any} page @param {any} button */
async function press(page, button, key = 'Enter') {
  await tabTo(page, button);
  await page.keyboard.press(key);
}

/** Waits until this has the focus; it fails when nothing, or something else, keeps it. @param {any} wanted */
async function expectFocus(wanted) {
  await wanted.waitFor();
  await wanted.and(wanted.page().locator(':focus')).waitFor({ timeout: 10_000 });
}

async function openAs(id, language) {
  const token = await hire(engine, id, `${id} Agent`);
  await register(engine, token, [language]);
  return { token, ...await openPortalOf({ browser, engine }, id) };
}

test('an agent accepts, contacts and completes', async () => {
  const { context, page, complaints } = await openAs('ada', 'sw');
  await ask(engine, { language: 'sw', name: 'Rosa Keyboard' });
  await press(page, offer(page).getByRole('button', { name: /^Accept: / }));
  const heading = progress(page).getByRole('heading', { name: 'Rosa Keyboard' });
  await expectFocus(heading);
  await press(page, progress(page).getByRole('button', { name: 'Contacted' }), 'Space');
  await progress(page).getByText('Contacted', { exact: true }).waitFor();
  await expectFocus(heading);
  const complete = progress(page).getByRole('button', { name: 'Complete', exact: true });
  await press(page, complete);
  await press(page, progress(page).getByRole('button', { name: 'Back' }));
  await expectFocus(complete);
  await page.keyboard.press('Enter');
  const enrolled = progress(page).getByRole('radio', { name: 'Enrolled in a plan' });
  await expectFocus(enrolled);
  await page.keyboard.press('Space');
  await press(page, progress(page).getByRole('button', { name: 'Complete the referral' }));
  await expectFocus(recent(page).getByRole('heading', { name: 'Rosa Keyboard' }));
  assert.deepEqual(complaints, []);
  await context.close();
});

test('what goes away leaves the focus at the head of its list', async () => {
  const { context, page } = await openAs('bea', 'so');
  await broadcast(engine, await ask(engine, { language: 'so' }));
  await press(page, board(page).getByRole('button', { name: /^Reject: / }));
  await expectFocus(board(page).getByRole('heading', { name: 'Open to every agent' }));
  await context.close();
});

test('an offer that is withdrawn, and one that follows it, leave the focus at the head of the list', async () => {
  const { context, page } = await openAs('ivy', 'hi');
  const made = await ask(engine, { language: 'hi' });
  const accept = offer(page).getByRole('button', { name: /^Accept: / });
  await tabTo(page, accept);
  await engine.call(engine.token('operator'), 'POST', `/v1/referrals/${made.id}/cancel`, { reason: 'It is a test.' });
  const heading = offer(page).getByRole('heading', { name: 'Waiting for your answer' });
  await expectFocus(heading);
  await ask(engine, { language: 'hi' });
  await accept.waitFor();
  await expectFocus(heading);
  await context.close();
});

test('what comes and what goes leaves the focus on the button of another', async () => {
  const { token, context, page } = await openAs('cyd', 'vi');
  const all = [await ask(engine, { language: 'vi' }), await ask(engine, { language: 'vi' })];
  for (const each of all) await broadcast(engine, each);
  const accept = (/** @type {{id: string}} */ { id }) => page.locator(`[data-referral="${id}"]`).getByRole('button', { name: /^Accept: / });
  await tabTo(page, accept(all[1]));
  all.push(await ask(engine, { language: 'vi' }));
  await broadcast(engine, all[2]);
  await accept(all[2]).waitFor();
  assert.ok(await isFocused(accept(all[1])), 'one came');
  await engine.call(token, 'POST', `/v1/referrals/${all[0].id}/reject`);
  await accept(all[0]).waitFor({ state: 'detached' });
  assert.ok(await isFocused(accept(all[1])), 'one went');
  await context.close();
});

test('an agent registers, and what is refused or removed keeps the focus in its form', async () => {
  const token = await hire(engine, 'dee', 'Dee Agent');
  const { context, page, complaints } = await openPortalOf({ browser, engine }, 'dee');
  await press(page, page.getByRole('link', { name: 'Go to the kynect On Demand tab' }));
  await expectFocus(page.getByRole('heading', { name: 'kynect On Demand', level: 2 }));
  const save = page.getByRole('button', { name: 'Save and continue' });
  await press(page, save);
  await expectFocus(page.getByRole('alert'));
  await press(page, page.getByRole('checkbox', { name: /^I agree to these terms/ }), 'Space');
  await press(page, save);
  await expectFocus(page.getByRole('heading', { name: 'Preferred Contact Information', level: 3 }));
  await press(page, page.getByRole('checkbox', { name: 'Spanish' }), 'Space');
  await press(page, save);
  await expectFocus(page.getByRole('heading', { name: 'Schedule & Availability', level: 3 }));
  const add = page.getByRole('button', { name: 'Add Out of Office' });
  await press(page, add);
  const from = page.getByLabel('From', { exact: true });
  await expectFocus(from);
  await page.keyboard.type('01052099'); // Each part that is typed leaves the next one its turn.
  await page.keyboard.press('Tab');
  await page.keyboard.type('0800A');
  assert.equal(await from.inputValue(), '2099-01-05T08:00');
  await press(page, page.getByRole('button', { name: 'Remove Out of Office' }));
  await expectFocus(add);
  await press(page, page.getByRole('button', { name: 'Save', exact: true }));
  await page.getByText('You are registered').first().waitFor();
  await expectFocus(page.getByRole('heading', { name: 'Schedule & Availability', level: 3 }));
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expectFocus(page.getByRole('heading', { name: 'Preferred Contact Information', level: 3 }));
  assert.equal((await engine.call(token, 'GET', '/v1/agents/me')).registration.status, 'Registered');
  assert.deepEqual(complaints.filter((each) => !each.includes('422')), []);
  await context.close();
});

test('the link to the main content leads there and leaves the tab', async () => {
  const { context, page } = await openAs('eve', 'ko');
  await page.goto(`${engine.url}/agent#registration`);
  const heading = page.getByRole('heading', { name: 'kynect On Demand', level: 2 });
  await heading.waitFor();
  await page.reload();
  await press(page, page.getByRole('link', { name: 'Skip to the main content' }));
  await expectFocus(page.locator('#main'));
  assert.match(page.url(), /#main$/);
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve); })); // The tabs have heard of it too.
  assert.ok(await heading.isVisible());
  await page.keyboard.press('Tab'); // Goes on from there.
  await expectFocus(page.getByRole('link', { name: 'Quick Updates Dashboard' }));
  await context.close();
});

for (const [javaScriptEnabled, phone] of [[true, '502-555-0142'], [false, '502-555-0143']]) {
  test(`a resident asks for help (${javaScriptEnabled ? 'with' : 'without'} JavaScript)`, async () => {
    const { context, page, complaints } = await openWindow(browser, { javaScriptEnabled });
    await page.goto(engine.url);
    const type = async (name, text) => {
      await tabTo(page, page.getByRole('textbox', { name }));
      await page.keyboard.type(text);
    };
    await type('Your name', 'Rosa Keyboard');
    await press(page, page.getByRole('button', { name: 'Ask for help' }));
    await expectFocus(page.locator('#mistakes'));
    await press(page, page.getByRole('link', { name: 'Enter your phone number.' }));
    await expectFocus(page.getByRole('textbox', { name: 'Phone number' }));
    await page.keyboard.type(phone);
    await type('ZIP code', '40202');
    await press(page, page.getByRole('checkbox', { name: /^kynect On Demand may give/ }), 'Space');
    await page.keyboard.press('Enter'); // As in any form.
    await page.getByRole('heading', { name: 'We are finding an agent for you' }).waitFor();
    assert.deepEqual(complaints.filter((each) => !each.includes('422')), []);
    await context.close();
  });
}
