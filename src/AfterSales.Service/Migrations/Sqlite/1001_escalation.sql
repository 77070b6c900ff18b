-- Policies as data; a shipped one that was edited here is not overwritten.
CREATE TABLE escalation_policy (
  policy_id   TEXT PRIMARY KEY,
  definition  TEXT NOT NULL,              -- JSON
  edited      INTEGER NOT NULL DEFAULT 0,
  updated_at  INTEGER NOT NULL
);

-- The rungs of each task's ladder, planned with the task.
CREATE TABLE escalation_rung (
  rung_key          INTEGER PRIMARY KEY,
  user_task_key     INTEGER NOT NULL,
  case_number       TEXT,
  policy_id         TEXT NOT NULL,
  step_id           TEXT NOT NULL,
  share             REAL NOT NULL,
  notices           TEXT NOT NULL,        -- JSON: to whom, with which template
  urgent            INTEGER NOT NULL,
  owner_department  TEXT,
  planned_at        INTEGER NOT NULL,
  state             TEXT NOT NULL,        -- planned | told | skipped
  reason            TEXT,
  settled_at        INTEGER,
  UNIQUE (user_task_key, step_id)
);
CREATE INDEX escalation_rung_planned ON escalation_rung (planned_at) WHERE state = 'planned';
CREATE INDEX escalation_rung_by_case ON escalation_rung (case_number, planned_at);

-- Who is told at a rung, each at his own working time and once.
CREATE TABLE escalation_notice (
  notice_key     INTEGER PRIMARY KEY,
  rung_key       INTEGER NOT NULL,
  user_task_key  INTEGER NOT NULL,
  case_number    TEXT,
  person_id      TEXT NOT NULL,
  template       TEXT NOT NULL,
  urgent         INTEGER NOT NULL,
  not_before     INTEGER NOT NULL,
  state          TEXT NOT NULL,           -- planned | sent | skipped
  reason         TEXT,
  settled_at     INTEGER,
  mail_key       INTEGER,
  UNIQUE (rung_key, person_id)
);
CREATE INDEX escalation_notice_planned ON escalation_notice (not_before) WHERE state = 'planned';
CREATE INDEX escalation_notice_by_task ON escalation_notice (user_task_key, notice_key);
