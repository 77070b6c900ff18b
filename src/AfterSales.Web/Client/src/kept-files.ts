/**
 * Chosen photos and files of a draft, kept on this device beside its texts until the form is sent. Where the browser keeps nothing
 * (a private window, a full device) the form works without.
 */
const database = 'aftersales';
const store = 'files';
const keptFor = 14 * 24 * 3600 * 1000;

interface Kept {
  savedAt: number;
  files: File[];
}

export async function keepFiles(draft: string, field: string, files: File[]): Promise<void> {
  await withStore(at => (files.length === 0 ? at.delete(keyOf(draft, field)) : at.put({ savedAt: Date.now(), files } satisfies Kept, keyOf(draft, field))));
}

export async function filesOf(draft: string, field: string): Promise<File[]> {
  const kept = await withStore<Kept | undefined>(at => at.get(keyOf(draft, field)) as IDBRequest<Kept | undefined>);
  return kept && Date.now() - kept.savedAt < keptFor ? kept.files : [];
}

/** Forgets the files of a draft that was sent, and what is too old. */
export async function forgetFiles(draft: string): Promise<void> {
  await withStore(at => {
    const cursor = at.openCursor();
    cursor.onsuccess = () => {
      const found = cursor.result;
      if (!found) return;
      if (String(found.key).startsWith(`${draft}/`) || Date.now() - (found.value as Kept).savedAt > keptFor) found.delete();
      found.continue();
    };
    return cursor;
  });
}

const keyOf = (draft: string, field: string) => `${draft}/${field}`;

function withStore<T>(act: (at: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
  return new Promise(done => {
    try {
      const opening = indexedDB.open(database, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(store);
      opening.onerror = () => done(undefined);
      opening.onsuccess = () => {
        const work = opening.result.transaction(store, 'readwrite');
        const request = act(work.objectStore(store));
        const end = () => {
          opening.result.close();
          done(work.error ? undefined : (request.result as T));
        };
        work.oncomplete = work.onerror = work.onabort = end;
      };
    } catch {
      done(undefined);
    }
  });
}
