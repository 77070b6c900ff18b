// A mail server for tests. Settings come as JSON in the first argument; everything that happens is one JSON line on
// stdout. It ends when its stdin is closed, so that no run leaves a server behind.
import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2]);
const tell = (event, facts) => process.stdout.write(JSON.stringify({ event, ...facts }) + '\n');

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
let transactions = 0;

const server = new SMTPServer({
  name: 'mail.test',
  secure: settings.security === 'implicit',
  key: settings.key && readFileSync(settings.key),
  cert: settings.certificate && readFileSync(settings.certificate),
  size: settings.size,
  authMethods: settings.signIn ?? ['PLAIN', 'LOGIN'],
  authOptional: !settings.user,
  allowInsecureAuth: settings.security === 'none',
  hideSTARTTLS: settings.security !== 'starttls',
  hide8BITMIME: settings.sevenBitOnly === true,
  hideSMTPUTF8: settings.asciiAddressesOnly === true,
  disabledCommands: settings.user ? (settings.security === 'starttls' ? [] : ['STARTTLS']) : ['AUTH', ...(settings.security === 'starttls' ? [] : ['STARTTLS'])],
  logger: false,
  onConnect(session, done) {
    tell('connection', { session: session.id });
    done();
  },
  onAuth(auth, session, done) {
    tell('signIn', { method: auth.method, user: auth.username, secure: session.secure });
    if (auth.username === settings.user && auth.password === settings.password) done(null, { user: auth.username });
    else done(refusal(535, '5.7.8 Authentication credentials invalid'));
  },
  onMailFrom(address, session, done) {
    if (settings.refuseSender) return done(refusal(550, '5.7.1 Sender not allowed'));
    if (settings.busyFor > transactions) {
      transactions++;
      return done(refusal(421, '4.3.2 Too busy, closing'));
    }
    done();
  },
  onRcptTo(address, session, done) {
    if ((settings.refuse ?? []).includes(address.address)) return done(refusal(550, '5.1.1 No such mailbox'));
    if ((settings.defer ?? []).includes(address.address)) return done(refusal(451, '4.2.1 Greylisted, come back later'));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', async () => {
      if (stream.sizeExceeded) return done(refusal(552, '5.3.4 Message too big'));
      if (settings.dieAfterData) process.exit(0);
      const raw = Buffer.concat(chunks);
      if (settings.countOnly) {
        tell('mail', { to: session.envelope.rcptTo.map((to) => to.address), bytes: raw.length });
        return done();
      }
      const mail = await PostalMime.parse(raw);
      tell('mail', {
        session: session.id,
        secure: session.secure,
        sender: session.envelope.mailFrom.address,
        parameters: Object.keys(session.envelope.mailFrom.args || {}),
        to: session.envelope.rcptTo.map((to) => to.address),
        bytes: raw.length,
        headers: Object.fromEntries(mail.headers.map((header) => [header.key, header.value])),
        from: mail.from,
        toName: mail.to?.[0]?.name,
        toAddress: mail.to?.[0]?.address,
        replyTo: mail.replyTo?.[0]?.address,
        subject: mail.subject,
        date: mail.date,
        messageId: mail.messageId,
        inReplyTo: mail.inReplyTo,
        references: mail.references,
        text: mail.text,
        html: mail.html,
        raw: raw.length < 200_000 ? raw.toString('latin1') : null,
      });
      done();
    });
  },
});
server.on('error', (error) => tell('error', { message: error.message }));
server.listen(settings.port ?? 0, '127.0.0.1', () => tell('listening', { port: server.server.address().port }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
