// The story the designer is measured by, done with mouse and keyboard: a process owner shortens a limit from 7 working days to 5, adds
// an approval step with a form and a mail of its own, publishes all of it with three signatures, and the next case follows it. Then the
// editors are looked at in the other languages.
//   node designer.mjs <address> <admin> <admin password> <demo password> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, adminPassword, demoPassword] = positionals;
const product = new Product(address, admin, adminPassword);
const looks = new Looks(options.screenshots);
const browser = await openBrowser(address, { executablePath: options.chromium, looks });

async function signIn(name, password, language, viewport) {
  const page = await browser.signIn(name, password, language, viewport);
  page.setDefaultTimeout(30_000);
  return page;
}

const ready = (page) => page.locator('[data-editor][data-ready]').waitFor();
const saved = (page) => page.locator('[data-save-state="saved"]').waitFor();
const entry = (page, id) => page.locator(`[data-entry-id="${id}"]`);

async function openGroup(page, id) {
  const header = page.locator(`[data-group-id="group-${id}"] .bio-properties-panel-group-header`);
  if (!(await header.evaluate((element) => element.classList.contains('open')))) await header.click();
}

async function fill(page, id, text) {
  const field = entry(page, id).locator('input, textarea').first();
  await field.fill(text);
  await field.blur();
}

/** The middle of a line of the diagram, on the screen. */
const middleOf = (page, flow) =>
  page.locator(`[data-element-id="${flow}"] .djs-visual > path`).first().evaluate((path) => {
    const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
    return { x: point.x, y: point.y };
  });

async function create(page, kind, name, title, copyOf = '') {
  await page.goto(`${address}/designer?kind=${kind}`);
  await page.selectOption('#new-kind', kind);
  await page.fill('#new-title', title);
  await page.fill('#new-name', name);
  await page.fill('#new-copy', copyOf);
  await page.click('[data-action="create"]');
  await ready(page);
}

async function draw(page) {
  await page.goto(`${address}/designer/bpmn/installation`);
  await ready(page);
  // The limit: the event on the edge of the work, found by searching.
  await page.click('[data-tool="search"]');
  await page.keyboard.type('7 working days over');
  await page.keyboard.press('Enter');
  await entry(page, 'as-limit-amount').waitFor();
  assert.equal(await entry(page, 'as-limit-amount').locator('input').inputValue(), '7', 'the limit stands in plain words');
  await fill(page, 'as-limit-amount', '5');
  await saved(page);
  // The step: taken from the palette, dropped on the line between two steps.
  await page.click('[data-tool="fit"]');
  await page.click('.djs-palette [data-action="create.task"]');
  const middle = await middleOf(page, 'Flow_file_request_check_order');
  await page.mouse.move(middle.x - 30, middle.y - 20);
  await page.mouse.move(middle.x, middle.y, { steps: 8 });
  await page.mouse.click(middle.x, middle.y);
  const label = page.locator('.djs-direct-editing-content');
  await label.waitFor();
  await label.fill('Approve the request');
  await page.keyboard.press('Enter');
  await entry(page, 'as-form').locator('select').selectOption('approval-of-request');
  await entry(page, 'as-mail').locator('select').selectOption('approval-wanted');
  await fill(page, 'as-limit-amount', '2');
  // A clock can be drawn once there is a limit.
  await entry(page, 'as-clock').locator('input:enabled').waitFor();
  await openGroup(page, 'as-names');
  await fill(page, 'as-name-fa', 'تصویب درخواست');
  await fill(page, 'as-name-zh', '批准申请');
  await eventually('the draft holds the new name', async () => (await product.call('GET', '/api/designer/drafts/workflow/installation')).content.includes('批准申请'));
  await saved(page);
  await page.locator('.lint-counts[data-errors="0"]').waitFor();
  await looks.check(page, 'designer-bpmn-en-1440');
  // Undo and redo take back and bring again what was done last.
  await page.click('[data-tool="undo"]');
  const reads = (value) => eventually(`the Chinese name reads “${value}”`, async () => (await entry(page, 'as-name-zh').locator('input').inputValue()) === value);
  await reads('');
  await page.click('[data-tool="redo"]');
  await reads('批准申请');
  await page.locator('[data-save-state="saved"]').waitFor();
}

async function story() {
  const owner = await signIn('service-manager', demoPassword);
  await create(owner, 'form', 'approval-of-request', 'Approval of the request');
  await owner.locator('.fjs-palette-field[data-field-type="textfield"]').focus();
  await owner.keyboard.press('Enter');
  await owner.locator('.fjs-editor-container .fjs-form-field-textfield').first().click();
  const general = owner.locator('[data-group-id="group-general"] .bio-properties-panel-group-header').first();
  if (!(await general.evaluate((element) => element.classList.contains('open')))) await general.click();
  await owner.locator('[data-entry-id$="label"] input, [data-entry-id$="label"] textarea, [data-entry-id$="label"] [contenteditable]').first().fill('Remark of the approver');
  await owner.locator('.fjs-editor-container label', { hasText: 'Remark of the approver' }).waitFor();
  await saved(owner);
  await looks.check(owner, 'designer-form-en-1440');

  await create(owner, 'mail', 'approval-wanted', '', 'task');
  await owner.locator('.mail-tabs [data-language="en"]').click();
  const subject = owner.locator('[data-part="subject"]');
  await subject.fill(`Approval wanted: ${await subject.inputValue()}`);
  await owner.getByText('Approval wanted:', { exact: false }).first().waitFor();
  await saved(owner);
  await looks.check(owner, 'designer-mail-en-1440');

  await draw(owner);
  await owner.locator('[data-leave]').last().click();
  await owner.waitForURL(/designer\/publish/);
  for (const also of ['form/approval-of-request', 'mail/approval-wanted']) await owner.check(`input[name="with"][value="${also}"]`);
  await owner.click('[data-action="choose"]');
  await owner.waitForURL(/with=/);
  assert.equal(await owner.locator('[data-gate]').getAttribute('data-errors'), '0', await owner.locator('[data-gate]').innerText());
  await looks.check(owner, 'designer-publish-en-1440');
  await owner.fill('#note', 'Five working days instead of seven; requests are approved first.');
  if (await owner.locator('#reason').count()) await owner.fill('#reason', 'The drawing is tidied up with the next change.');
  await owner.click('[data-action="propose"]');
  await owner.waitForURL(/designer\/changes\/\d+/);
  const change = new URL(owner.url()).pathname;
  await owner.context().close();

  // The two who sign learn of it by mail.
  const wanted = await eventually('the mail to the confirmer', async () => (await product.call('GET', '/api/mail?limit=500')).items.find((mail) => mail.to.includes('management-rep@') && mail.text.includes(change)));
  assert.match(wanted.subject, /CHG-\d{4}-\d{4}/);
  for (const [name, state] of [['management-rep', 'signing'], ['top-manager', 'published']]) {
    const signer = await signIn(name, demoPassword, 'en');
    await signer.goto(`${address}${change}?lang=en`);
    await signer.click('[data-action="sign"]');
    await signer.locator(`[data-change-state="${state}"]`).waitFor();
    if (state === 'published') await looks.check(signer, 'designer-change-en-1440');
    await signer.context().close();
  }

  // The next case follows it.
  const made = await product.call('POST', '/api/requests', {
    kind: 'installation', subject: 'New line', description: 'Please install the machine.', channel: 'web', urgency: 'normal', language: 'en',
    customer: { name: 'Li Wei', email: 'li@customer.example', phone: '+86 10 5555 0100', company: 'Hua Feng' }, product: { model: 'HX-20', serialNumber: 'DES-1', orderNumber: 'PO-1' },
  });
  const task = await eventually('the approval step', async () => (await product.openTasks(made.caseNumber)).find((open) => open.name === 'Approve the request'));
  const mail = await eventually('its mail', async () => (await product.mails(made.caseNumber)).find((each) => each.subject.startsWith('Approval wanted:') || /批准申请|تصویب/.test(each.subject)));
  assert.ok(mail.links.some((link) => link.includes('/t/')), 'the mail leads to the task');
  const doer = await signIn(admin, adminPassword);
  await doer.goto(`${address}/tasks/${task.userTaskKey}?lang=en`);
  await doer.getByText('Remark of the approver').first().waitFor();
  await doer.context().close();
  const xml = (await product.call('GET', '/api/designer/versions/workflow/installation/2')).content;
  assert.match(xml.slice(xml.indexOf('id="Boundary_limit"')), /add working days\(date and time\(case\.receivedAt\), 5, case\.calendar\)/);
  await product.call('POST', `/v2/user-tasks/${task.userTaskKey}/completion`, { variables: {} });
  await eventually('the step after it', async () => (await product.openTasks(made.caseNumber)).find((open) => open.elementId === 'Task_check_order'));
}

async function lookAround() {
  for (const language of ['fa', 'zh']) {
    const page = await signIn(admin, adminPassword, language);
    for (const [name, url] of [['library', '/designer'], ['bpmn', '/designer/bpmn/repair'], ['form', '/designer/form/repair-summary'], ['decision', '/designer/decision/warranty'], ['mail', '/designer/mail/task'], ['compare', '/designer/compare?kind=workflow&name=installation&version=1']]) {
      await page.goto(`${address}${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
      if (['bpmn', 'form', 'decision', 'mail'].includes(name)) await ready(page);
      if (name === 'compare') await page.locator('[data-side="after"][data-drawn]').waitFor();
      await looks.check(page, `designer-${name}-${language}-1440`);
    }
    await page.context().close();
    const small = await signIn(admin, adminPassword, language, phone);
    for (const [name, url] of [['library', '/designer'], ['changes', '/designer/changes'], ['mail', '/designer/mail/task']]) {
      await small.goto(`${address}${url}?lang=${language}`);
      await looks.check(small, `designer-${name}-${language}-375`);
    }
    await small.context().close();
  }
}

try {
  const began = Date.now();
  await story();
  console.log(`the story took ${Math.round((Date.now() - began) / 1000)} s`);
  await lookAround();
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) {
    console.error(`  at ${page.url()}`);
    if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/failed.png` });
  }
  process.exitCode = 1;
} finally {
  await browser.close();
}
