-- Every mail as it was rendered, from the commit that caused it. The key is that of its outbox item.
CREATE TABLE mail (
  mail_key     INTEGER PRIMARY KEY,
  message_id   TEXT NOT NULL UNIQUE,
  case_number  TEXT,
  task_key     INTEGER,
  template     TEXT NOT NULL,
  language     TEXT NOT NULL,
  person_id    TEXT,
  to_name      TEXT NOT NULL,
  to_address   TEXT NOT NULL,
  subject      TEXT NOT NULL,
  html         TEXT NOT NULL,
  text         TEXT NOT NULL,
  links        TEXT NOT NULL,             -- JSON list
  in_reply_to  TEXT,
  thread       TEXT NOT NULL,             -- JSON list of Message-IDs for the References header
  state        TEXT NOT NULL DEFAULT 'waiting',
  created_at   INTEGER NOT NULL,
  sent_at      INTEGER,
  attempts     INTEGER NOT NULL DEFAULT 0,
  problem      TEXT
);
CREATE INDEX mail_by_case ON mail (case_number, mail_key);
CREATE INDEX mail_by_receiver ON mail (to_address COLLATE NOCASE, mail_key);
CREATE INDEX mail_by_task ON mail (task_key);

-- What a task is about, as it was when it was created: reminders and escalations say the same as the first mail.
CREATE TABLE mail_task (
  task_key     INTEGER PRIMARY KEY,
  case_number  TEXT,
  facts        TEXT NOT NULL              -- JSON
);
