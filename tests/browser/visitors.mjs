// People at the pages of the product, each with a browser profile of their own: no cookies, as somebody who opens a link from a mail.
import { chromium } from 'playwright-core';

export const desk = { width: 1440, height: 900 };
export const phone = { width: 375, height: 812 };

/** Opens the browser; pages are listened to by <code>looks</code>, where given. */
export async function openBrowser(address, { executablePath = '/usr/bin/chromium', looks } = {}) {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return new Visitors(address, browser, looks);
}

class Visitors {
  constructor(address, browser, looks) {
    Object.assign(this, { address, browser, looks });
  }

  /** A page of somebody nobody knows yet. */
  async visitor(language = 'en', viewport = desk) {
    const context = await this.browser.newContext({ viewport, locale: { fa: 'fa-IR', zh: 'zh-CN' }[language] ?? 'en-GB', hasTouch: viewport.width < 500 });
    const page = await context.newPage();
    this.looks?.watch(page);
    return page;
  }

  /** A page of somebody who has signed in. */
  async signIn(name, password, language = 'en', viewport = desk) {
    const page = await this.visitor(language, viewport);
    await page.goto(`${this.address}/signin?lang=${language}`);
    await page.fill('input[autocomplete="username"]', name);
    await page.fill('input[type=password]', password);
    await page.locator('form button[type=submit]').last().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
    return page;
  }

  pages() {
    return this.browser.contexts().flatMap((context) => context.pages());
  }

  close() {
    return this.browser.close();
  }
}
