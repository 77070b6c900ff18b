// The drawing page in the reader's language: every kind of step is chosen, every group of the panel opened, the palette, the menus and
// the search looked at. What is not part of the file must not be English; and the ways from a step to its form, mail, decision and
// called workflow lead there. Names are drawn in that language too.
//   node canvas.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { Looks } from './looks.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser } from './visitors.mjs';

const { positionals, values: options } = parseArgs({ allowPositionals: true, options: { screenshots: { type: 'string' }, chromium: { type: 'string' } } });
const [address, admin, password, language] = positionals;
const product = new Product(address, admin, password);
const looks = new Looks(options.screenshots);
const browser = await openBrowser(address, { executablePath: options.chromium, looks });

/** Latin words that are no English: names of formats, the product's own, ids and expressions in brackets, quotes or after an equals sign. */
const allowed = /(?:نتیجه|结果)[:：] ?\w+|\b(?:AfterSales|FEEL|JSON|BPMN|DMN|ISO|API|ID|CNY|HX|HTML|URL|CTRL|Ctrl|EN)\b|\([\w./: -]+\)|\{[^}]*\}|=[\w.[\](){}, "-]+|\b[a-z]+(?:[A-Z][a-z]+)+\b|\b[a-z]+[-./:][\w./:-]+|"[^"]*"/g;
const foreign = (text) => text.replace(allowed, '').match(/[A-Za-z]{3,}(?: [A-Za-z]+)*/);
const found = new Map();
const note = (where, texts) => {
  for (const text of texts) {
    const word = foreign(text);
    if (word && !found.has(text)) found.set(text, where);
  }
};

/** The words of a part of the page: what stands there, and what is said when it is pointed at. What people or the file typed is no part of it. */
const wordsOf = (page, selector) =>
  page.locator(selector).evaluateAll((roots) => {
    const texts = [];
    const skip = 'input, textarea, select, .bio-properties-panel-header-label, .djs-visual, bdi, code, .cm-editor, .bio-properties-panel-collapsible-entry-header-title, [lang="en"]';
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(skip)) texts.push(walker.currentNode.data.trim());
      for (const element of [root, ...root.querySelectorAll('[title], [placeholder], [aria-label]')])
        if (!element.closest('.bio-properties-panel-header-label, .djs-visual'))
          for (const name of ['title', 'placeholder', 'aria-label']) if (element.getAttribute?.(name)) texts.push(element.getAttribute(name));
    }
    return texts.filter((text) => text.length > 0);
  });

async function open(page, workflow) {
  await page.goto(`${address}/designer/bpmn/${workflow}`);
  await page.locator('[data-editor][data-ready]').waitFor();
}

/** Chooses an element as people do, by a click near its edge, where no other lies on it. */
async function choose(page, selector) {
  // The buttons beside the step chosen before would catch the click, and draw something; the map in the corner would move the drawing.
  await page.locator('.djs-context-pad').evaluateAll((pads) => pads.forEach((pad) => (pad.style.display = 'none')));
  const map = page.locator('.djs-minimap');
  const caught = (events) => map.evaluateAll((maps, events) => maps.forEach((one) => (one.style.pointerEvents = events)), events);
  const target = page.locator(selector).first();
  const box = await target.boundingBox();
  if (!box) return false;
  await caught('none');
  await page.mouse.click(box.x + Math.min(box.width / 2, 12), box.y + box.height / 2);
  await caught('');
  return true;
}

/** Opens what is closed, one after another: what opens is no longer among what is closed. */
async function openGroups(page) {
  const closed = page.locator('.bio-properties-panel-group-header:not(.open):not(.empty)');
  for (let left = 20; left > 0 && (await closed.count()) > 0; left--) {
    const header = closed.first();
    await header.click({ timeout: 2000 }).catch(() => {});
  }
}

/** What people expect of a drawing tool: copy and paste, undo and redo by keyboard, several steps aligned, the map of the whole. */
async function byKeyboard(page) {
  await open(page, 'repair');
  const shapes = () => page.locator('.djs-shape').count();
  const place = (id) => page.locator(`[data-element-id="${id}"] .djs-hit`).first().boundingBox();
  const becomes = (what, value) => eventually(what, async () => (await value()) === true);
  const before = await shapes();
  await choose(page, '[data-element-id="Task_dispatch"] .djs-hit');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  const free = await place('Task_dispatch');
  await page.mouse.move(free.x - 130, free.y + 10, { steps: 4 });
  await page.mouse.click(free.x - 130, free.y + 10);
  await becomes('a copy stands on the drawing', async () => (await shapes()) > before);
  await page.keyboard.press('Control+z');
  await becomes('it is taken back', async () => (await shapes()) === before);
  await page.keyboard.press('Control+y');
  await becomes('and brought again', async () => (await shapes()) > before);
  await page.keyboard.press('Control+z');
  await becomes('and taken back', async () => (await shapes()) === before);
  // Two steps of different heights, chosen together, stand in one line afterwards.
  await choose(page, '[data-element-id="Task_dispatch"] .djs-hit');
  await page.keyboard.down('Shift');
  await choose(page, '[data-element-id="Task_superior"] .djs-hit');
  await page.keyboard.up('Shift');
  await page.locator('.djs-context-pad [data-action="align-elements"]').click();
  await page.locator('.djs-popup [data-id="align-elements-top"], .djs-popup [data-id*="top"]').first().click();
  await becomes('they are aligned', async () => Math.abs((await place('Task_dispatch')).y - (await place('Task_superior')).y) < 1);
  await page.keyboard.press('Control+z');
  await becomes('and stand as before', async () => Math.abs((await place('Task_dispatch')).y - (await place('Task_superior')).y) > 1);
  await page.locator('.djs-minimap .toggle').click();
  await page.locator('.djs-minimap.open svg').first().waitFor();
  if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/canvas-map-${language}.png` });
  // A gateway becomes one that goes on when some of its ways have come, which is said in the panel.
  await choose(page, '[data-element-id^="Gateway_"] .djs-hit');
  await page.locator('.djs-context-pad [data-action="replace"]').click();
  await page.locator('.djs-popup [data-id="replace-with-complex-gateway"]').click();
  const activation = page.locator('[data-entry-id="as-activation"]');
  note('complex gateway', await wordsOf(page, '.properties'));
  await activation.locator('input').fill('activationCount >= 2');
  await activation.locator('input').blur();
  await eventually('the condition is saved', async () => /<bpmn:activationCondition[^>]*>=activationCount &gt;= 2</.test((await product.call('GET', '/api/designer/drafts/workflow/repair')).content));
  // Whatever was saved on the way is no draft of anybody.
  await page.locator('[data-save-state="saved"], [data-save-state=""]').first().waitFor();
  const { revision } = await product.call('GET', '/api/designer/drafts/workflow/repair?head=true');
  if (revision > 0) await product.call('DELETE', `/api/designer/drafts/workflow/repair?revision=${revision}`);
}

/** Names are read and written on the drawing in the reader's language; the file keeps its English beside them. */
async function inOwnLanguage(page) {
  const [was, is] = { fa: ['ثبت و تشخیص اولیه علت', 'ثبت دوباره علت'], zh: ['登记并初判原因', '再次登记原因'] }[language];
  const path = '/api/designer/drafts/workflow/complaint-handling';
  const before = (await product.call('GET', path)).content;
  await open(page, 'complaint-handling');
  const step = page.locator('[data-element-id="Task_register"] .djs-hit').first();
  const { x, y, width, height } = await step.boundingBox();
  await page.mouse.dblclick(x + width / 2, y + height / 2);
  const label = page.locator('.djs-direct-editing-content');
  await label.waitFor();
  assert.equal((await label.innerText()).trim(), was, 'the drawing shows the name of the reader\'s language');
  await label.fill(is);
  await page.keyboard.press('Enter');
  await eventually('the new name is saved as the one of this language', async () => (await product.call('GET', path)).content.includes(`name="name.${language}" value="${is}"`));
  const { content, revision } = await product.call('GET', path);
  const namesOf = (xml) => [...xml.matchAll(/<(?!bpmndi)[\w:]+ [^>]*?name="[^"]*"[^>]*/g)].flatMap(([tag]) => tag.match(/name="[^"]*"(?: value="[^"]*")?/g)).sort();
  assert.deepEqual(namesOf(content.replace(is, was)), namesOf(before), 'nothing else of the file is named otherwise');
  if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/canvas-names-${language}.png` });
  await page.keyboard.press('Control+z');
  await eventually('it can be taken back', async () => !(await product.call('GET', path)).content.includes(is));
  const { revision: last } = await product.call('GET', `${path}?head=true`);
  await product.call('DELETE', `${path}?revision=${Math.max(last, revision)}`);
}

try {
  const page = await browser.signIn(admin, password, language);
  page.setDefaultTimeout(90_000);
  const kinds = new Set();
  for (const workflow of ['complaint-handling', 'repair']) {
    await open(page, workflow);
    note('page', await wordsOf(page, '.editorhead, .findings-pane > summary'));
    note('panel', await wordsOf(page, '.properties'));
    note('palette', await wordsOf(page, '.djs-palette, .djs-minimap'));
    const ids = await page.locator('.djs-element[data-element-id]').evaluateAll((elements) =>
      elements.map((element) => ({ id: element.dataset.elementId, shape: element.classList.contains('djs-shape') })).filter(({ id }) => !id.endsWith('_label')));
    for (const expert of [false, true]) {
      if (expert) await page.click('[data-tool="expert"]');
      for (const { id, shape } of ids) {
        if (!shape || !(await choose(page, `[data-element-id="${id}"] .djs-hit`))) continue;
        kinds.add(await page.locator('.bio-properties-panel-header-type').innerText());
        await openGroups(page);
        note(`panel of ${id}`, await wordsOf(page, '.properties'));
        // After the colon stands what the file or the library calls a part.
        note(`beside ${id}`, (await wordsOf(page, '.djs-context-pad')).map((text) => text.split(/[:：]/)[0]));
      }
      const tall = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
      assert.ok(tall <= 1, `the panel scrolls and not the page, which is ${tall} px too high`);
      if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/canvas-${workflow}-${language}${expert ? '-expert' : ''}.png` });
    }
  }
  assert.ok(kinds.size >= 8, `many kinds of steps were looked at, and not only ${[...kinds].join(', ')}`);
  await page.click('.djs-palette [data-action="create"], .djs-palette [data-action="create.append-anything"], .djs-palette .entry[data-action*="create-element"]').catch(() => {});
  if (await page.locator('.djs-popup').count()) {
    note('what can be added', await wordsOf(page, '.djs-popup'));
    if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/canvas-add-${language}.png` });
    await page.keyboard.press('Escape');
  }
  await page.click('[data-tool="search"]');
  note('search', await wordsOf(page, '.djs-search-container'));
  await page.keyboard.press('Escape');
  // From a step to the editors of what it uses, from the panel and from beside the step.
  for (const [step, kind, name, workflow] of [
    ['Task_register', 'form', 'customer-info-record'], ['Task_response_class', 'decision', 'response-class'], ['Call_survey', 'bpmn', 'satisfaction-survey'],
    ['Task_tell_unsolved', 'mail', 'customer-news', 'repair'],
  ]) {
    await open(page, workflow ?? 'complaint-handling');
    await choose(page, `[data-element-id="${step}"] .djs-hit`);
    const beside = page.locator(`.djs-context-pad [data-action="open-${kind}"]`);
    await beside.waitFor();
    if (kind === 'form') await page.locator(`[data-entry-id="as-link-${kind}"] a`).click();
    else await beside.click();
    await page.waitForURL(`**/designer/${kind}/${name}`);
    await page.locator('[data-editor][data-ready]').waitFor();
  }
  await byKeyboard(page);
  await inOwnLanguage(page);
  assert.deepEqual([...found].map(([text, where]) => `${where}: ${text}`), [], 'no English is left on the drawing page');
  assert.deepEqual(looks.complaints, [], 'the page has no flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const [text, where] of found) console.error(`  ${where}: ${text}`);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
