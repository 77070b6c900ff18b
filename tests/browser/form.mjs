// Fills a task's form the way a person does: by what the page shows, field by field.
import assert from 'node:assert/strict';

/** Where the people of a calendar write their times. */
export const zones = { iran: 'Asia/Tehran', china: 'Asia/Shanghai', standard: 'UTC' };

/** Answers every field that is named; a date is typed as the page's language writes it, an instant as local time of the zone. */
export async function fillForm(page, answers, files, zone) {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`[data-field="${name}"]`);
    if ((await field.count()) === 0) throw new Error(`The page ${page.url()} has no field ${name}`);
    if (!(await field.first().isVisible())) throw new Error(`The field ${name} is hidden on ${page.url()}`);
    await answer(page, field.first(), value, zone);
  }
  // Required files and photos that the answers do not name.
  for (const field of await page.locator('[data-kind="photos"], [data-kind="files"]').all())
    if ((await field.isVisible()) && (await field.locator('input[type=file][aria-required=true]').count()))
      await field.locator('input[type=file][name]').setInputFiles(files);
}

async function answer(page, field, value, zone) {
  const kind = await field.getAttribute('data-kind');
  const values = Array.isArray(value) ? value : [value];
  switch (kind) {
    case 'choice':
    case 'multichoice':
      for (const one of values) await field.locator(`input[value="${one}"]`).check({ force: true });
      return;
    case 'yesno':
      await field.locator('input').setChecked(value === true || value === 'true' || value === 'yes', { force: true });
      return;
    case 'select':
      await field.locator('select').selectOption(value === firstOffered ? { index: 1 } : String(value));
      return;
    case 'date':
      await field.locator('input[type=date], input[type=text]').first().fill(await writtenDate(page, String(value)));
      return;
    case 'datetime':
      await field.locator('input').first().fill(await writtenDateTime(page, String(value), zone));
      return;
    case 'number':
      await field.locator('input').first().fill(await written(page, String(value)));
      return;
    case 'photos':
    case 'files':
      await field.locator('input[type=file][name]').setInputFiles(values);
      return;
    case 'signature':
      await field.locator('input[type=text]').fill(String(value));
      return;
    default:
      await field.locator('input:not([type=hidden]), textarea').first().fill(String(value));
  }
}

/** The answer to a choice whose options the product works out, such as free times: whatever stands first. */
const firstOffered = Symbol('first offered');

/** What is answered on this page: a free time is chosen from those the product really offers. */
export async function answersOn(page, step) {
  const answers = { ...step.answers };
  if (!('choice.slot' in answers)) return answers;
  const offered = await page.locator('[data-field="choice.slot"] option').allInnerTexts();
  assert.ok(offered.length > 1, 'free times are offered');
  if (await isPersian(page)) assert.match(offered[1], /^[^0-9]*[۰-۹]{1,2} \p{L}+ ۱۴[۰-۹]{2}، ساعت [۰-۹]{2}:[۰-۹]{2}/u, 'a Persian reader gets solar dates');
  return { ...answers, 'choice.slot': firstOffered };
}

/** Numbers in the digits people of the language type. */
async function written(page, text) {
  return (await isPersian(page)) ? text.replace('.', '٫').replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]) : text;
}

async function isPersian(page) {
  return (await page.locator('html').getAttribute('lang')) === 'fa';
}

/** The date and time of an instant in a zone, as the field of the page takes them. */
async function writtenDateTime(page, iso, zone) {
  const [date, time] = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(new Date(iso)).split(' ');
  return (await isPersian(page)) ? `${await writtenDate(page, date)} ${await written(page, time)}` : `${date}T${time}`;
}

/** ISO on date inputs; in Persian pages the solar date, which is what people type there. */
export async function writtenDate(page, iso) {
  if (!(await isPersian(page))) return iso;
  const parts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' })
    .formatToParts(new Date(iso + 'T00:00:00Z'));
  const of = (type) => parts.find((part) => part.type === type).value;
  return written(page, `${of('year')}/${of('month')}/${of('day')}`);
}
