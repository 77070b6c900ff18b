/**
 * Keeps a form from being sent twice by a double click. The server copes with a second submission as well;
 * this only spares the reader an answer about it.
 */
export function guardSubmission(form: HTMLFormElement): void {
  form.addEventListener('submit', event => {
    if (event.defaultPrevented) return;
    if (form.dataset.sending === 'true') {
      event.preventDefault();
      return;
    }
    form.dataset.sending = 'true';
    // Disabled at once the button would not send its own name and value.
    setTimeout(() => setBusy(form, true));
  });
  // Coming back with the browser's back button shows the page as it was left, buttons included.
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      delete form.dataset.sending;
      setBusy(form, false);
    }
  });
}

function setBusy(form: HTMLFormElement, busy: boolean): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) {
    button.setAttribute('aria-disabled', String(busy));
  }
}
