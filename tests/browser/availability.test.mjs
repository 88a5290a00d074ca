// My Availability: what an agent enters, what the picture says of it, and what the engine makes of it; and the way back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectAccessible, launch, openWindow } from './browser.mjs';
import { Engine, hire, register } from './engine.mjs';

let engine;
let browser;
before(async () => {
  [engine, browser] = await Promise.all([Engine.start(), launch()]);
});
after(async () => {
  await browser?.close();
  await engine?.stop();
});

async function openRegistration(id) {
  const opened = await openWindow(browser);
  await opened.page.goto(engine.link('agent', '--agent', id));
  await opened.page.getByRole('heading', { name: 'Agent Portal' }).waitFor();
  await opened.page.goto(`${engine.url}/agent#registration`);
  return opened;
}

const scheduleOf = async (token) => (await engine.call(token, 'GET', '/v1/agents/me')).registration.schedule;
const day = (page, name) => page.getByRole('group', { name, exact: true });

test('enters hours, breaks, days off and absences, and sees what they mean', async () => {
  const token = await hire(engine, 'ada', 'Ada Agent');
  await register(engine, token);
  const { context, page, complaints } = await openRegistration('ada');
  const week = page.getByRole('img', { name: /^The week: / });
  await page.getByRole('img', { name: /Monday 00:00 to 24:00; Tuesday/ }).waitFor();
  await page.getByLabel('Time zone').selectOption('America/Chicago');
  await page.getByLabel('Monday from').selectOption('9:30 AM');
  await page.getByLabel('Monday to').selectOption('4:00 PM');
  await day(page, 'Monday').getByRole('button', { name: 'Add Break on Monday' }).click();
  await day(page, 'Monday').getByRole('button', { name: 'Add Break on Monday' }).click();
  await page.getByLabel('Monday, break 2 from').selectOption('2:00 PM');
  await page.getByLabel('Monday, break 2 to').selectOption('2:15 PM');
  await page.getByRole('img', { name: /Monday 09:30 to 16:00, break 12:00 to 12:30, break 14:00 to 14:15; Tuesday/ }).waitFor();
  await day(page, 'Monday').getByRole('button', { name: 'Remove Break 1 on Monday' }).click();
  await page.getByText('Not Available on Sunday').click();
  await page.getByRole('img', { name: /Monday 09:30 to 16:00, break 14:00 to 14:15; .*Sunday not available$/ }).waitFor();
  await page.getByRole('button', { name: 'Add Out of Office' }).click();
  const away = page.getByRole('group', { name: 'Out of Office 1' });
  assert.ok(await away.getByLabel('No End Time').isChecked());
  assert.ok(await away.getByLabel('Until').isDisabled());
  await away.getByLabel('From').fill('2099-01-05T08:00');
  await away.getByText('No End Time').click();
  await away.getByLabel('Until').fill('2099-01-09T17:00');
  assert.doesNotMatch(await week.getAttribute('aria-label'), /out of office/); // In many years.
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Schedule & Availability is saved.').waitFor();
  const saved = await scheduleOf(token);
  assert.deepEqual([saved.time_zone, saved.weekly.monday, saved.weekly.sunday],
    ['America/Chicago', { start: '09:30', end: '16:00', breaks: [{ start: '14:00', end: '14:15' }] }, null]);
  assert.deepEqual(saved.out_of_office.map(({ from, until }) => [Date.parse(from), Date.parse(until)]), [[Date.parse('2099-01-05T14:00:00Z'), Date.parse('2099-01-09T23:00:00Z')]]);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('is out of office without an end, and the week shows it', async () => {
  const token = await hire(engine, 'bob', 'Bob Agent');
  await register(engine, token);
  const { context, page } = await openRegistration('bob');
  await page.getByRole('button', { name: 'Add Out of Office' }).click();
  await page.getByRole('img', { name: /out of office 00:00 to 24:00/ }).waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('group', { name: 'Take new referrals' }).getByText('Not available: out of office').waitFor();
  assert.equal((await scheduleOf(token)).out_of_office[0].until ?? null, null);
  await context.close();
});

/** It is said at the field as well, to whoever sees it and to whoever hears it. @param {any} input @param {string} text */
async function expectWrong(input, text) {
  await input.and(input.page().locator('[aria-invalid=true]')).waitFor();
  assert.equal(await input.evaluate((each) => document.getElementById(each.getAttribute('aria-describedby').split(' ')[0])?.textContent), text);
}

test('is told in words what is missing, on top and at the field, until it is mended', async () => {
  await hire(engine, 'new', 'New Agent');
  const { context, page, complaints } = await openRegistration('new');
  await page.getByText('I keep my schedule up to date').waitFor();
  const save = page.getByRole('button', { name: 'Save and continue' });
  const agreed = page.getByRole('checkbox', { name: /^I agree/ });
  await save.click();
  await expectWrong(agreed, 'Check the box to agree to the terms.');
  await page.getByRole('link', { name: 'Check the box to agree to the terms.' }).click();
  assert.ok(await agreed.evaluate((each) => each === document.activeElement));
  await expectAccessible(page);
  await page.getByText('I agree to these terms').click();
  await save.click();
  await page.getByLabel('Phone number').fill('12');
  await page.getByLabel('E-mail address').fill('nobody');
  await page.getByText('English', { exact: true }).click();
  await save.click();
  await expectWrong(page.getByLabel('Phone number'), 'Enter your phone number, like 502-555-0123.');
  await expectWrong(page.getByLabel('E-mail address'), 'Enter your e-mail address, like name@example.org.');
  await expectWrong(page.getByRole('checkbox', { name: 'English' }), 'Choose at least one language.');
  await expectAccessible(page);
  await page.getByLabel('Phone number').fill('502-555-0100');
  await save.click();
  await page.locator('#own-phone:not([aria-invalid])').waitFor();
  await page.getByText('Enter your phone number').waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Phone number').getAttribute('aria-describedby'), 'own-phone-hint');
  assert.deepEqual(complaints.filter((each) => !each.includes('422')), []);
  await context.close();
});

test('is told of breaks and absences that can’t be', async () => {
  await register(engine, await hire(engine, 'bo', 'Bo Breaks'));
  const { context, page } = await openRegistration('bo');
  for (let at = 0; at < 2; at += 1) await page.getByRole('button', { name: 'Add Break on Monday' }).click();
  await page.getByRole('button', { name: 'Add Break on Tuesday' }).click();
  await page.getByLabel('Tuesday from').selectOption('1:00 PM');
  await page.getByRole('button', { name: 'Add Break on Friday' }).click();
  await page.getByLabel('Friday, break 1 to').selectOption('11:00 AM');
  await page.getByRole('button', { name: 'Add Out of Office' }).click();
  await page.getByText('No End Time').click();
  await page.getByLabel('Until').fill('2020-01-01T08:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectWrong(page.getByLabel('Monday, break 2 from'), 'Monday, break 2: it overlaps another break.');
  await expectWrong(page.getByLabel('Tuesday, break 1 from'), 'Tuesday, break 1: it must lie within the hours of the day.');
  await expectWrong(page.getByLabel('Friday, break 1 to'), 'Friday, break 1: choose an end that is later than the start.');
  await expectWrong(page.getByLabel('Until'), 'Out of Office 1: choose an end that is later than the beginning.');
  await expectAccessible(page);
  await context.close();
});

test('is told in words what of a schedule can’t be, and asked before another section is opened', async () => {
  await register(engine, await hire(engine, 'cy', 'Cy Agent'));
  const { context, page, complaints } = await openRegistration('cy');
  await page.getByLabel('Monday to').selectOption('12:00 AM');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'This could not be saved' }).waitFor();
  const end = page.getByLabel('Monday to');
  await expectWrong(end, 'Monday: choose an end that is later than the start.');
  await page.getByRole('link', { name: 'Monday: choose an end that is later than the start.' }).click();
  assert.ok(await end.evaluate((each) => each === document.activeElement));
  await expectAccessible(page);
  page.removeAllListeners('dialog');
  const asked = page.waitForEvent('dialog');
  const pressed = page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Agree to Register' }).click();
  const question = await asked;
  assert.match(question.message(), /not saved\. Leave it\?/);
  await question.dismiss();
  await pressed;
  await page.getByRole('heading', { name: 'Schedule & Availability', level: 3 }).waitFor();
  assert.deepEqual(complaints.filter((each) => !each.includes('422')), []);
  await context.close();
});

test('who is de-registered comes back by agreeing again and confirming the rest', async () => {
  const token = await hire(engine, 'dee', 'Dee Agent');
  await register(engine, token);
  await engine.call(engine.token('operator'), 'POST', '/v1/agents/dee/deregister', { reason: 'It is a test.' });
  const { context, page } = await openRegistration('dee');
  await page.goto(`${engine.url}/agent`);
  await page.getByRole('link', { name: 'Go to the kynect On Demand tab' }).click();
  await page.getByText('To come back, agree again').waitFor();
  await page.getByText('I agree to these terms').click();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  assert.equal(await page.getByLabel('Phone number').inputValue(), '502-555-0100', 'what was saved before is filled in');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('You are registered').first().waitFor();
  assert.equal((await engine.call(token, 'GET', '/v1/agents/me')).registration.status, 'Registered');
  await context.close();
});
