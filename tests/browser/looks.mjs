// What every page must hold, whatever it shows: nothing serious for people who cannot see or point, nothing cut off
// at the side, no script error, nothing the content policy had to stop.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cutOrCovered } from './cut.mjs';

/** A4 upright less 14 mm on each side, in the pixels of a browser. */
const sheet = { width: 688, height: 1017 };

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export class Looks {
  /** Colours know no language, and judging them takes the browser longer than everything else: a walk in three languages does it in one. */
  constructor(screenshots, { colours = true } = {}) {
    this.screenshots = screenshots;
    this.colours = colours;
    this.complaints = [];
  }

  /** Listens to a page from its birth. */
  watch(page) {
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: script error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text()))
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
  }

  /** Nothing reaches beyond the side of the screen, no text is cut off or lies upon other text. */
  async fits(page, name) {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 1) this.complaints.push(`${name} (${page.viewportSize().width} px): ${overflow} px wider than the screen`);
    // The libraries of the editors shorten names in their panels themselves.
    if (/^\/designer\/(bpmn|form|decision|mail|compare|runs)/.test(new URL(page.url()).pathname)) return;
    for (const flaw of await page.evaluate(cutOrCovered)) this.complaints.push(`${name} (${page.viewportSize().width} px): ${flaw}`);
  }

  /** On paper nothing reaches beyond the sheet: the browser would shrink every page for it, or lose it at the side. */
  async fitsPaper(page, name) {
    const screen = page.viewportSize();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(sheet);
    const beyond = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const wide = document.documentElement.clientWidth;
      const flaws = document.documentElement.scrollWidth > wide + 1 ? [`${document.documentElement.scrollWidth - wide} px wider than the sheet`] : [];
      for (const element of document.querySelectorAll('main *')) {
        const { left, right, width, height } = element.getBoundingClientRect();
        if (width > 1 && height > 1 && (left < -1 || right > wide + 1) && !element.closest('.djs-container')) flaws.push(`beside the sheet: ${element.tagName.toLowerCase()} ${element.className}`);
      }
      // What hovers over a drawing takes, on paper, the room it had before the drawing was fitted to the sheet.
      if ([...document.querySelectorAll('.djs-overlay-container')].some((one) => getComputedStyle(one).display !== 'none')) flaws.push('what hovers over the drawing is printed');
      dispatchEvent(new Event('afterprint'));
      return flaws.slice(0, 3);
    });
    for (const flaw of beyond) this.complaints.push(`${name} (on paper): ${flaw}`);
    await page.setViewportSize(screen);
    await page.emulateMedia({ media: null });
  }

  /** Checks the page as it stands, without its colours where another look at it has them, and keeps its picture under a name. */
  async check(page, name, { colours = this.colours } = {}) {
    await this.fits(page, name);
    await this.accessible(page, name, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: colours } } });
    if (this.screenshots) await page.screenshot({ path: join(this.screenshots, `${name}.png`), fullPage: true });
  }

  /** Only what colours can do wrong, and the picture: for the dark. */
  async contrast(page, name) {
    await this.accessible(page, name, { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] });
    if (this.screenshots) await page.screenshot({ path: join(this.screenshots, `${name}.png`), fullPage: true });
  }

  async accessible(page, name, how) {
    // The content policy forbids injected script tags; evaluating is the browser driver's own way in.
    if (!(await page.evaluate(() => 'axe' in window))) {
      const { readFile } = await import('node:fs/promises');
      await page.evaluate(await readFile(axe, 'utf8'));
    }
    const { violations } = await page.evaluate((options) => window.axe.run(document, options), how);
    for (const violation of violations.filter((v) => v.impact === 'serious' || v.impact === 'critical'))
      this.complaints.push(`${name}: ${violation.id} (${violation.impact}): ${violation.nodes.map((n) => n.target.join(' ')).slice(0, 3).join('; ')}`);
  }
}
