import { keepDraft } from './draft';
import { showAndHide } from './conditional';
import { enhancePhotos } from './photos';
import { enhanceSignature } from './signature';
import { enhanceJalali } from './jalali';
import { focusFirstProblem } from './problems';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) {
  for (const field of form.querySelectorAll<HTMLElement>('[data-photos]')) enhancePhotos(field);
  for (const field of form.querySelectorAll<HTMLElement>('[data-signature]')) enhanceSignature(field);
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-jalali]')) enhanceJalali(input);
  if (form.dataset.draft) keepDraft(form, form.dataset.draft);
  showAndHide(form);
  focusFirstProblem(form);
}
