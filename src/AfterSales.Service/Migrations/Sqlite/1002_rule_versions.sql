-- Working calendars and escalation policies as they were edited. The shipped file is version 0 and stands nowhere here. A row is never
-- changed but for its progress: together they tell who changed what, when and why.
CREATE TABLE calendar_version (
  calendar_id  TEXT NOT NULL,
  version      INTEGER NOT NULL,
  definition   TEXT NOT NULL,               -- JSON
  author       TEXT,
  reason       TEXT NOT NULL,
  note         TEXT NOT NULL,               -- JSON: what differs from the version before, in numbers
  fingerprint  TEXT NOT NULL,               -- of the preview that was confirmed
  changed_at   INTEGER NOT NULL,
  applied_at   INTEGER,                     -- null while open limits are still being moved
  PRIMARY KEY (calendar_id, version)
);

CREATE TABLE escalation_policy_version (
  policy_id    TEXT NOT NULL,
  version      INTEGER NOT NULL,
  definition   TEXT NOT NULL,               -- JSON
  author       TEXT,
  reason       TEXT NOT NULL,
  note         TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  changed_at   INTEGER NOT NULL,
  applied_at   INTEGER,
  PRIMARY KEY (policy_id, version)
);
INSERT INTO escalation_policy_version (policy_id, version, definition, author, reason, note, fingerprint, changed_at, applied_at)
  SELECT policy_id, 1, definition, NULL, '', '{}', '', updated_at, updated_at FROM escalation_policy WHERE edited = 1;
DROP TABLE escalation_policy;

-- The version of the calendar by which an open limit was counted. What lies behind the current one is the work of a change: moving a
-- limit and writing the new number is one commit, so a change that was interrupted goes on where it stopped.
ALTER TABLE deadline ADD COLUMN calendar_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deadline_by_calendar ON deadline (calendar_id, calendar_version) WHERE ended_at IS NULL;

-- Timers counted in a calendar that guard no named limit: a reminder drawn into a diagram.
CREATE TABLE timer_calculation (
  timer_key            INTEGER PRIMARY KEY,
  case_number          TEXT,
  process_instance_key INTEGER NOT NULL,
  element_id           TEXT NOT NULL,
  name                 TEXT NOT NULL,       -- JSON, three languages
  calendar_id          TEXT NOT NULL,
  calendar_version     INTEGER NOT NULL,
  due_at               INTEGER NOT NULL,
  receipt              TEXT NOT NULL        -- JSON
);
CREATE INDEX timer_calculation_by_calendar ON timer_calculation (calendar_id, calendar_version);

-- Every due time that a change of a calendar moved, with the calculation that it replaced.
CREATE TABLE deadline_move (
  move_key     INTEGER PRIMARY KEY,
  source_key   INTEGER NOT NULL,            -- user task or timer
  case_number  TEXT,
  calendar_id  TEXT NOT NULL,
  version      INTEGER NOT NULL,
  old_due_at   INTEGER NOT NULL,
  new_due_at   INTEGER NOT NULL,
  old_receipt  TEXT NOT NULL,
  breach_recorded_at INTEGER,               -- of a miss that was withdrawn because the new due time lies ahead
  moved_at     INTEGER NOT NULL,
  UNIQUE (source_key, calendar_id, version)
);
CREATE INDEX deadline_move_by_case ON deadline_move (case_number, moved_at);
CREATE INDEX deadline_move_by_change ON deadline_move (calendar_id, version);

-- Which policy, in which version, the ladder of an open task was planned by; also where that policy has no step.
CREATE TABLE escalation_ladder (
  user_task_key     INTEGER PRIMARY KEY,
  case_number       TEXT,
  policy_id         TEXT NOT NULL,
  policy_version    INTEGER NOT NULL,
  urgent            INTEGER NOT NULL,
  owner_department  TEXT
);
CREATE INDEX escalation_ladder_by_policy ON escalation_ladder (policy_id, policy_version);
INSERT INTO escalation_ladder (user_task_key, case_number, policy_id, policy_version, urgent, owner_department)
  SELECT user_task_key, MIN(case_number), MIN(policy_id), 0, MAX(urgent), MIN(owner_department)
  FROM escalation_rung WHERE state = 'planned' GROUP BY user_task_key;

-- A step may ask for a mail of its own instead of the collected one, and for telling at any hour.
ALTER TABLE escalation_rung ADD COLUMN digest INTEGER NOT NULL DEFAULT 1;
ALTER TABLE escalation_notice ADD COLUMN digest INTEGER NOT NULL DEFAULT 1;
