const shownFor = 8000;

/** A toast leaves by itself after eight seconds, but not while it has the focus or the pointer. */
export function readToasts(): void {
  for (const toast of document.querySelectorAll<HTMLElement>('.toast')) {
    toast.querySelector('button')?.addEventListener('click', () => toast.remove());
    let timer = 0;
    const leave = () => (timer = window.setTimeout(() => toast.remove(), shownFor));
    const stay = () => window.clearTimeout(timer);
    toast.addEventListener('focusin', stay);
    toast.addEventListener('focusout', leave);
    toast.addEventListener('pointerenter', stay);
    toast.addEventListener('pointerleave', leave);
    leave();
  }
}
