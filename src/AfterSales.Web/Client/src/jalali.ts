import { monthLength, toGregorian, toJalali, type JalaliDay } from './jalali-calendar';
import { toLatin, toReader } from './digits';

const months = ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'];
const weekdays = ['ش', 'ی', 'د', 'س', 'چ', 'پ', 'ج'];

/** A month sheet for a text field that holds a Jalali date such as ۱۴۰۵/۰۸/۲۵, alone or before a time. Typing works as before. */
export function enhanceJalali(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>('.jalali');
  const opener = box?.querySelector<HTMLButtonElement>('button');
  if (!box || !opener) return;
  opener.hidden = false;
  let sheet: HTMLElement | null = null;
  let shown: JalaliDay = toJalali(new Date());

  const close = (focus: boolean) => {
    sheet?.remove();
    sheet = null;
    opener.setAttribute('aria-expanded', 'false');
    if (focus) opener.focus();
  };

  const choose = (day: number) => {
    const date = `${shown.year}/${String(shown.month).padStart(2, '0')}/${String(day).padStart(2, '0')}`;
    // A new day leaves the time as it is; where there is none yet, the working day's first hour is as good a start as any.
    const text = input.dataset.jalali === 'datetime' ? `${date} ${/\d{1,2}:\d{2}/.exec(toLatin(input.value))?.[0] ?? '08:00'}` : date;
    input.value = toReader(text, 'fa');
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    close(true);
  };

  const turn = (by: number) => {
    const month = shown.month - 1 + by;
    shown = { year: shown.year + Math.floor(month / 12), month: ((month % 12) + 12) % 12 + 1, day: 1 };
    render(by);
  };

  const render = (turned: number) => {
    const chosen = read(input.value);
    const today = toJalali(new Date());
    sheet?.remove();
    sheet = document.createElement('div');
    sheet.className = 'jalali-pop';
    sheet.setAttribute('role', 'dialog');
    sheet.setAttribute('aria-label', box.dataset.sheetLabel ?? '');
    const top = element('div', 'top');
    const before = button('‹', box.dataset.previous ?? '', () => turn(-1));
    const after = button('›', box.dataset.next ?? '', () => turn(1));
    const name = element('span', '', `${months[shown.month - 1]} ${toReader(String(shown.year), 'fa')}`);
    name.setAttribute('aria-live', 'polite');
    // The sheet reads right to left, so the arrow to the past points right.
    before.textContent = '›';
    after.textContent = '‹';
    top.append(before, name, after);
    const grid = element('div', 'grid');
    for (const weekday of weekdays) grid.append(element('span', 'wd', weekday));
    const first = toGregorian({ ...shown, day: 1 });
    for (let i = 0; i < (first.getUTCDay() + 1) % 7; i++) grid.append(element('span', ''));
    for (let day = 1; day <= monthLength(shown.year, shown.month); day++) {
      const cell = button(toReader(String(day), 'fa'), '', () => choose(day));
      if (chosen && chosen.year === shown.year && chosen.month === shown.month && chosen.day === day) cell.setAttribute('aria-pressed', 'true');
      if (today.year === shown.year && today.month === shown.month && today.day === day) cell.classList.add('now');
      grid.append(cell);
    }
    sheet.append(top, grid);
    sheet.addEventListener('keydown', event => {
      if (event.key === 'Escape') close(true);
    });
    box.append(sheet);
    const focus = turned < 0 ? before : turned > 0 ? after : (grid.querySelector<HTMLElement>('[aria-pressed="true"], .now') ?? before);
    focus.focus();
  };

  opener.addEventListener('click', () => {
    if (sheet) return close(true);
    shown = { ...(read(input.value) ?? toJalali(new Date())) };
    opener.setAttribute('aria-expanded', 'true');
    render(0);
  });
  document.addEventListener('pointerdown', event => {
    if (sheet && !box.contains(event.target as Node)) close(false);
  });
}

function read(text: string): JalaliDay | null {
  const match = /^\s*(\d{4})[/\-.](\d{1,2})[/\-.](\d{1,2})(?:[\sT،,].*)?$/.exec(toLatin(text));
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month) ? { year, month, day } : null;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}
