// What people do with a phone in their hand: a customer sends photos from its camera, somebody signs with a finger. Photos are turned upright and
// made lighter, and outlive a closed page; a signature outlives a mistake and stands in the record; who was signed out loses nothing.
//   node phone.mjs <address> <admin> <admin password> <language> [--chromium <path>]
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillForm } from './form.mjs';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser, phone } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { chromium: { type: 'string' }, screenshots: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots, { colours: language === 'en' });
const browser = await openBrowser(address, { executablePath: options.chromium, looks });
const { steps } = JSON.parse(await readFile(new URL('../AfterSales.Service.Tests/Workflows/paths/complaint-handling.json', import.meta.url), 'utf8'));
const { 'registration.signature': signature, ...answers } = steps.register.answers;
const folder = await mkdtemp(join(tmpdir(), 'phone-'));

/** A photo as a phone makes it when held upright: lying pixels, and a note that they have to be turned. */
async function drawPhoto(page) {
  const url = await page.evaluate(() => {
    const noise = new ImageData(800, 600);
    for (let i = 0, seed = 7; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : (seed = (seed * 1103515245 + 12345) % 2147483648) >> 20;
    const grain = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
    grain.getContext('2d').putImageData(noise, 0, 0);
    const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 });
    canvas.getContext('2d').drawImage(grain, 0, 0, 4000, 3000);
    return canvas.toDataURL('image/jpeg', 0.95);
  });
  const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  const note = Buffer.from('ffe1002245786966000049492a000800000001001201030001000000060000000000000000', 'hex');
  note.writeUInt16BE(note.length - 2, 2);
  return Buffer.concat([bytes.subarray(0, 2), note, bytes.subarray(2)]);
}

const summary = (page) => page.locator('[data-field="registration.summary"] textarea');
const tiles = (page) => page.locator('[data-tile]');
const chosen = (page) => page.locator('[data-photos] input[type=file][name]').evaluate((input) => [...input.files].map((file) => ({ name: file.name, size: file.size, type: file.type })));

async function photos() {
  const page = await browser.visitor(language, phone);
  await page.goto(`${address}/request?lang=${language}`);
  const photo = await drawPhoto(page);
  const [plate, seam] = ['plate.jpeg', 'seam.jpeg'].map((name) => join(folder, name));
  await Promise.all([writeFile(plate, photo), writeFile(seam, photo)]);
  const heavy = photo.length;
  assert.ok(heavy > 1_500_000, `a photo of ${heavy} bytes is one to be made lighter`);

  // The camera adds to what was chosen before; each becomes light and upright.
  const camera = page.locator('[data-camera] input');
  assert.equal(await camera.getAttribute('capture'), 'environment');
  assert.ok(await page.locator('[data-camera]').isVisible(), 'who holds a phone may take a photo');
  await page.locator('[data-photos] input[type=file][name]').setInputFiles([plate]);
  await camera.setInputFiles([seam]);
  await eventually('both photos are light', async () => (await chosen(page)).length === 2 && (await chosen(page)).every((file) => file.size < heavy / 2));
  assert.deepEqual((await chosen(page)).map((file) => [file.name, file.type]), [['plate.jpg', 'image/jpeg'], ['seam.jpg', 'image/jpeg']]);
  const sides = await tiles(page).locator('img').evaluateAll((images) => Promise.all(images.map((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))));
  assert.deepEqual(sides, [[1800, 2400], [1800, 2400]], 'upright, and no larger than needed');
  await page.fill('#subject', 'Seam breaks');
  await looks.check(page, `phone-photos-${language}`);

  // A closed page loses neither words nor photos.
  await eventually('the draft', () => page.evaluate(() => Object.values(localStorage).some((text) => text.includes('Seam breaks'))));
  await page.reload();
  await tiles(page).nth(1).waitFor();
  assert.equal(await page.inputValue('#subject'), 'Seam breaks');
  assert.equal((await chosen(page)).length, 2);
  await tiles(page).first().locator('button').click();
  assert.deepEqual((await chosen(page)).map((file) => file.name), ['seam.jpg'], 'a photo is removed again');

  // A mistake keeps them too; sent once, they are sent once.
  await page.locator('[data-action="send-request"]').click();
  await page.locator('[data-problems]').waitFor();
  assert.equal(await page.locator('input[name=__kept]:checked').count(), 1, 'the photo need not be chosen again');
  await page.fill('#description', 'Since Monday.');
  await page.locator('input[name="kind"][value="complaint"]').check({ force: true });
  await page.fill('#customerName', 'Li Wei');
  await page.fill('#customerEmail', `phone-${language}@customer.example`);
  await page.locator('[data-action="send-request"]').click();
  await page.waitForURL(/\/track\//).catch(async () => { throw new Error((await page.locator('[data-problems]').innerText().catch(() => page.url()))); });
  const number = (await page.locator('body').innerText()).match(/[A-Z]{3}-\d{4}-\d{4}/)[0];
  const { attachments } = await product.case(number);
  assert.deepEqual(attachments.map((file) => [file.fileName, file.contentType]), [['seam.jpg', 'image/jpeg']]);
  await page.goto(`${address}/request`);
  await page.locator('[data-photos]').waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual([await page.inputValue('#subject'), await tiles(page).count()], ['', 0], 'what was sent is no draft any more');

  await page.context().close();
  return number;
}

/** One stroke over the pad, with a finger. */
async function draw(page) {
  const pad = page.locator('.pad canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  const finger = await page.context().newCDPSession(page);
  const at = (part) => [{ x: box.x + box.width * (0.2 + 0.6 * part), y: box.y + box.height * (0.7 - 0.4 * Math.sin(part * 6)) }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let i = 1; i <= 12; i++) await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(i / 12) });
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function signed(number) {
  const mail = await eventually('the mail of the task', async () => (await product.mails(number)).find((one) => one.taskKey && one.personId));
  const page = await browser.visitor(language, phone);
  await page.goto(`${address}${new URL(mail.links.find((one) => /\/t\//.test(one))).pathname}?lang=${language}`);
  const drawing = page.locator('input[data-drawing]');
  await draw(page);
  assert.match(await drawing.inputValue(), /^data:image\/png;base64,.{400}/, 'a finger signs');
  await page.locator('.pad .clear').click();
  assert.equal(await drawing.inputValue(), '', 'and takes it back');
  await draw(page);
  await looks.check(page, `phone-signed-${language}`);

  // Sent with gaps: the drawing is kept like all else.
  await page.locator('[data-action="complete"]').click();
  await page.locator('[data-problems]').waitFor();
  assert.equal(await page.locator('[data-signature] [data-kept] input:checked').count(), 1, 'nobody has to sign twice');
  await looks.check(page, `phone-signed-mistakes-${language}`);
  await fillForm(page, { ...answers, 'registration.signature': signature }, [], 'UTC');
  await page.locator('[data-action="complete"]').click();
  await page.locator('[data-closed="thanks"]').waitFor().catch(async () => { throw new Error(await page.locator('[data-problems]').innerText()); });
  await page.context().close();

  // In the record and on paper.
  const reader = await browser.signIn(admin, password, language);
  const record = await eventually('the record', async () => (await product.case(number)).records.find((one) => one.type === 'customer-info-record'));
  await reader.goto(`${address}/cases/${number}/records/${record.number}`);
  await reader.emulateMedia({ media: 'print' });
  const shown = reader.locator('img.signature-shown');
  assert.equal(await shown.count(), 1, 'one signature, the last one');
  assert.ok(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth > 100 && image.getBoundingClientRect().height > 30)), 'it is seen on paper');
  await reader.context().close();
}

/** Whose session ended in the middle of a form finds all that was typed after signing in. */
async function signedOut() {
  const { caseNumber } = await product.call('POST', '/api/requests', {
    kind: 'complaint', subject: 'Seam breaks', description: 'Since Monday.', customer: { name: 'Li Wei', email: `out-${language}@customer.example` }, language,
  });
  const { openTasks: [task] } = await eventually('the task', async () => { const one = await product.case(caseNumber); return one.openTasks.length > 0 ? one : null; });
  const page = await browser.signIn(admin, password, language, phone);
  await page.goto(`${address}/tasks/${task.userTaskKey}`);
  await page.fill('[data-field="registration.summary"] textarea', 'Twelve pieces');
  await eventually('the draft', () => page.evaluate(() => Object.values(localStorage).some((text) => text.includes('Twelve pieces'))));
  await page.context().clearCookies();
  await page.locator('[data-action="complete"]').click();
  await page.locator('input[autocomplete="username"]').waitFor();
  await page.fill('input[autocomplete="username"]', admin);
  await page.fill('input[type=password]', password);
  await page.locator('form button[type=submit]').last().click();
  await page.locator('form.taskform').waitFor();
  await eventually('the words of before', async () => (await summary(page).inputValue()) === 'Twelve pieces');
  await page.context().close();
}

const offer = (page) => page.locator('[data-draft-offer]');

/** Types and waits until the server has it. */
async function typed(page, text) {
  const answer = page.waitForResponse((response) => response.url().endsWith('/draft'));
  await summary(page).fill(text);
  return (await answer).status();
}

/** Begun on the phone, gone on with at the desk; what one device does not know of it does not overwrite. */
async function elsewhere() {
  const { caseNumber } = await product.call('POST', '/api/requests', {
    kind: 'complaint', subject: 'Seam breaks', description: 'Since Monday.', customer: { name: 'Li Wei', email: `elsewhere-${language}@customer.example` }, language,
  });
  const mail = await eventually('the mail of the task', async () => (await product.mails(caseNumber)).find((one) => one.taskKey && one.personId));
  const link = `${address}${new URL(mail.links.find((one) => /\/t\//.test(one))).pathname}`;
  const hand = await browser.visitor(language, phone);
  await hand.goto(`${link}?lang=${language}`);
  assert.equal(await offer(hand).isVisible(), false, 'nothing was begun yet');
  assert.equal(await typed(hand, 'Twelve pieces'), 200);
  await hand.reload();
  await eventually('the words of this device', async () => (await summary(hand).inputValue()) === 'Twelve pieces');
  assert.equal(await offer(hand).isVisible(), false, 'the device that wrote it has it already');

  const desk = await browser.visitor(language);
  await desk.goto(`${link}?lang=${language}`);
  assert.equal(await summary(desk).inputValue(), '');
  await looks.check(desk, `draft-offered-${language}`);
  await offer(desk).locator('[data-action="continue"]').click();
  await desk.locator('.notice[data-draft-continued]').waitFor();
  assert.equal(await summary(desk).inputValue(), 'Twelve pieces');
  await looks.check(desk, `draft-continued-${language}`);
  assert.equal(await typed(desk, 'Twelve pieces of one lot'), 200);

  assert.equal(await typed(hand, 'Twelve pieces, I think'), 409);
  await offer(hand).locator('[data-action="continue"]').waitFor();
  assert.equal(await summary(hand).inputValue(), 'Twelve pieces, I think', 'what is typed stays on its device');
  await looks.check(hand, `draft-offered-phone-${language}`);
  await offer(hand).locator('[data-action="continue"]').click();
  await hand.locator('.notice[data-draft-continued]').waitFor();
  assert.equal(await summary(hand).inputValue(), 'Twelve pieces of one lot');
  await Promise.all([hand, desk].map((page) => page.context().close()));
}

/** Rows that were added to a list are there again: on the device that added them, and on another one that goes on. */
async function rows() {
  await product.deploy('causes-phone.form', causes);
  await product.deploy('causes-phone.bpmn', listing);
  const { processInstanceKey } = await product.call('POST', '/v2/process-instances', { processDefinitionId: 'causes-phone' });
  const task = await eventually('the task with a list', async () => (await product.call('POST', '/v2/user-tasks/search', { filter: { processInstanceKey } })).items[0]);
  const url = `${address}/tasks/${task.userTaskKey}?lang=${language}`;
  const cause = (page, row) => page.locator(`[name="causes[${row}].name"]`);
  const written = (page) => page.locator('[data-row] input[name$=".name"]').evaluateAll((inputs) => inputs.map((input) => input.value));
  const kept = (page) => page.waitForResponse((response) => response.url().endsWith('/draft') && response.ok());

  const hand = await browser.signIn(admin, password, language, phone);
  await hand.goto(url);
  const first = kept(hand);
  await cause(hand, 0).fill('Seal');
  for (const [row, name] of [[1, 'Pump'], [2, 'Hose']]) {
    await hand.locator('[data-row-add]').click();
    await cause(hand, row).fill(name);
  }
  await first;
  // The server had the first rows perhaps; the last change waits its turn.
  await eventually('three rows on the server', async () => {
    const answer = await hand.request.get(`${url}&continue=1`);
    return (await answer.text()).includes('value="Hose"');
  });
  await hand.goto(url);
  await eventually('the rows of this device', async () => (await written(hand)).join() === 'Seal,Pump,Hose');
  await looks.check(hand, `draft-rows-phone-${language}`);

  const desk = await browser.signIn(admin, password, language);
  await desk.goto(url);
  assert.deepEqual(await written(desk), [''], 'nothing is filled in before the reader has said so');
  await offer(desk).locator('[data-action="continue"]').click();
  await desk.locator('.notice[data-draft-continued]').waitFor();
  assert.deepEqual(await written(desk), ['Seal', 'Pump', 'Hose']);
  const fewer = kept(desk);
  await desk.locator('[data-row-remove]').nth(1).click();
  await fewer;
  await desk.goto(url);
  await eventually('a row less', async () => (await written(desk)).join() === 'Seal,Hose');
  await looks.check(desk, `draft-rows-${language}`);
  await Promise.all([hand, desk].map((page) => page.context().close()));
  await product.call('POST', `/v2/process-instances/${processInstanceKey}/cancellation`, {});
}

/** A form with a list that grows, and a workflow that asks for it. */
const causes = JSON.stringify({
  id: 'causes-phone', type: 'default', schemaVersion: 19, executionPlatform: 'Camunda Cloud', executionPlatformVersion: '8.8.0',
  components: [{
    type: 'dynamiclist', id: 'List', path: 'causes', label: 'Causes', properties: { 'label.fa': 'علت‌ها', 'label.zh': '原因' },
    components: [
      { type: 'textfield', id: 'Name', key: 'name', label: 'Cause', properties: { 'label.fa': 'علت', 'label.zh': '原因' } },
      { type: 'number', id: 'Count', key: 'count', label: 'Pieces', properties: { 'label.fa': 'تعداد', 'label.zh': '数量' } },
    ],
  }],
});
const listing = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="causes-phone" name="Causes" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="list" />
    <bpmn:userTask id="list" name="List the causes"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="causes-phone" /><zeebe:assignmentDefinition candidateGroups="sales" />
      <zeebe:properties><zeebe:property name="name.fa" value="فهرست علت‌ها" /><zeebe:property name="name.zh" value="列出原因" /></zeebe:properties></bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="list" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

try {
  await signed(await photos());
  await signedOut();
  await elsewhere();
  await rows();
  assert.deepEqual(looks.complaints, [], 'no page has a flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) console.error(page.url());
  process.exitCode = 1;
} finally {
  await browser.close();
}
