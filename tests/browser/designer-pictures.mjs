// The designer as the guides of process owners show it: a step with its panel, a decision table, a test run on its way.
import assert from 'node:assert/strict';

/** Opens what is shown and hands each to be kept under its name; leaves no draft behind. */
export async function designerPictures(page, address, language, keep) {
  const open = (url) => page.goto(`${address}${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
  const ready = () => page.locator('[data-editor][data-ready]').waitFor();
  await open('/designer/bpmn/installation');
  await ready();
  const step = await page.locator('[data-element-id="Task_check_order"] .djs-hit').first().boundingBox();
  await page.mouse.click(step.x + 12, step.y + step.height / 2);
  await page.locator('[data-entry-id="as-form"]').waitFor();
  const limit = page.locator('[data-group-id="group-as-deadline"] .bio-properties-panel-group-header');
  if (!(await limit.evaluate((header) => header.classList.contains('open')))) await limit.click();
  await page.locator('[data-rule]').first().waitFor();
  await keep('designer', { height: 900 });
  await open('/designer/decision/warranty');
  await ready();
  await page.locator('td[data-says]').first().waitFor({ state: language === 'en' ? 'detached' : 'visible' });
  await keep('decision', { height: 860 });
  await open('/designer/runs/new?process=complaint-handling');
  await Promise.all([page.waitForNavigation(), page.locator('[data-action="begin-run"]').click()]);
  await page.locator('[data-open-task] a').first().click();
  await page.locator('[data-action="complete"]').waitFor();
  await page.locator('[data-diagram] .diagram svg').first().waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  assert.ok((await page.locator('[data-mail-template]').count()) > 0, 'the run has sent mails');
  await keep('test-run', { height: 1400 });
}
