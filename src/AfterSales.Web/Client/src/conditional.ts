import { evaluate, parse, type Node } from './condition-language';

/**
 * Shows and hides fields while the form is filled in. The server decides the same again on what is sent; a condition
 * that this small reader does not know leaves the field visible.
 */
export function showAndHide(form: HTMLFormElement): void {
  const fields: { element: HTMLElement; hide: Node }[] = [];
  for (const element of form.querySelectorAll<HTMLElement>('[data-hide]')) {
    const hide = parse(element.dataset.hide ?? '');
    if (hide) fields.push({ element, hide });
  }
  if (fields.length === 0) return;
  const context = readContext(form);
  const apply = () => {
    // A hidden field counts as empty, and fields may depend on one another: a few rounds settle it.
    for (let round = 0; round < 4; round++) {
      let changed = false;
      const values = { ...context, ...readValues(form) };
      for (const { element, hide } of fields) {
        const hidden = evaluate(hide, values) === true;
        if (element.hidden === hidden) continue;
        element.hidden = hidden;
        for (const control of element.querySelectorAll<HTMLInputElement>('input, select, textarea')) control.disabled = hidden;
        changed = true;
      }
      if (!changed) break;
    }
  };
  form.addEventListener('input', apply);
  form.addEventListener('change', apply);
  apply();
}

function readContext(form: HTMLFormElement): Record<string, unknown> {
  try {
    return JSON.parse(form.dataset.context ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
}

function readValues(form: HTMLFormElement): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of form.querySelectorAll<HTMLElement>('[data-field]')) {
    if (field.hidden || field.closest('[data-hide][hidden]')) continue;
    const key = field.dataset.field ?? '';
    const boxes = [...field.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
    const kind = field.dataset.kind;
    let value: unknown;
    if (kind === 'checkbox') value = boxes[0]?.checked ?? false;
    else if (kind === 'checklist' || kind === 'taglist') value = boxes.filter(box => box.checked).map(box => box.value);
    else if (kind === 'radio') value = field.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value ?? null;
    else {
      const control = field.querySelector<HTMLInputElement | HTMLSelectElement>('input:not([type="hidden"]), select, textarea');
      value = control?.value === '' ? null : (control?.value ?? null);
      if (kind === 'number' && typeof value === 'string') value = Number(value);
    }
    assign(values, key.split('.'), value);
  }
  return values;
}

function assign(target: Record<string, unknown>, path: string[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = (typeof target[head] === 'object' && target[head] !== null ? target[head] : {}) as Record<string, unknown>;
  target[head] = inner;
  assign(inner, rest, value);
}
