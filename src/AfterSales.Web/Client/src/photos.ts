import { filesOf, keepFiles } from './kept-files';
import { lighter } from './lighter';

/**
 * Tiles for chosen pictures and files: choose, drop or take with the phone's camera, several times over, and remove
 * again. The file input itself carries the files, so that the form is sent as it would be without script. Large photos are made
 * lighter; with the name of a draft, what was chosen outlives a closed page on this device.
 */
export function enhancePhotos(field: HTMLElement, draft?: string): void {
  const input = field.querySelector<HTMLInputElement>('input[type="file"]');
  const list = field.querySelector<HTMLElement>('[data-tiles]');
  const drop = field.querySelector<HTMLElement>('.drop');
  if (!input || !list || !drop) return;
  let files: File[] = [];
  const addresses = new Map<File, string>();
  // What the server refused and keeps is in the page already; it stays in the draft until the form is taken.
  const refused = field.closest('form')?.querySelector('[data-problems]') !== null;
  let before: File[] = [];
  const keep = () => {
    if (draft) void keepFiles(draft, input.name, [...before, ...files]);
  };

  const show = () => {
    for (const tile of list.querySelectorAll('[data-tile]')) tile.remove();
    const transfer = new DataTransfer();
    for (const file of files) {
      transfer.items.add(file);
      list.insertBefore(tile(file), list.querySelector('.add'));
    }
    input.files = transfer.files;
  };

  const add = (chosen: Iterable<File>) => {
    const several = input.multiple;
    for (const file of chosen) {
      if (!several) files = [];
      if (!files.some(known => known.name === file.name && known.size === file.size && known.lastModified === file.lastModified)) files.push(file);
    }
    changed();
    for (const file of files) void lighten(file);
  };

  const changed = () => {
    show();
    keep();
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };

  /** The file as it is until the lighter one is ready: whoever sends at once sends what he chose. */
  const lighten = async (file: File) => {
    const light = await lighter(file);
    const at = files.indexOf(file);
    if (light === file || at < 0) return;
    files[at] = light;
    forget(file);
    changed();
  };

  const forget = (file: File) => {
    const address = addresses.get(file);
    if (address) URL.revokeObjectURL(address);
    addresses.delete(file);
  };

  const tile = (file: File): HTMLElement => {
    const item = document.createElement('li');
    item.dataset.tile = '';
    if (file.type.startsWith('image/')) {
      const image = document.createElement('img');
      let address = addresses.get(file);
      if (!address) addresses.set(file, (address = URL.createObjectURL(file)));
      image.src = address;
      image.alt = file.name;
      item.append(image);
    } else {
      const name = document.createElement('span');
      name.className = 'name';
      name.dir = 'ltr';
      name.textContent = file.name;
      item.append(name);
    }
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'remove';
    remove.setAttribute('aria-label', `${field.dataset.removeText ?? ''} ${file.name}`);
    const mark = document.createElement('span');
    const cross = field.querySelector('template')?.content.firstElementChild?.cloneNode(true);
    if (cross) mark.append(cross);
    remove.append(mark);
    remove.addEventListener('click', () => {
      files = files.filter(other => other !== file);
      forget(file);
      changed();
      input.focus();
    });
    item.append(remove);
    return item;
  };

  input.addEventListener('change', () => {
    const chosen = [...(input.files ?? [])];
    if (chosen.length > 0) add(chosen);
    else show();
  });
  const camera = field.querySelector<HTMLElement>('[data-camera]');
  const taken = camera?.querySelector<HTMLInputElement>('input');
  if (camera && taken && window.matchMedia('(pointer: coarse)').matches) {
    camera.hidden = false;
    taken.addEventListener('change', () => {
      add(taken.files ?? []);
      taken.value = '';
    });
  }
  if (draft && !isFinished(draft))
    void filesOf(draft, input.name).then(kept => {
      if (refused) before = kept;
      else if (kept.length > 0 && files.length === 0) {
        files = input.multiple ? kept : kept.slice(0, 1);
        show();
      }
    });
  drop.addEventListener('dragover', event => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    add(event.dataTransfer?.files ?? []);
  });
}

/** The page says itself that this draft has arrived. */
function isFinished(draft: string): boolean {
  return [...document.querySelectorAll<HTMLElement>('[data-finished-draft]')].some(element => element.dataset.finishedDraft === draft);
}
