// The story the designer is measured by, done with mouse and keyboard in one language: a process owner shortens a limit from 7 working days
// to 5, adds an approval step with a form and a mail of its own, publishes all of it with three signatures, and the next case follows it.
// The case that runs already is taken over to the new version, and the version before is taken up again: the next language finds the
// workflow as this one did. Then the editors are looked at.
//   node designer.mjs <address> <admin> <admin password> <demo password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, adminPassword, demoPassword, language] = positionals;

/** What a process owner of this language types. */
const typed = {
  en: { form: 'Approval of the request', label: 'Remark of the approver', subject: 'Approval wanted:', step: 'Approve the request', note: 'Five working days instead of seven; requests are approved first.', reason: 'The drawing is tidied up with the next change.' },
  fa: { form: 'تصویب درخواست مشتری', label: 'یادداشت تصویب‌کننده', subject: 'نیاز به تصویب:', step: 'تصویب درخواست', note: 'پنج روز کاری به جای هفت روز؛ درخواست‌ها نخست تصویب می‌شوند.', reason: 'نمودار با تغییر بعدی مرتب می‌شود.' },
  zh: { form: '申请审批', label: '审批人备注', subject: '请审批：', step: '批准申请', note: '七个工作日改为五个；申请先经审批。', reason: '下次修改时整理图面。' },
}[language];
const [form, mail] = [`approval-of-request-${language}`, `approval-wanted-${language}`];
const names = { fa: 'تصویب درخواست', zh: '批准申请' };

const product = new Product(address, admin, adminPassword);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });

async function signIn(name, password, viewport) {
  const page = await browser.signIn(name, password, language, viewport);
  page.setDefaultTimeout(90_000);
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

/** Somebody else saves the draft that is open here: he is told by name, and what the other wrote is not overwritten. */
async function twoPeople(page) {
  const path = `/api/designer/drafts/mail/${mail}`;
  const { revision, content } = await product.call('GET', path);
  await product.call('PUT', path, { revision, content: content.replace('=== body ===', '=== body ===\\nBy somebody else.') });
  const body = page.locator('textarea[data-part="body"]');
  await body.fill(`${await body.inputValue()}\nBy me.`);
  await page.locator('[data-conflict]:not([hidden])').waitFor();
  const stored = (await product.call('GET', path)).content;
  assert.ok(stored.includes('By somebody else.') && !stored.includes('By me.'), 'nothing is overwritten');
  await looks.check(page, `designer-conflict-${language}-1440`);
  page.once('dialog', (dialog) => dialog.accept());
  await page.click('[data-load-newer]');
  await page.locator('[data-conflict]').waitFor({ state: 'hidden' });
  await ready(page);
}

async function draw(page) {
  await page.goto(`${address}/designer/bpmn/installation`);
  await ready(page);
  // The limit: the event on the edge of the work, found by searching.
  await page.click('[data-tool="search"]');
  await page.keyboard.type({ en: '7 working days over', fa: '۷ روز کاری گذشت', zh: '已过7个工作日' }[language]);
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
  await label.fill(typed.step);
  await page.keyboard.press('Enter');
  await entry(page, 'as-form').locator('select').selectOption(form);
  await entry(page, 'as-mail').locator('select').selectOption(mail);
  await fill(page, 'as-limit-amount', '2');
  // A clock can be drawn once there is a limit.
  await entry(page, 'as-clock').locator('input:enabled').waitFor();
  await openGroup(page, 'as-names');
  await fill(page, 'as-name-fa', names.fa);
  await fill(page, 'as-name-zh', names.zh);
  await eventually('the draft holds the new name', async () => (await product.call('GET', '/api/designer/drafts/workflow/installation')).content.includes(names.zh));
  await saved(page);
  await page.locator('.lint-counts[data-errors="0"]').waitFor();
  // What no test run took is good to know here, and marked on the drawing when it is asked for.
  await page.locator('[data-rule="LINT-25"] [data-action="try-ways"]').waitFor();
  await looks.check(page, `designer-bpmn-${language}-1440`);
  // Undo and redo take back and bring again what was done last.
  await page.click('[data-tool="undo"]');
  const reads = (value) => eventually(`the Chinese name reads “${value}”`, async () => (await entry(page, 'as-name-zh').locator('input').inputValue()) === value);
  await reads('');
  await page.click('[data-tool="redo"]');
  await reads(names.zh);
  await saved(page);
  // From the step to its mail and back: what was drawn is kept.
  await entry(page, 'as-link-mail').locator('a').click();
  await page.waitForURL(`**/designer/mail/${mail}`);
  await ready(page);
  assert.ok((await page.locator('[data-part="subject"]').inputValue()).startsWith(typed.subject), 'it is the mail of the step');
  await page.goto(`${address}/designer/bpmn/installation`);
  await ready(page);
  await page.locator('.djs-element', { hasText: (names[language] ?? typed.step).split(' ')[0] }).first().waitFor();
}

/** A request for an installation, and the number of its case. */
async function request(serialNumber) {
  const made = await product.call('POST', '/api/requests', {
    kind: 'installation', subject: 'New line', description: 'Please install the machine.', channel: 'web', urgency: 'normal', language,
    customer: { name: 'Li Wei', email: 'li@customer.example', phone: '+86 10 5555 0100', company: 'Hua Feng' }, product: { model: 'HX-20', serialNumber, orderNumber: 'PO-1' },
  });
  return made.caseNumber;
}

const versionInForce = async () => (await product.call('GET', '/api/designer/drafts/workflow/installation?head=true')).version;

/** Says what was changed and why, and proposes it; the address of the change. */
async function propose(page, note) {
  await page.fill('#note', note);
  await page.fill('#reason', typed.reason);
  await page.click('[data-action="propose"]');
  await page.waitForURL(/designer\/changes\/\d+/);
  return new URL(page.url()).pathname;
}

async function story() {
  const before = await versionInForce();
  const running = await request(`DES-${language}-1`);
  await eventually('the first step of the case that runs', async () => (await product.openTasks(running)).find((open) => open.elementId === 'Task_check_order'));
  const began = Date.now();
  const owner = await signIn('service-manager', demoPassword);
  await create(owner, 'form', form, typed.form);
  await owner.locator('.fjs-palette-field[data-field-type="textfield"]').focus();
  await owner.keyboard.press('Enter');
  await owner.locator('.fjs-editor-container .fjs-form-field-textfield').first().click();
  const general = owner.locator('[data-group-id="group-general"] .bio-properties-panel-group-header').first();
  if (!(await general.evaluate((element) => element.classList.contains('open')))) await general.click();
  await owner.locator('[data-entry-id$="label"] input, [data-entry-id$="label"] textarea, [data-entry-id$="label"] [contenteditable]').first().fill(typed.label);
  await owner.locator('.fjs-editor-container label', { hasText: typed.label }).waitFor();
  await saved(owner);
  await looks.check(owner, `designer-form-${language}-1440`);

  await create(owner, 'mail', mail, '', 'task');
  for (const tab of ['en', 'fa', 'zh']) {
    await owner.locator(`.mail-tabs [data-language="${tab}"]`).click();
    const subject = owner.locator('[data-part="subject"]');
    await subject.fill(`${typed.subject} ${await subject.inputValue()}`);
  }
  await owner.locator(`.mail-tabs [data-language="${language}"]`).click();
  await owner.locator('.mail-subject', { hasText: typed.subject }).waitFor();
  await saved(owner);
  await looks.check(owner, `designer-mail-${language}-1440`);
  await twoPeople(owner);

  await draw(owner);
  await owner.locator('[data-leave]').last().click();
  await owner.waitForURL(/designer\/publish/);
  for (const also of [`form/${form}`, `mail/${mail}`]) await owner.check(`input[name="with"][value="${also}"]`);
  await owner.click('[data-action="choose"]');
  await owner.waitForURL(/with=/);
  const gate = owner.locator('[data-gate]');
  assert.equal(await gate.getAttribute('data-errors'), '0', await gate.innerText());
  assert.match(await gate.innerText(), /LINT-25/, 'what was not tried is told');
  assert.match(await owner.locator('[data-action="try-ways"]').first().getAttribute('href'), /\/designer\/runs\/new\?process=installation/);
  await looks.check(owner, `designer-publish-${language}-1440`);
  const change = await propose(owner, typed.note);
  await owner.context().close();

  // The two who sign learn of it by mail.
  const wanted = await eventually('the mail to the confirmer', async () => (await product.call('GET', '/api/mail?limit=500')).items.find((each) => each.to.includes('management-rep@') && each.text.includes(change)));
  assert.match(wanted.subject, /CHG-\d{4}-\d{4}/);
  for (const [name, state] of [['management-rep', 'signing'], ['top-manager', 'published']]) {
    const signer = await signIn(name, demoPassword);
    await signer.goto(`${address}${change}?lang=${language}`);
    await signer.click('[data-action="sign"]');
    await signer.locator(`[data-change-state="${state}"]`).waitFor();
    if (state === 'published') {
      assert.ok(await signer.locator('[data-untaken="installation"]').count(), 'what was not tried stays on record');
      await looks.check(signer, `designer-change-${language}-1440`);
    }
    await signer.context().close();
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  assert.ok(seconds < 600, `the change took ${seconds} s`);

  // The next case follows it.
  const next = await request(`DES-${language}-2`);
  const task = await eventually('the approval step', async () => (await product.openTasks(next)).find((open) => open.name === typed.step));
  const sent = await eventually('its mail', async () => (await product.mails(next)).find((each) => each.subject.startsWith(typed.subject)));
  assert.ok(sent.links.some((link) => link.includes('/t/')), 'the mail leads to the task');
  const doer = await signIn(admin, adminPassword);
  await doer.goto(`${address}/tasks/${task.userTaskKey}?lang=${language}`);
  await doer.getByText(typed.label).first().waitFor();
  await doer.context().close();
  const xml = (await product.call('GET', `/api/designer/versions/workflow/installation/${before + 1}`)).content;
  assert.match(xml.slice(xml.indexOf('id="Boundary_limit"')), /add working days\(date and time\(case\.receivedAt\), 5, case\.calendar\)/);
  await product.call('POST', `/v2/user-tasks/${task.userTaskKey}/completion`, { variables: {} });
  await eventually('the step after it', async () => (await product.openTasks(next)).find((open) => open.elementId === 'Task_check_order'));
  assert.equal((await product.openTasks(running)).length, 1, 'the case that runs already goes on as before');
  return { seconds, before, running };
}

/** The case that runs already goes over to the new version: looked at first, done with a reason, told on the case. */
async function migrate(before, running) {
  const page = await signIn('service-manager', demoPassword);
  await page.goto(`${address}/designer?kind=workflow&lang=${language}`);
  const row = page.locator('tr[data-artifact="installation"]');
  await looks.check(page, `designer-library-${language}-1440`);
  await row.locator('a[href*="/designer/instances/"]').first().click();
  await page.waitForURL(/designer\/instances\/installation/);
  await page.locator('[data-action="migrate"]').click();
  await page.waitForURL(/designer\/migrate\/installation/);
  await page.selectOption('#from', String(before));
  await page.selectOption('#to', String(before + 1));
  await page.click('[data-action="choose"]');
  const preview = page.locator('[data-preview]');
  await preview.waitFor();
  assert.ok((await preview.innerText()).includes(running), 'the preview names the case');
  assert.equal(await preview.locator('tr', { hasText: running }).getAttribute('data-possible'), 'yes', await preview.innerText());
  await looks.check(page, `designer-migrate-${language}-1440`);
  await page.setViewportSize(phone);
  await looks.check(page, `designer-migrate-${language}-375`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click('[data-action="apply"]');
  await page.locator('[data-problem]').waitFor();
  await page.fill('#reason', typed.note);
  await page.click('[data-action="apply"]');
  await page.waitForURL(/batch=/);
  await eventually('the case went over', async () => {
    await page.reload();
    return (await page.locator('[data-batch]').getAttribute('data-batch')) === 'COMPLETED';
  });
  await looks.check(page, `designer-migrated-${language}-1440`);
  await page.goto(`${address}/cases/${running}?lang=${language}`);
  await page.locator('[data-kind="process.migrated"]', { hasText: typed.note.slice(0, 12) }).waitFor();
  assert.equal((await product.openTasks(running))[0].elementId, 'Task_check_order', 'the open task stays');
  await page.context().close();
}

/** The version before is taken up again and published like any change. */
async function goBack(before) {
  const page = await signIn('service-manager', demoPassword);
  await page.goto(`${address}/designer/compare?kind=workflow&name=installation&version=${before}&lang=${language}`);
  await page.locator('[data-side="after"][data-drawn]').waitFor();
  const limit = await page.locator('[data-part="Boundary_limit"]').innerText();
  for (const amount of { en: ['7 working days from', '5 working days from'], fa: ['۷ روز کاری از', '۵ روز کاری از'], zh: ['7 个工作日', '5 个工作日'] }[language]) assert.ok(limit.includes(amount), `limits are told in plain words: ${limit}`);
  await looks.check(page, `designer-compare-${language}-1440`);
  await Promise.all([page.waitForNavigation(), page.locator('form[action*="RollBack"] button').click()]);
  await page.goto(`${address}/designer/publish?kind=workflow&name=installation&lang=${language}`);
  const change = await propose(page, `${before} ↺`);
  await page.context().close();
  for (const name of ['management-rep', 'top-manager'])
    await new Product(address, name, demoPassword).call('POST', `/api${change}/signatures`, { approve: true });
  const [old, now] = await Promise.all([before, before + 2].map((version) => product.call('GET', `/api/designer/versions/workflow/installation/${version}`)));
  assert.equal(now.content, old.content, 'the version before is in force again');
}

async function lookAround() {
  const page = await signIn(admin, adminPassword);
  for (const [name, url] of [['repair', '/designer/bpmn/repair'], ['decision', '/designer/decision/warranty']]) {
    await page.goto(`${address}${url}?lang=${language}`);
    await ready(page);
    await looks.check(page, `designer-${name}-${language}-1440`);
  }
  await page.context().close();
  const small = await signIn(admin, adminPassword, phone);
  for (const [name, url] of [['library', '/designer'], ['changes', '/designer/changes'], ['mail', '/designer/mail/task']]) {
    await small.goto(`${address}${url}?lang=${language}`);
    await looks.check(small, `designer-${name}-${language}-375`);
  }
  // Drawings and forms are read there, and nothing of them is cut: what is larger than the screen is scrolled.
  for (const [name, url, shown] of [['bpmn', '/designer/bpmn/repair', '.reading svg'], ['form', '/designer/form/customer-info-record', '.form-reading label'], ['decision', '/designer/decision/warranty', '.input-label']]) {
    await small.goto(`${address}${url}?lang=${language}`);
    await ready(small);
    await small.locator(shown).first().waitFor();
    if (name === 'bpmn') {
      await small.locator('[data-rule]').first().waitFor();
      assert.equal(await small.locator('.djs-palette, .properties').count(), 0, 'nothing is offered that a finger cannot do');
      const frame = small.locator('.reading');
      assert.ok(await frame.evaluate((element) => element.scrollWidth > element.clientWidth), 'it is as large as can be read');
      await small.click('[data-tool="fit"]');
      assert.ok(await frame.evaluate((element) => element.scrollWidth <= element.clientWidth + 1), 'all of it is as wide as the screen');
      await small.click('[data-tool="closer"]');
    }
    await looks.check(small, `designer-${name}-${language}-375`);
  }
  await small.context().close();
}

try {
  const { seconds, before, running } = await story();
  console.log(`the change took ${seconds} s`);
  await migrate(before, running);
  await goBack(before);
  await lookAround();
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) {
    console.error(`  at ${page.url()}`);
    if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/failed-${language}.png` });
  }
  process.exitCode = 1;
} finally {
  await browser.close();
}
