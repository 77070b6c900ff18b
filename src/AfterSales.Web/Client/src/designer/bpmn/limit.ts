// A limit in plain words, and the expression the engine reads. Only these shapes are taken apart; every other expression is
// shown as it is.

export type Unit = 'days' | 'hours';

export interface Limit {
  amount: number;
  unit: Unit;
  /** From the moment the step begins, or from the customer's request. */
  from: 'now' | 'received';
}

const days = /^=\s*add working days\((.+), (\d+), case\.calendar\)$/;
const hours = /^=\s*add working time\((.+), duration\("PT(\d+)H"\), case\.calendar\)$/;
const starts = { 'now()': 'now', 'date and time(case.receivedAt)': 'received' } as const;

/** The limit of an expression; undefined where it says something that does not fit these words. */
export function readLimit(expression: string | undefined): Limit | undefined {
  for (const [pattern, unit] of [
    [days, 'days'],
    [hours, 'hours'],
  ] as const) {
    const match = pattern.exec((expression ?? '').trim());
    const from = match && starts[match[1] as keyof typeof starts];
    if (match && from) return { amount: Number(match[2]), unit, from };
  }
  return undefined;
}

/** The expression of a limit. */
export function writeLimit(limit: Limit): string {
  const start = limit.from === 'now' ? 'now()' : 'date and time(case.receivedAt)';
  return limit.unit === 'days' ? `=add working days(${start}, ${limit.amount}, case.calendar)` : `=add working time(${start}, duration("PT${limit.amount}H"), case.calendar)`;
}
