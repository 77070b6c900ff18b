// The form and the decision-table editor in the reader's language: every kind of component is added and chosen, every group of the panel
// opened, every menu of a table and of the overview looked at. What is not part of the file must not be English; and what is written into a
// form in this language stands in the file beside its English.
//   node editors.mjs <address> <admin> <admin password> <language> [--screenshots <folder>] [--chromium <path>]
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

/** Names that are the same in every language, and what only looks like words: formats, ids in braces, addresses. */
const names = /\b(?:AfterSales|FEEL|JUEL|JSON|HTML|DMN|DRD|UTC|URI|ID|URL|Markdown|bpmn\.io|E\.164|English|[a-z]+(?:[A-Z][a-z]+)+)\b|"[^"]*"/g;
const found = new Map();

/** Notes what stands in a part of the page, or is said when it is pointed at, and is English. */
async function read(page, where, selector, except) {
  const texts = await page.locator(selector).evaluateAll((roots, skip) => {
    const said = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (!around.closest(`input, textarea, style, ${skip}`) && (around.matches('option') || around.checkVisibility({ visibilityProperty: true }))) said.push(walker.currentNode.data.trim());
      }
      for (const element of [root, ...root.querySelectorAll('[title], [placeholder], [aria-label]')])
        if (!element.closest(skip) && element.checkVisibility()) for (const name of ['title', 'placeholder', 'aria-label']) if (element.getAttribute(name)) said.push(element.getAttribute(name));
    }
    return said.filter((text) => text.length > 0);
  }, except);
  assert.ok(texts.length > 0, `${where} says something`);
  for (const text of texts) {
    const word = text.replace(names, '').match(/[A-Za-z]{2,}/);
    if (word && !found.has(text)) found.set(text, where);
  }
}

const ready = (page) => page.locator('[data-editor][data-ready]').waitFor();
const ofTheForm = '.bio-properties-panel-header-label, .bio-properties-panel-collapsible-entry-header-title, .cm-editor, bdi, [title="Powered by bpmn.io"], [data-entry-id$="defaultValue"] option:not([value=""])';

async function openGroups(page) {
  // A list in which nothing is yet cannot be opened.
  for (const closed of [
    page.locator('.bio-properties-panel-group-header:not(.open):not(.empty:has(.bio-properties-panel-add-entry))'),
    page.locator('.bio-properties-panel-collapsible-entry:not(.open) > .bio-properties-panel-collapsible-entry-header'),
  ])
    for (let left = 40; left > 0 && (await closed.count()) > 0; left--) await closed.first().click();
}

/** A form with one of each component that is offered. */
async function form(page) {
  const name = `every-component-${language}`;
  await page.goto(`${address}/designer?kind=form`);
  await page.selectOption('#new-kind', 'form');
  await page.fill('#new-title', { fa: 'فرم آزمایشی', zh: '试用表单' }[language]);
  await page.fill('#new-name', name);
  await page.click('[data-action="create"]');
  await ready(page);
  await read(page, 'form: page', '.editorhead', 'bdi, [data-save-state]');
  await read(page, 'form: empty', '.form-island', ofTheForm);
  await read(page, 'form: title', '.form-words', 'input');
  const offered = page.locator('.fjs-palette-field:visible');
  const types = await offered.evaluateAll((fields) => fields.map((field) => field.dataset.fieldType));
  assert.ok(types.length > 12, `many components are offered, and not only ${types}`);
  // They are found by the name that is read.
  await page.fill('.fjs-palette-search', { fa: 'عدد', zh: '数字' }[language]);
  await eventually('the palette is searched in this language', async () => (await offered.count()) === 1);
  assert.equal(await offered.getAttribute('data-field-type'), 'number');
  await page.fill('.fjs-palette-search', 'qqqq');
  await page.locator('.fjs-palette-no-entries').waitFor();
  await read(page, 'form: nothing found', '.fjs-palette', ofTheForm);
  await page.fill('.fjs-palette-search', '');
  for (const type of types) {
    await page.locator(`.fjs-palette-field[data-field-type="${type}"]`).focus();
    await page.keyboard.press('Enter');
    await page.locator(`.fjs-editor-container [data-field-type="${type}"]`).first().waitFor();
    await page.locator(`.fjs-editor-container [data-field-type="${type}"]`).last().click({ position: { x: 8, y: 8 } });
    await page.locator('.fjs-editor-selected').waitFor();
    await openGroups(page);
    await read(page, `form: ${type}`, '.fjs-properties-container, .fjs-context-pad', ofTheForm);
    // What a field is called until it is named is in this language too.
    await read(page, `form: new ${type}`, '.fjs-editor-selected', '.flatpickr-calendar');
    // What is wrong is said in this language.
    const key = page.locator('[data-entry-id="key"] input');
    if (await key.count()) {
      const before = await key.inputValue();
      for (const wrong of ['', 'a..b', '1.2']) {
        await key.fill(wrong);
        await page.locator('[data-entry-id="key"] .bio-properties-panel-error').waitFor();
        await read(page, `form: key “${wrong}” of ${type}`, '[data-entry-id="key"]', ofTheForm);
      }
      await key.fill(before);
    }
  }
  await looks.check(page, `editors-form-${language}`);
  await page.locator('[data-save-state="saved"]').waitFor();
}

/** A form that came with the product is read and written in this language; its file keeps its order and its English. */
async function ownWords(page) {
  const path = '/api/designer/drafts/form/customer-info-record';
  const before = JSON.parse((await product.call('GET', path)).content);
  const [was, is] = { fa: ['شرح گفته مشتری', 'گفته مشتری'], zh: ['客户反映内容', '客户所述'] }[language];
  await page.goto(`${address}/designer/form/customer-info-record`);
  await ready(page);
  await page.locator('.fjs-editor-container label', { hasText: was }).first().click({ force: true });
  await openGroups(page);
  const label = page.locator('[data-entry-id="label"] input, [data-entry-id="label"] textarea, [data-entry-id="label"] [contenteditable]').first();
  await label.fill(is);
  await page.locator('.fjs-editor-container label', { hasText: is }).first().waitFor();
  const english = page.locator('[data-entry-id$="label-en"] input');
  assert.equal(await english.inputValue(), 'What the customer reports', 'the English stands beside it');
  await english.fill('What the customer says');
  await looks.check(page, `editors-words-${language}`);
  const after = await eventually('both are saved', async () => {
    const form = JSON.parse((await product.call('GET', path)).content);
    const field = form.components.find((each) => each.id === 'Field_registration_summary');
    return field.label === 'What the customer says' && field.properties[`label.${language}`] === is && form;
  });
  const field = after.components.find((each) => each.id === 'Field_registration_summary');
  field.label = 'What the customer reports';
  field.properties[`label.${language}`] = was;
  assert.equal(JSON.stringify(after.components.map((each) => each.properties)), JSON.stringify(before.components.map((each) => each.properties)), 'nothing else is said otherwise');
  assert.deepEqual(after.components.map((each) => [each.label, each.description, each.values]), before.components.map((each) => [each.label, each.description, each.values]));
  await discard(page, path);
}

/** Whatever was saved on the way is no draft of anybody. */
async function discard(page, path) {
  await page.locator('[data-save-state="saved"], [data-save-state=""]').first().waitFor({ state: 'attached' });
  const { revision } = await product.call('GET', `${path}?head=true`);
  if (revision > 0) await product.call('DELETE', `${path}?revision=${revision}`);
}

const ofTheTable = '[title="Powered by bpmn.io"], .dmn-definitions input, .djs-visual, .cm-editor, [contenteditable], .content-editable, td.input-cell, td.output-cell, td.annotation, .decision-table-name, .input-label, .input-expression, .output-label, .output-name';

/** What is written in the table is of this language, what is written below it of another or the word of a value; the file keeps its order. */
async function tableWords(page) {
  const path = '/api/designer/drafts/decision/warranty';
  const before = (await product.call('GET', path)).content;
  const is = { fa: 'وضعیت کالا', zh: '货品状态' }[language];
  await page.locator('th.input-cell').first().dblclick();
  const label = page.locator('.context-menu [contenteditable]:visible').first();
  await label.fill(is);
  await page.mouse.click(700, 222);
  await page.locator('.decision-names summary').click();
  const column = page.locator('[data-column="warranty_in1"]');
  const english = column.locator('input[lang="en"]').first();
  assert.equal(await english.inputValue(), 'State of the product', 'the English stands below the table');
  await english.fill('State of the goods');
  await column.locator(`.decision-value input[lang="${language}"]`).fill(`${is}!`);
  assert.equal(await page.locator('td[data-col-id="warranty_in1"][data-row-id="warranty_rule1"]').getAttribute('data-says'), `${is}!`);
  if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/editors-table-words-${language}.png` });
  const after = await eventually('all three are saved', async () => {
    const { content } = await product.call('GET', path);
    return content.includes('label="State of the goods"') && content.includes(`name="label.${language}" value="${is}"`) && content.includes(`name="value.retired.${language}" value="${is}!"`) && content;
  });
  const other = language === 'fa' ? 'zh' : 'fa';
  const kept = (xml) => [...xml.matchAll(new RegExp(`name="[a-zA-Z0-9. -]+\\.${other}" value="[^"]*"`, 'g'))].map(([each]) => each);
  assert.deepEqual(kept(after), kept(before), 'the third language is as it was');
  const count = (xml) => xml.match(/<zeebe:property /g).length;
  assert.equal(count(after), count(before), 'nothing is lost and nothing added');
  assert.deepEqual(after.match(/<description>[^<]*</g), before.match(/<description>[^<]*</g), 'the rules keep their English');
  await page.locator('.decision-names summary').click();
}

async function table(page) {
  await page.goto(`${address}/designer/decision/warranty`);
  await ready(page);
  await read(page, 'table: page', '.editorhead, .dmn-views button:first-child', 'bdi, [data-save-state]');
  await read(page, 'table', '.dmn-island', ofTheTable);
  // Columns and rules are named in this language, and below each code stands what its value is called.
  const heads = await page.locator('.dmn-decision-table-container .input-label, .dmn-decision-table-container .output-label').allInnerTexts();
  assert.equal(heads.length, 6);
  for (const head of [...heads, ...(await page.locator('tr:has(td.rule-index:not(.add-rule-add)) td.annotation').allInnerTexts()).filter((text) => text.trim())]) assert.match(head, /[\u0600-\u06ff\u4e00-\u9fff]/, `${head} is in this language`);
  assert.equal(await page.locator('td[data-col-id="warranty_in1"][data-row-id="warranty_rule1"]').getAttribute('data-says'), { fa: 'از رده خارج', zh: '已停用' }[language]);
  // The heading is the name that other decisions use; what it is called stands beside it.
  const heading = page.locator('.decision-table-name');
  assert.deepEqual([(await heading.innerText()).trim(), await heading.getAttribute('data-says')], ['Warranty', { fa: 'ضمانت', zh: '保修' }[language]]);
  await looks.check(page, `editors-table-${language}`);
  // The menus of heads, rules and cells.
  for (const [what, selector] of [['input', '.input-cell'], ['output', '.output-cell'], ['rule', 'td.rule-index'], ['cell', 'tbody td.input-cell'], ['result', 'tbody td.output-cell'], ['note', 'tbody td.annotation']]) {
    const place = page.locator(`.dmn-decision-table-container ${selector}`).first();
    await place.click({ button: 'right' });
    await page.locator('.context-menu').first().waitFor();
    await read(page, `table: menu of ${what}`, '.context-menu', ofTheTable);
    if (what === 'input' && options.screenshots) await page.screenshot({ path: `${options.screenshots}/editors-table-menu-${language}.png` });
    await page.keyboard.press('Escape');
    await page.mouse.click(700, 222);
  }
  for (const [what, selector] of [['input', 'th.input-cell'], ['output', 'th.output-cell']]) {
    await page.locator(selector).first().dblclick();
    await page.locator('.context-menu').first().waitFor();
    await read(page, `table: editing ${what}`, '.context-menu', ofTheTable);
    if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/editors-table-${what}-${language}.png` });
    for (const choice of await page.locator('.context-menu .dms-input-select').all()) {
      await choice.click();
      await page.locator('.options').first().waitFor();
      await read(page, `table: choices of ${what}`, '.options', ofTheTable);
      await page.keyboard.press('Escape');
    }
    await page.mouse.click(700, 222);
  }
  // The way in which rules are chosen.
  await page.locator('.hit-policy .dms-input-select').first().click();
  await page.locator('.options').first().waitFor();
  await read(page, 'table: hit policy', '.options', ofTheTable);
  if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/editors-table-policy-${language}.png` });
  await page.keyboard.press('Escape');
  await page.mouse.click(700, 222);
  await tableWords(page);
  // The overview.
  await page.locator('.dmn-views button').first().click();
  await page.locator('.dmn-island .djs-palette').waitFor();
  await read(page, 'overview', '.djs-palette, .dmn-definitions, .drill-down-overlay', ofTheTable);
  await page.locator('.djs-element.djs-shape .djs-hit').first().click({ force: true });
  await page.locator('.djs-context-pad .entry').first().waitFor();
  await read(page, 'overview: beside a decision', '.djs-context-pad', ofTheTable);
  const change = page.locator('.djs-context-pad [data-action="replace"]');
  if (await change.count()) {
    await change.click();
    await page.locator('.djs-popup').waitFor();
    await read(page, 'overview: change type', '.djs-popup', ofTheTable);
  }
  await looks.check(page, `editors-overview-${language}`);
  await discard(page, '/api/designer/drafts/decision/warranty');
}

try {
  const page = await browser.signIn(admin, password, language);
  page.setDefaultTimeout(90_000);
  await form(page);
  await ownWords(page);
  await table(page);
  assert.deepEqual([...found].map(([text, where]) => `${where}: ${text}`), [], 'no English is left in the editors');
  assert.deepEqual(looks.complaints, [], 'the pages have no flaw');
} catch (error) {
  console.error(error.stack ?? error);
  for (const [text, where] of found) console.error(`  ${where}: ${text}`);
  for (const complaint of looks.complaints) console.error(`  ${complaint}`);
  for (const page of browser.pages()) if (options.screenshots) await page.screenshot({ path: `${options.screenshots}/editors-failed-${language}.png` });
  process.exitCode = 1;
} finally {
  await browser.close();
}
