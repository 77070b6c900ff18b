/** Conversion through the browser's own Persian calendar, so that leap years follow the same tables as the system. */
export interface JalaliDay {
  year: number;
  month: number;
  day: number;
}

const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });

export function toJalali(date: Date): JalaliDay {
  const parts = Object.fromEntries(format.formatToParts(date).map(part => [part.type, part.value]));
  return { year: Number.parseInt(parts.year ?? '', 10), month: Number(parts.month), day: Number(parts.day) };
}

export function toGregorian(jalali: JalaliDay): Date {
  const monthStart = jalali.month <= 7 ? (jalali.month - 1) * 31 : 186 + (jalali.month - 7) * 30;
  let date = new Date(Date.UTC(jalali.year + 621, 2, 21 + monthStart + jalali.day - 1));
  // The year begins on 20, 21 or 22 March: at most two steps to the right day.
  for (let step = 0; step < 4; step++) {
    const found = toJalali(date);
    const distance = ordinal(jalali) - ordinal(found);
    if (distance === 0) return date;
    date = new Date(date.getTime() + Math.sign(distance) * 86_400_000);
  }
  return date;
}

export function monthLength(year: number, month: number): number {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  const last = toJalali(new Date(toGregorian({ year, month: 12, day: 29 }).getTime() + 86_400_000));
  return last.month === 12 ? 30 : 29;
}

function ordinal(day: JalaliDay): number {
  return (day.year * 12 + day.month) * 31 + day.day;
}
