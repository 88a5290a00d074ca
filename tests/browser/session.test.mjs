// How a session ends: with who isn't there, in several windows, and with its token. The engine's word on it is in the test's hands, and
// so is the time.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch } from './browser.mjs';
import { Engine, hire, register } from './engine.mjs';
import { openPortalOf } from './portal.mjs';

const minute = 60_000;
const idle = 15 * minute;

let engine;
let browser;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
  await register(engine, await hire(engine, 'ada', 'Ada Agent'));
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

/** Ada's session, as `GET /session` tells of it and `POST /session` renews it. */
class Sitting {
  constructor(lasts = 12 * 60 * minute) {
    this.ahead = 0;
    this.endsAt = this.now() + lasts;
    this.renew();
  }

  now() { return Date.now() + this.ahead; }

  renew() { this.idleUntil = Math.min(this.now() + idle, this.endsAt); }

  answer() {
    const instant = (at) => new Date(at).toISOString();
    const over = this.now() >= this.idleUntil;
    return { role: over ? null : 'agent', id: over ? null : 'ada', now: instant(this.now()), idle_until: over ? null : instant(this.idleUntil), ends_at: over ? null : instant(this.endsAt) };
  }

  async open() {
    const opened = await openPortalOf({ browser, engine }, 'ada', {}, async ({ context, page }) => {
      await page.clock.install();
      await context.addInitScript(() => {
        window.raised = [];
        window.Notification = class {
          static permission = 'granted';
          constructor(title) { window.raised.push(title); }
        };
      });
      await context.route('**/session', (route) => {
        if (route.request().method() === 'POST') this.renew();
        return route.fulfill({ json: this.answer() });
      });
    });
    return { ...opened, dialog: opened.page.getByRole('dialog') };
  }

  /** @param {any} page @param {number} milliseconds */
  async pass(page, milliseconds) {
    this.ahead += milliseconds;
    await page.clock.fastForward(milliseconds);
  }

  /** Lets time pass until the page has asked again, and has heard the answer. @param {any} page @param {number} milliseconds */
  async passAndBeAsked(page, milliseconds) {
    const heard = page.waitForResponse((answer) => answer.url().endsWith('/session') && answer.request().method() === 'GET');
    await this.pass(page, milliseconds);
    await (await heard).finished();
    await page.evaluate(() => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); }));
  }
}

test('who does nothing is asked, also where the page isn’t looked at, and signed out', async () => {
  const sitting = new Sitting();
  const { context, page, dialog } = await sitting.open();
  const title = await page.title();
  await sitting.pass(page, 13.5 * minute);
  await dialog.getByRole('heading', { name: 'Are you still there?' }).waitFor();
  assert.equal(await page.title(), `Are you still there? | ${title}`);
  assert.deepEqual(await page.evaluate(() => window.raised), ['Are you still there?']);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.title(), title);
  await sitting.pass(page, 13.5 * minute);
  await dialog.waitFor();
  await sitting.pass(page, 2 * minute);
  await page.getByText('You were signed out because nothing happened here').waitFor();
  await context.close();
});

test('who works in another window is neither asked nor signed out', async () => {
  const sitting = new Sitting();
  const { context, page, dialog } = await sitting.open();
  await sitting.pass(page, 10 * minute);
  sitting.renew(); // As the other window does.
  await sitting.passAndBeAsked(page, 4 * minute);
  assert.equal(await dialog.count(), 0);
  await sitting.pass(page, 10 * minute);
  await dialog.waitFor();
  sitting.renew();
  await dialog.waitFor({ state: 'detached' });
  await sitting.pass(page, 1 * minute);
  sitting.renew();
  await sitting.passAndBeAsked(page, 14 * minute + 30_000);
  assert.match(page.url(), /\/agent$/);
  await context.close();
});

test('who has a token that ends is told so once, in words that are true', async () => {
  const sitting = new Sitting(75_000);
  const { context, page, dialog } = await sitting.open();
  await dialog.getByRole('heading', { name: 'Your sign-in is about to end' }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'All right' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Shift');
  for (let turn = 0; turn < 3; turn += 1) {
    await sitting.passAndBeAsked(page, 8000);
    assert.equal(await dialog.count(), 0);
  }
  await sitting.pass(page, 75_000);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await context.close();
});

test('the name in the header leads back to the portal', async () => {
  const { context, page } = await openPortalOf({ browser, engine }, 'ada');
  await page.getByRole('link', { name: 'kynect On Demand' }).first().click();
  await page.getByRole('navigation', { name: 'Agent Portal' }).waitFor();
  assert.match(page.url(), /\/agent$/);
  await context.close();
});
