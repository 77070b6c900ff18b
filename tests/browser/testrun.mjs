// A test run in one language, done with mouse and keyboard: a process owner opens the complaint, lets time pass until the superior is told,
// reads that mail, keeps the run as a scenario; a draft that breaks it is refused by name; the scenario is retired with a reason. No page
// has a flaw, at a desk and on a phone.
//   node testrun.mjs <address> <admin> <admin password> <demo password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { Product } from './product.mjs';
import { desk, openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, adminPassword, demoPassword, language] = positionals;
const product = new Product(address, admin, adminPassword);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const scenario = `Nobody registers (${language})`;

async function shot(page, name) {
  await looks.check(page, `${name}-${language}-1440`);
  await page.setViewportSize(phone);
  await looks.check(page, `${name}-${language}-375`);
  await page.setViewportSize(desk);
  const missing = (await page.locator('body').innerText()).match(/\b(web|designer)\.[a-z]+\.[A-Za-z.]+\b/);
  if (missing) looks.complaints.push(`${name}: the text ${missing[0]} is missing in ${language}`);
}

const act = (page, action) => Promise.all([page.waitForNavigation(), page.locator(`[data-action="${action}"]`).first().click()]);

try {
  const page = await browser.signIn('service-manager', demoPassword, language);
  page.setDefaultTimeout(90_000);
  await page.goto(`${address}/designer/bpmn/complaint-handling?lang=${language}`);
  await act(page, 'test-run');
  await shot(page, 'run-new');
  // A mistake loses nothing and is told.
  await page.fill('[name="case.subject"]', '');
  await act(page, 'begin-run');
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await page.fill('[name="case.subject"]', 'Weld seam breaks');
  await act(page, 'begin-run');
  await page.locator('[data-open-task="Task_register"]').waitFor();
  await page.locator('[data-diagram] .diagram svg').first().waitFor();
  // The form is the real one: what it asks for has to be answered.
  await page.locator('[data-open-task="Task_register"] a').click();
  await act(page, 'complete');
  await page.locator('[data-form="run-task"] [aria-invalid="true"]').first().waitFor();
  await shot(page, 'run-task');

  for (let steps = 0; (await page.locator('[data-mail-template="escalation"]').count()) === 0; steps++) {
    assert.ok(steps < 20, 'some rung tells the superior');
    await act(page, 'next');
  }
  await page.locator('[data-mail-template="escalation"] a').first().click();
  const mail = page.frameLocator('[data-shown-mail] iframe');
  await mail.locator('body').waitFor();
  assert.match(await mail.locator('body').innerText(), /RUN-0001/, 'the mail speaks of the run');
  assert.equal(await mail.locator('html').getAttribute('dir'), await mail.locator('html').getAttribute('lang') === 'fa' ? 'rtl' : 'ltr');
  await shot(page, 'run-mail');

  await page.fill('#scenario-name', scenario);
  await act(page, 'save-scenario');
  assert.equal(await page.locator(`[data-scenario="${scenario}"] [data-passed]`).getAttribute('data-passed'), 'true');

  // The draft now asks for the registration at another time.
  const { content } = await product.call('GET', '/api/designer/drafts/workflow/complaint-handling');
  const later = content.replace(/(<bpmn:userTask id="Task_register"[\s\S]*?dueDate="=)[^"]*"/, '$1add working days(now(), 9, case.calendar)"');
  assert.notEqual(later, content, 'the draft differs');
  const { revision } = await product.call('PUT', '/api/designer/drafts/workflow/complaint-handling', { revision: 0, content: later });
  await page.goto(`${address}/designer/publish?kind=workflow&name=complaint-handling&lang=${language}`);
  assert.ok(Number(await page.locator('[data-gate]').getAttribute('data-errors')) > 0, 'the gate is shut');
  assert.ok((await page.locator('[data-gate]').innerText()).includes(scenario), 'by the scenario, with its name');
  assert.ok(await page.locator('[data-action="propose"]').isDisabled(), 'nobody can propose it');
  await shot(page, 'run-refused');

  await page.goto(`${address}/designer/scenarios?process=complaint-handling&lang=${language}`);
  const row = page.locator(`[data-scenario="${scenario}"]`);
  assert.equal(await row.locator('[data-passed]').getAttribute('data-passed'), 'false');
  await shot(page, 'scenarios');
  await row.locator('details summary').click();
  await row.locator('input[name=reason]').fill('The limit was changed on purpose.');
  await Promise.all([page.waitForNavigation(), row.locator('[data-action="retire-scenario"]').click()]);
  assert.equal(await page.locator(`[data-scenario="${scenario}"]`).count(), 0, 'a retired scenario stands against nothing');
  await product.call('DELETE', `/api/designer/drafts/workflow/complaint-handling?revision=${revision}`);

  await page.goto(`${address}/designer/replay?process=complaint-handling&last=5&lang=${language}`);
  await page.locator('[data-replay]').waitFor();
  await shot(page, 'replay');
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  for (const page of browser.pages()) console.error(page.url(), (await page.locator('main').innerText().catch(() => '')).slice(0, 1500));
  throw error;
} finally {
  await browser.close();
}
