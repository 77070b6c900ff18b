-- Every due time with how it came about: user tasks with a due date, and timers that guard a limit of the case.
CREATE TABLE deadline (
  deadline_key          INTEGER PRIMARY KEY,
  case_number           TEXT,
  process_instance_key  INTEGER NOT NULL,
  element_instance_key  INTEGER NOT NULL,   -- the task, or the step that a timer guards
  element_id            TEXT NOT NULL,
  kind                  TEXT NOT NULL,      -- task | limit
  source_key            INTEGER NOT NULL,   -- user task key or timer key
  limit_id              TEXT,
  name                  TEXT NOT NULL,      -- JSON, three languages
  calendar_id           TEXT NOT NULL,
  started_at            INTEGER NOT NULL,
  due_at                INTEGER NOT NULL,   -- as the rule gave it, without pauses
  applied_due_at        INTEGER NOT NULL,   -- what task or timer is set to
  deducts_pauses        INTEGER NOT NULL,
  ended_at              INTEGER,
  ended_as              TEXT,               -- completed | cancelled | expired
  receipt               TEXT NOT NULL       -- JSON
);
CREATE UNIQUE INDEX deadline_by_source ON deadline (source_key);
CREATE INDEX deadline_by_case ON deadline (case_number, deadline_key);
CREATE INDEX deadline_by_element ON deadline (element_instance_key);
CREATE INDEX deadline_open ON deadline (applied_due_at) WHERE ended_at IS NULL;

-- When somebody waited for the customer: recorded always, deducted where the policy says so.
CREATE TABLE deadline_pause (
  pause_key             INTEGER PRIMARY KEY,
  case_number           TEXT NOT NULL,
  element_instance_key  INTEGER NOT NULL,
  element_id            TEXT NOT NULL,
  reason                TEXT NOT NULL,      -- JSON, three languages
  started_at            INTEGER NOT NULL,
  ended_at              INTEGER
);
CREATE INDEX deadline_pause_by_case ON deadline_pause (case_number, started_at);
CREATE UNIQUE INDEX deadline_pause_by_element ON deadline_pause (element_instance_key);

-- Missed due times. A row stays whatever is done afterwards; its length is final once the work is done.
CREATE TABLE deadline_breach (
  deadline_key  INTEGER PRIMARY KEY,
  case_number   TEXT,
  limit_id      TEXT,
  due_at        INTEGER NOT NULL,
  recorded_at   INTEGER NOT NULL,
  ended_at      INTEGER,
  late_days        INTEGER,                 -- whole working days ...
  late_ms          INTEGER,                 -- ... and the working time beyond them
  late_continuous  INTEGER                  -- 1: days of 24 hours
);
CREATE INDEX deadline_breach_by_case ON deadline_breach (case_number, deadline_key);
CREATE INDEX deadline_breach_by_time ON deadline_breach (due_at);
