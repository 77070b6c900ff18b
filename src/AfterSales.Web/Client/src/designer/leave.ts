// An editor that is left for another one keeps what was drawn: the draft is saved first, and where that fails the page stays.

let keep: () => Promise<boolean> = () => Promise.resolve(true);

/** What has to be done before the page may go. */
export const beforeLeaving = (save: () => Promise<boolean>): void => {
  keep = save;
};

/** Goes to another page of the product. */
export async function go(address: string): Promise<void> {
  if (await keep()) location.href = address;
}
