// Sends the sample requests to a running AfterSales and prints what became of each.
//   node samples/send.mjs [address]            (default http://127.0.0.1:5080)
// Sending twice opens no second case: each file is its own idempotency key per day.
import { readdir, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';

const address = (process.argv[2] ?? 'http://127.0.0.1:5080').replace(/\/$/, '');
const folder = new URL('./requests/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
let refused = 0;

for (const name of files) {
  const body = await readFile(new URL(name, folder), 'utf8');
  const key = createHash('sha256').update(new Date().toISOString().slice(0, 10)).update(body).digest('hex');
  let response;
  do {
    response = await send(body, key);
    // The public entrance is rate-limited; it says how long to wait.
    if (response?.status === 429)
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 5)));
  } while (response?.status === 429);
  if (!response) {
    console.error(`Nothing answers at ${address}. Start the product first, or give its address.`);
    process.exit(1);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 201) {
    console.log(`${answer.caseNumber}  ${name.padEnd(40)} ${answer.trackingUrl}`);
  } else {
    refused++;
    console.error(`refused (${response.status})  ${name}: ${answer.detail ?? ''} ${JSON.stringify(answer.errors ?? {})}`);
  }
}
console.log(`${files.length - refused} of ${files.length} requests sent. Their mails are at ${address}/mailbox.`);
process.exit(refused ? 1 : 0);

async function send(body, key) {
  try {
    return await fetch(`${address}/api/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body,
    });
  } catch {
    return null;
  }
}
