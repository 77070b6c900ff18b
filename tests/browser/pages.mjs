// Every page of the product in one language, on a phone, a tablet and at a desk: no flaw for people who cannot see or point,
// nothing cut off, no script error, no text that is missing; and what is entered in the registers is shown there.
//   node pages.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>] [--only <beginning of names, with commas>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' }, only: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots);
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const widths = [1440, 768, 375];

/** Whether a page is asked for: all are, unless somebody mends a few. */
const wanted = (name) => !options.only || options.only.split(',').some((beginning) => name.startsWith(beginning));

/** Which addresses were looked at; told at the end, so that a page no walk looks at is found. */
const seen = new Set();

/**
 * The page as it stands, at every width; in the dark at the widest, where only colours differ. Colours know no language: on a phone and in the dark
 * they are judged in English, which takes the browser longer than everything else.
 */
async function inspect(page, name) {
  seen.add(new URL(page.url()).pathname);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    // On the middle width only the layout can differ: rules for tablets are those of one of the others.
    if (width === 768) await looks.fits(page, name);
    else await looks.check(page, `${name}-${language}-${width}`, { colours: width === widths[0] || language === 'en' });
  }
  await page.setViewportSize({ width: widths[0], height: 900 });
  if (language === 'en') {
    await page.emulateMedia({ colorScheme: 'dark' });
    await looks.contrast(page, `${name}-${language}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  const text = await page.locator('body').innerText();
  const missing = text.match(/\bweb\.[a-z]+\.[A-Za-z.]+\b/);
  if (missing) looks.complaints.push(`${name}: the text ${missing[0]} is missing in ${language}`);
}

async function visit(page, name, url) {
  if (!wanted(name)) return;
  const answer = await page.goto(`${address}${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
  assert.ok(answer.status() < 400 || name.startsWith('problem'), `${url} answers ${answer.status()}`);
  assert.equal(await page.locator('html').getAttribute('dir'), language === 'fa' ? 'rtl' : 'ltr', `${url} reads in the direction of its language`);
  await inspect(page, name);
}

/** What can be done with running instances is offered once one is chosen. */
async function choose(page) {
  await page.goto(`${address}/designer/instances/complaint-handling/1?lang=${language}`);
  assert.equal(await page.locator('[data-form="instances"]').isVisible(), false, 'nothing is chosen');
  await page.locator('[data-instance] input[name="keys"]').first().check();
  await page.locator('[data-form="instances"]').waitFor();
  await inspect(page, 'designer-instances-chosen');
}

/** A customer with a product, two contracts over it, a complaint whose first task is open, a work order and a report. */
async function seed() {
  const email = `pages-${language}@customer.example`;
  const serial = `REG-${language}-0042`;
  const customer = await product.call('POST', '/api/customers', { name: 'Li Wei', email, company: 'Hua Feng Machines', phone: '+86 10 5555 0100', language: 'zh' });
  await product.call('POST', '/api/equipment', { serialNumber: serial, model: 'HX-20', customerEmail: email, site: 'Hall 3', installedOn: '2026-06-01', state: 'inService' });
  for (const number of [`K-${language}-1`, `K-${language}-2`])
    await product.call('POST', '/api/contracts', { number, customerEmail: email, from: '2026-01-01', until: '2099-12-31', covers: ['labour', 'travel'], equipment: [serial] });
  const { caseNumber: number, trackingUrl } = await product.call('POST', '/api/requests', {
    kind: 'complaint', subject: 'Seam breaks', description: 'Since Monday.', customer: { name: 'Li Wei', email }, product: { serialNumber: serial }, language,
  });
  await product.call('POST', '/api/work-orders', { workType: 'repair', skill: 'service-engineer', durationHours: 2, caseNumber: number });
  const mails = await eventually('the mail of the first task', async () => {
    const found = await product.mails(number);
    return found.some((mail) => mail.taskKey) ? found : null;
  });
  const { records } = await eventually('the note of the reception', async () => {
    const view = await product.case(number);
    return view.records.length > 0 ? view : null;
  });
  const mail = mails.find((one) => one.taskKey);
  return { customer, serial, number, record: records[0].number, track: new URL(trackingUrl).pathname, mail, link: new URL(mail.links.find((link) => /\/t\//.test(link))).pathname };
}

/** A mistake in every field that asks for something: told by field, and nothing overflows. */
async function mistakes(page, name, button) {
  await page.locator(`[data-action="${button}"]`).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await inspect(page, `${name}-mistakes`);
}

/** The customer is asked, an obstacle reported: how task, case, list, dashboard and the customer's own pages show it. */
async function heldUp(page, task, number, track) {
  await page.goto(`${address}/tasks/${task}?ask=1`);
  await page.fill('form[data-panel=ask] textarea', { fa: 'از کدام گاز استفاده می‌کنید؟', zh: '您使用哪种气体？' }[language] ?? 'Which gas do you use?');
  await page.locator('[data-action="ask"]').click();
  await page.locator('[data-question]').waitFor();
  await page.goto(`${address}/tasks/${task}?obstacle=1`);
  await page.locator('form[data-panel=obstacle] .pick').first().click();
  await page.fill('form[data-panel=obstacle] textarea', { fa: 'پمپ در انبار نیست', zh: '仓库没有泵' }[language] ?? 'The pump is not in stock');
  await page.locator('[data-action="report"]').click();
  await page.locator('[data-obstacle]').waitFor();
  for (const [name, url] of [['task-held', `/tasks/${task}`], ['case-held', `/cases/${number}`], ['tasks-held', '/tasks?view=waiting'], ['dashboard-held', '/dashboard']])
    await visit(page, name, url);
  const guest = await browser.visitor(language);
  await visit(guest, 'track-asked', track);
  await visit(guest, 'answer', await guest.locator('[data-action="answer-question"]').getAttribute('href'));
  await guest.locator('[data-action="send-answer"]').click();
  await guest.locator('[aria-invalid="true"]').waitFor();
  await inspect(guest, 'answer-mistakes');
  await guest.fill('textarea[name=text]', 'Argon 4.8');
  await guest.locator('[data-action="send-answer"]').click();
  await guest.locator('[data-closed="Answered"]').waitFor();
  await inspect(guest, 'answered');
  await guest.context().close();
}

/** A case that is held for a while: how it and its task look, and the mistake of giving no reason. */
async function onHold(page, number, task) {
  await page.goto(`${address}/cases/${number}?lang=${language}`);
  await page.locator('[data-hold] summary').click();
  await page.fill('#hold-reason', { fa: 'دادگاه خواسته است', zh: '法院要求' }[language] ?? 'The court asked for it');
  await page.locator('[data-action="hold"]').click();
  await page.locator('[data-case-held]').waitFor();
  await inspect(page, 'hold-case');
  await visit(page, 'hold-task', `/tasks/${task}`);
  await page.goto(`${address}/cases/${number}`);
  await page.fill('#hold-reason', ' ');
  await page.locator('[data-action="go-on"]').click();
  await page.locator('[aria-invalid="true"]').waitFor();
  await inspect(page, 'hold-mistakes');
  await page.fill('#hold-reason', { fa: 'تمام شد', zh: '已结束' }[language] ?? 'It is over');
  await page.locator('[data-action="go-on"]').click();
  await page.locator('[data-case-held]').waitFor({ state: 'detached' });
}

/** Tasks chosen for a move of many. */
async function chosen(page) {
  await page.goto(`${address}/tasks?view=all&lang=${language}`);
  await page.locator('.rowbox').first().click();
  await page.locator('#bulk').waitFor();
  await inspect(page, 'tasks-chosen');
}

/** What the pages of administration look like once something was done there: mistakes, a new person, a token, a tested mail, a stuck step. */
async function administer(page) {
  if (!wanted('admin-')) return;
  await page.goto(`${address}/admin/people/new?lang=${language}`);
  await mistakes(page, 'admin-person-new', 'save');
  const id = `walker-${language}`;
  for (const [field, value] of [['id', id], ['nameEn', 'Night shift'], ['nameFa', 'شیفت شب'], ['nameZh', '夜班'], ['email', `${id}@demo.example`]]) await page.fill(`#${field}`, value);
  await page.locator('[data-action="save"]').click();
  await page.waitForURL(`**/admin/people/${id}`);
  await inspect(page, 'admin-person-added');
  const mails = (await product.call('GET', `/api/mail?to=${id}@demo.example&limit=5`)).items;
  const welcome = await browser.visitor(language);
  await visit(welcome, 'admin-welcome', new URL(mails[0].links.find((link) => link.includes('/welcome/'))).pathname);
  await welcome.context().close();
  await page.goto(`${address}/admin/tokens`);
  await page.fill('#name', 'Stock program');
  await page.locator('[data-action="create"]').click();
  const token = await page.locator('[data-token]').innerText();
  await inspect(page, 'admin-token-made');
  const answer = await fetch(`${address}/api/cases`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200, 'the token opens the API');
  await page.goto(`${address}/admin/mail`);
  await page.locator('[data-action="test"]').click();
  await page.locator('[data-result="Kept"]').waitFor();
  await inspect(page, 'admin-mail-tested');
  await product.deploy('stuck-walk.bpmn', stuck);
  const { processInstanceKey } = await product.call('POST', '/v2/process-instances', { processDefinitionId: 'stuck-walk' });
  await page.goto(`${address}/admin/incidents`);
  await inspect(page, 'admin-incidents-some');
  await page.locator('tr[data-incident] a.main').first().click();
  await page.locator('[data-action="retry"]').waitFor();
  await inspect(page, 'admin-incident');
  await page.fill('#name', 'until');
  await page.fill('#value', 'tomorrow');
  await mistakes(page, 'admin-incident', 'correct');
  // Others walk through the same product and look that nothing is stuck.
  await product.call('POST', `/v2/process-instances/${processInstanceKey}/cancellation`, {});
}

/** A workflow whose only step needs a value that nobody gave. */
const stuck = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="stuck-walk" name="Payments" isExecutable="true">
    <bpmn:extensionElements><zeebe:properties><zeebe:property name="name.fa" value="پرداخت‌ها" /><zeebe:property name="name.zh" value="付款" /></zeebe:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="pay" />
    <bpmn:userTask id="pay" name="Confirm the payment"><bpmn:extensionElements><zeebe:userTask /><zeebe:taskSchedule dueDate="=if until = null then &#34;soon&#34; else until" /><zeebe:assignmentDefinition candidateGroups="finance" />
      <zeebe:properties><zeebe:property name="name.fa" value="تأیید پرداخت" /><zeebe:property name="name.zh" value="确认付款" /></zeebe:properties></bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="pay" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

try {
  const { customer, serial, number, record, track, mail, link } = await seed();
  const guest = await browser.visitor(language);
  for (const [name, url] of [['signin', '/signin'], ['request', '/request'], ['track-search', '/track'], ['track', track], ['task-link', link], ['problem', '/nowhere'], ['problem-address', '/problem/404']])
    await visit(guest, name, url);
  await guest.context().close();

  const page = await browser.signIn(admin, password, language);
  for (const [name, url] of [
    ['tasks', '/tasks?view=all'], ['task', `/tasks/${mail.taskKey}`], ['task-cannot', `/tasks/${mail.taskKey}?cannot=1`], ['task-ask', `/tasks/${mail.taskKey}?ask=1`],
    ['task-obstacle', `/tasks/${mail.taskKey}?obstacle=1`], ['cases', '/cases'], ['case', `/cases/${number}`], ['casefile', `/cases/${number}/casefile`],
    ['dashboard', '/dashboard'], ['heat', '/heat?days=0'], ['behind', '/kpis/cases?kpi=received&from=2026-01-01&to=2026-12-31'],
    ['record', `/cases/${number}/records/${record}`], ['correction', `/cases/${number}/records/${record}/correct/1`], ['records', '/records'],
    ['customers', '/customers'], ['customer', `/customers/${customer.key}`], ['equipment-list', '/equipment'], ['equipment-edit', `/equipment/edit?serial=${serial}`],
    ['contract-edit', `/contracts/edit?number=K-${language}-1`], ['kpis', '/kpis'], ['designer-migrate', '/designer/migrate/complaint-handling'], ['designer-instances', '/designer/instances/complaint-handling/1'], ['schedules', '/admin/schedules'], ['account', '/account'], ['mailbox', '/mailbox'],
    ['mail', `/mailbox/${mail.key}`],
    ['run-new', '/designer/runs/new?process=complaint-handling'], ['scenarios', '/designer/scenarios?process=complaint-handling'],
    ['replay', '/designer/replay?process=complaint-handling'], ['designer-library', '/designer'], ['designer-duplicate', '/designer?copyOf=repair'],
  ])
    await visit(page, name, url);
  for (const [name, url] of [
    ['admin', '/admin'], ['admin-people', '/admin/people'], ['admin-person', '/admin/people/sales-desk'], ['admin-person-new', '/admin/people/new'], ['admin-groups', '/admin/groups'],
    ['admin-mail', '/admin/mail'], ['admin-outbox', '/admin/outbox'], ['admin-incidents', '/admin/incidents'], ['admin-audit', '/admin/audit'], ['admin-tokens', '/admin/tokens'],
    ['admin-calendars', '/admin/calendars'], ['admin-calendar', '/admin/calendars/china'], ['admin-policies', '/admin/escalation-policies'], ['admin-policy', '/admin/escalation-policies/standard'],
    ['designer-changes', '/designer/changes'], ['help-managers', '/help/managers'], ['help-process-owners', '/help/process-owners'],
    ['admin-workflows', '/admin/workflows'], ['help', '/help'], ['help-staff', '/help/staff'], ['help-operators', '/help/operators'],
  ])
    await visit(page, name, url);
  if (wanted('designer-instances')) await choose(page);
  await administer(page);
  await visit(page, 'equipment', `/equipment/${serial}`);
  if (wanted('equipment')) for (const part of ['[data-contracts]', '[data-cases]', '[data-work-orders]']) assert.ok((await page.locator(part).count()) > 0, `${part} is shown`);
  if (wanted('held')) await heldUp(page, mail.taskKey, number, track);
  if (wanted('chosen')) await chosen(page);
  if (wanted('hold')) await onHold(page, number, mail.taskKey);
  if (wanted('case-new')) {
    await visit(page, 'case-new', '/cases/new');
    await mistakes(page, 'case-new', 'open-case');
  }
  await page.context().close();
  for (const path of seen) console.log(`seen ${path}`);
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
