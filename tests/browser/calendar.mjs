// Reads an iCalendar file with a library that other calendar programs use, and prints its events as JSON.
//   node calendar.mjs <file>
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
const events = calendar.getAllSubcomponents('vevent').map((part) => {
  const event = new ICAL.Event(part);
  return {
    uid: event.uid, summary: event.summary, description: event.description, location: event.location, url: part.getFirstPropertyValue('url'),
    start: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(), busy: part.getFirstPropertyValue('transp') === 'OPAQUE',
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue('x-wr-calname'), events }));
