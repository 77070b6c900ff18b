/** Open menus close on Escape and on a press elsewhere, as readers expect of a menu. */
export function closeMenus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
  document.addEventListener('pointerdown', event => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
}
