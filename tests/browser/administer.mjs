// The administration as somebody uses it who begins with the product, in one language: a colleague is added, invited and replaced while away, leaves and
// comes back; a holiday is imported and its effect seen first; the mail settings are tried on a real mail server; a mail that was refused goes out
// again; a stuck step is tried again, corrected and goes on; a token is made and withdrawn; the log tells all of it.
//   node administer.mjs <address> <admin> <admin password> <language> <port of the mail server> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { desk, openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, language, port] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const id = `night-${language}`;
const nobody = `nobody-${language}@demo.example`;

/** A mail server that refuses one address until it is told otherwise. */
class MailServer {
  constructor(refuse) {
    this.mails = [];
    this.process = spawn(process.execPath, ['server.mjs', JSON.stringify({ port: Number(port), security: 'none', refuse })], {
      cwd: fileURLToPath(new URL('../mail-server/', import.meta.url)), stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.listening = new Promise((listens) => {
      createInterface({ input: this.process.stdout }).on('line', (line) => {
        const told = JSON.parse(line);
        if (told.event === 'listening') listens();
        if (told.event === 'mail') this.mails.push(told);
      });
    });
    this.ended = new Promise((ends) => this.process.once('exit', ends));
  }

  mailTo(receiver) {
    return eventually(`a mail to ${receiver}`, () => this.mails.findLast((mail) => mail.to.includes(receiver)));
  }

  async end() {
    this.process.stdin.end();
    await this.ended;
  }
}

const open = async (page, path) => {
  const answer = await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
};
const press = (page, action) => page.locator(`[data-action="${action}"]`).first().click();

/** The page as it stands, at a desk, on a tablet and on a phone. */
async function look(page, name) {
  await looks.check(page, `administer-${name}-${language}`);
  await page.setViewportSize({ width: 768, height: 900 });
  await looks.fits(page, name);
  await page.setViewportSize(phone);
  await looks.check(page, `administer-${name}-${language}-phone`);
  await page.setViewportSize(desk);
}

/** A date as people of the language write it. */
function written(days) {
  const at = new Date(Date.parse('2026-11-21T00:00:00Z') + days * 86_400_000);
  if (language !== 'fa') return at.toISOString().slice(0, 10);
  const parts = new Intl.DateTimeFormat('fa-u-ca-persian-nu-arabext', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' }).formatToParts(at);
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of('year')}/${of('month')}/${of('day')}`;
}

async function people(page, mail) {
  await open(page, '/admin/people');
  await page.locator('a[href="/admin/people/new"]').click();
  for (const [field, value] of [['id', id], ['nameEn', 'Night shift'], ['nameFa', 'شیفت شب'], ['nameZh', '夜班'], ['email', `${id}@demo.example`]]) await page.fill(`#${field}`, value);
  await page.selectOption('#superiorId', 'service-manager');
  await page.locator('input[name="groups"][value="sales"]').check({ force: true });
  await page.selectOption('[data-field="language"] select', language);
  await look(page, 'person-filled');
  await press(page, 'save');
  await page.waitForURL(`**/admin/people/${id}`);

  // The invitation opens an account.
  const invitation = await mail.mailTo(`${id}@demo.example`);
  const welcome = invitation.text.match(/https?:\/\/\S+\/welcome\/\S+/)[0];
  const guest = await browser.visitor(language);
  await guest.goto(address + new URL(welcome).pathname);
  await look(guest, 'welcome');
  await guest.fill('input[type=password]', 'a-password-of-my-own');
  await press(guest, 'set-password');
  const own = await browser.signIn(id, 'a-password-of-my-own', language);
  assert.match(own.url(), /\/tasks/, 'who was invited sees his tasks');
  await own.context().close();
  await guest.context().close();

  // Away from today on: the substitute gets what comes.
  await open(page, `/admin/people/${id}`);
  await page.selectOption('#substituteId', 'sales-desk');
  await page.fill('#awayFrom', written(-1));
  await page.fill('#awayUntil', written(6));
  await press(page, 'save');
  await page.locator('.toast').waitFor();
  await open(page, '/admin/people?q=night');
  assert.ok((await page.locator('tbody tr').count()) >= 1, 'a part of a name finds people');
  await look(page, 'people-found');
  await open(page, '/admin/groups');
  assert.match(await page.locator('tr[data-group="sales"]').innerText(), { en: /Night shift/, fa: /شیفت شب/, zh: /夜班/ }[language]);

  // Who leaves hands over with a reason, and may come back.
  await open(page, `/admin/people/${id}`);
  await press(page, 'leave');
  await page.locator('#reason[aria-invalid="true"]').waitFor();
  await page.fill('#reason', { fa: 'بازنشسته شد', zh: '退休' }[language] ?? 'Retired');
  await press(page, 'leave');
  await press(page, 'return');
  await page.locator('[data-action="leave"]').waitFor();
  await look(page, 'person-back');
}

async function calendar(page) {
  await open(page, '/admin/calendars/china');
  const day = (number) => `BEGIN:VEVENT\r\nUID:${number}@x\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:2026120${number}\r\nSUMMARY:Founding day ${number}\r\nEND:VEVENT\r\n`;
  await page.setInputFiles('#file', { name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${day(1)}${day(2)}END:VCALENDAR\r\n`) });
  await press(page, 'import');
  await page.locator('[data-said], [data-difference]').first().waitFor();
  await press(page, 'preview');
  await page.locator('[data-preview]').waitFor();
  await look(page, 'calendar-imported');
  await page.setInputFiles('#file', { name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from('no calendar at all') });
  await press(page, 'import');
  await page.locator('#file[aria-invalid="true"]').waitFor();
  await press(page, 'preview');
  assert.match(await page.locator('[data-difference]').innerText(), /[2۲]/, 'a file that cannot be read takes nothing from the draft');
}

async function mails(page, mail) {
  await open(page, '/admin/mail');
  await page.fill('#to', 'li@customer.example');
  await press(page, 'test');
  await page.locator('[data-result="Accepted"]').waitFor();
  await mail.mailTo('li@customer.example');
  await look(page, 'mail-accepted');
  await page.fill('#to', nobody);
  await press(page, 'test');
  await page.locator('[data-result="Receiver"]').waitFor();
  await look(page, 'mail-refused');
}

/** A mail that no server took waits with its reason, and goes out once it can. */
async function outbox(page, mail) {
  await open(page, '/admin/people/new');
  for (const [field, value] of [['id', `nobody-${language}`], ['nameEn', 'Nobody'], ['email', nobody]]) await page.fill(`#${field}`, value);
  await press(page, 'save');
  await page.waitForURL(`**/admin/people/nobody-${language}`);
  const row = page.locator('tr[data-mail]').filter({ hasText: nobody });
  await eventually('the refused mail', async () => {
    await open(page, '/admin/outbox');
    return (await row.count()) > 0 && /5\.1\.1/.test(await row.first().innerText());
  });
  await look(page, 'outbox');
  await mail.end();
  const better = new MailServer([]);
  await better.listening;
  await row.locator('[data-action="again"]').first().click();
  await better.mailTo(nobody);
  await eventually('an empty row', async () => {
    await open(page, '/admin/outbox');
    return (await row.count()) === 0;
  });
  return better;
}

async function incident(page) {
  await product.deploy('stuck-office.bpmn', stuck);
  await product.call('POST', '/v2/process-instances', { processDefinitionId: 'stuck-office' });
  await eventually('a stuck step', async () => (await product.incidents()).length > 0);
  await open(page, '/admin/incidents');
  const row = page.locator('tr[data-incident]').last();
  await look(page, 'incidents');
  await row.locator('a.main').click();
  await press(page, 'retry');
  // Stuck again: that is told with its cause, on the page where it is corrected.
  const again = page.locator('[data-failed-again]');
  await again.waitFor();
  assert.match(await again.innerText(), { en: /failed again/, fa: /باز هم گیر کرد/, zh: /再次失败/ }[language]);
  assert.match(await again.innerText(), { en: /A value is missing/, fa: /مقداری نیست/, zh: /缺少数据/ }[language], 'the cause');
  assert.equal(await page.locator('.toast').count(), 0, 'no tick for what failed');
  await look(page, 'incident');
  await page.fill('#name', 'until');
  await page.fill('#value', '"2026-12-01T10:00:00Z"');
  await press(page, 'correct');
  await page.locator('tr[data-variable="until"]').waitFor();
  await press(page, 'retry');
  await eventually('the step goes on', async () => (await product.incidents()).length === 0);
  await page.waitForURL(/\/admin\/incidents(\?.*)?$/);
}

async function tokens(page) {
  await open(page, '/admin/tokens');
  await page.fill('#name', `Stock program ${language}`);
  await press(page, 'create');
  const token = await page.locator('[data-token]').innerText();
  const asked = () => fetch(`${address}/api/cases`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await asked()).status, 200, 'the token opens the API');
  await page.locator('tr[data-token-id]').filter({ hasText: `Stock program ${language}` }).locator('[data-action="revoke"]').click();
  await page.locator('.toast').waitFor();
  assert.equal((await asked()).status, 401, 'and no more once it is withdrawn');
  await look(page, 'tokens');
}

async function log(page) {
  await open(page, '/admin/audit');
  const told = new Set(await page.locator('tr[data-action]').evaluateAll((rows) => rows.map((one) => one.dataset.action.split('.')[0])));
  for (const what of ['person', 'mail', 'token']) assert.ok(told.has(what), `the log tells of ${what}: ${[...told]}`);
  await look(page, 'audit');
  await page.selectOption('#action', 'person');
  await page.fill('#of', id);
  await page.locator('form[data-form="audit"] button[type=submit]').click();
  assert.ok((await page.locator('tr[data-action]').count()) >= 4, 'added, changed, left, back');
  const file = await page.request.get(new URL(await page.locator('[data-action="csv"]').getAttribute('href'), page.url()).href);
  assert.match(file.headers()['content-type'], /text\/csv/);
  assert.ok((await file.text()).includes(id));
  await look(page, 'audit-found');
}

/** A workflow whose only step needs a value that nobody gave. */
const stuck = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="stuck-office" name="Payments" isExecutable="true">
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

let mail = new MailServer([nobody]);
try {
  await mail.listening;
  const page = await browser.signIn(admin, password, language);
  await open(page, '/admin');
  await look(page, 'home');
  await people(page, mail);
  await calendar(page);
  await mails(page, mail);
  mail = await outbox(page, mail);
  await incident(page);
  await tokens(page);
  await log(page);
  await page.context().close();
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) console.error(page.url());
  process.exitCode = 1;
} finally {
  await browser.close();
  await mail.end();
}
