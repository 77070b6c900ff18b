// The running product as the walk sees it from outside: its API, with an admin's account.
export class Product {
  constructor(address, user, password) {
    this.address = address.replace(/\/$/, '');
    this.authorization = 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64');
  }

  async call(method, path, body) {
    const response = await fetch(this.address + path, {
      method,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }

  /** Deploys one file to the engine. */
  async deploy(name, content) {
    const form = new FormData();
    form.append('resources', new Blob([content]), name);
    const response = await fetch(`${this.address}/v2/deployments`, { method: 'POST', headers: { authorization: this.authorization }, body: form });
    if (!response.ok) throw new Error(`${name} was refused: ${await response.text()}`);
  }

  case(number) {
    return this.call('GET', `/api/cases/${number}?language=en`);
  }

  async mails(number) {
    return (await this.call('GET', `/api/mail?caseNumber=${number}&limit=500`)).items;
  }

  task(key) {
    return this.call('GET', `/v2/user-tasks/${key}`);
  }

  async openTasks(number) {
    const { openTasks } = await this.case(number);
    return Promise.all(openTasks.map((task) => this.task(task.userTaskKey)));
  }

  async incidents() {
    return (await this.call('POST', '/v2/incidents/search', { filter: { state: 'ACTIVE' } })).items;
  }

  pinClock(instant) {
    return this.call('PUT', '/v2/clock', { timestamp: instant.getTime() });
  }
}

/** Asks until the answer is there; what the engine does in the background takes a moment. */
export async function eventually(what, ask, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
