/** After a refused submission the summary gets the focus, so that a screen reader starts there. */
export function focusFirstProblem(form: HTMLFormElement): void {
  const summary = form.querySelector<HTMLElement>('[data-problems]');
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
  for (const link of summary.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    link.addEventListener('click', event => {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!target) return;
      event.preventDefault();
      const control = target.matches('input, select, textarea')
        ? target
        : (target.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea') ?? target);
      control.scrollIntoView({ block: 'center' });
      control.focus({ preventScroll: true });
    });
  }
}
