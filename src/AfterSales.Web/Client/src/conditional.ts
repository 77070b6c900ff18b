/** When a field hides, as the server describes it: comparisons of one answer with one text, joined by and, or, not. */
interface Condition {
  operator: '=' | '!=' | 'and' | 'or' | 'not';
  field?: string;
  value?: string | null;
  parts: Condition[];
}

/**
 * Shows and hides fields while the form is filled in. The server decides the same again, with the full rule, on what is sent; a field
 * whose rule is too rich for this comes without one and stays visible.
 */
export function showAndHide(form: HTMLFormElement): void {
  const rules: { element: HTMLElement; hide: Condition }[] = [];
  for (const element of form.querySelectorAll<HTMLElement>('[data-hide]')) {
    try {
      rules.push({ element, hide: JSON.parse(element.dataset.hide ?? '') as Condition });
    } catch {
      // A rule that cannot be read hides nothing.
    }
  }
  if (rules.length === 0) return;
  const apply = () => {
    // A hidden answer counts as none, and fields may depend on one another: a few rounds settle it.
    for (let round = 0; round < 5; round++) {
      let changed = false;
      for (const { element, hide } of rules) {
        const hidden = holds(hide, form);
        if (element.hidden === hidden) continue;
        element.hidden = hidden;
        for (const control of element.querySelectorAll<HTMLInputElement>('input, select, textarea')) control.disabled = hidden;
        changed = true;
      }
      if (!changed) return;
    }
  };
  form.addEventListener('input', apply);
  form.addEventListener('change', apply);
  apply();
}

function holds(condition: Condition, form: HTMLFormElement): boolean {
  switch (condition.operator) {
    case 'and':
      return condition.parts.every(part => holds(part, form));
    case 'or':
      return condition.parts.some(part => holds(part, form));
    case 'not':
      return !condition.parts.some(part => holds(part, form));
    case '=':
      return answer(form, condition.field ?? '') === (condition.value ?? null);
    case '!=':
      return answer(form, condition.field ?? '') !== (condition.value ?? null);
    default:
      return false;
  }
}

/** The answer to a field as text; null for none; true and false for a tick box. */
function answer(form: HTMLFormElement, name: string): string | null {
  const controls = [...form.elements].filter(
    (element): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
      'name' in element && element.name === name && !(element as HTMLInputElement).closest('[hidden]'),
  );
  const first = controls[0];
  if (!first) return null;
  if (first instanceof HTMLInputElement && first.type === 'checkbox') return String(first.checked);
  if (first instanceof HTMLInputElement && first.type === 'radio')
    return controls.find(control => (control as HTMLInputElement).checked)?.value ?? null;
  return first.value.trim() === '' ? null : first.value.trim();
}
