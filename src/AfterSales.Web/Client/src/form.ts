import { keepDraft } from './draft';
import { showAndHide } from './conditional';
import { enhancePhotos } from './photos';
import { enhanceSignature } from './signature';
import { enhanceJalali } from './jalali';
import { focusFirstProblem } from './problems';
import { growRows } from './rows';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) {
  for (const field of form.querySelectorAll<HTMLElement>('[data-photos]')) enhancePhotos(field, form.dataset.draft);
  for (const field of form.querySelectorAll<HTMLElement>('[data-signature]')) enhanceSignature(field);
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-jalali]')) enhanceJalali(input);
  for (const list of form.querySelectorAll<HTMLElement>('[data-rows]')) growRows(list);
  if (form.dataset.draft) keepDraft(form, form.dataset.draft);
  showAndHide(form);
  focusFirstProblem(form);
}

// A mail's "I cannot do this" leads to the task with this mark: scanners that follow it change nothing.
if (location.hash === '#cannot') document.querySelector<HTMLAnchorElement>('a[data-action="cannot"]')?.click();
