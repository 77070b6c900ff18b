/** Receipts stand open where there is room beside the form and are closed on a phone, where they would push it away. */
export function openReceipts(): void {
  if (window.matchMedia('(min-width: 960px)').matches) return;
  for (const receipt of document.querySelectorAll<HTMLDetailsElement>('details[data-receipt][open]')) receipt.open = false;
}
