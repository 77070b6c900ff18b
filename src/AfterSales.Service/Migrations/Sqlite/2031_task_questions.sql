-- What staff asked a customer about a task, and what he answered. A task waits for one answer at a time.
CREATE TABLE task_question (
  question_key  INTEGER PRIMARY KEY,
  task_key      INTEGER NOT NULL,
  case_number   TEXT    NOT NULL,
  asked_by      TEXT    NOT NULL,
  asked_at      INTEGER NOT NULL,
  text          TEXT    NOT NULL,
  answer        TEXT,
  closed_at     INTEGER,
  closed_as     TEXT                      -- answered | withdrawn | task-ended
);
CREATE UNIQUE INDEX task_question_open ON task_question (task_key) WHERE closed_at IS NULL;
CREATE INDEX task_question_task ON task_question (task_key, asked_at);
CREATE INDEX task_question_case ON task_question (case_number, asked_at);

-- What keeps somebody from doing a task. A row stays when the obstacle is gone.
CREATE TABLE task_obstacle (
  obstacle_key  INTEGER PRIMARY KEY,
  task_key      INTEGER NOT NULL,
  case_number   TEXT,
  reason        TEXT    NOT NULL,         -- an id of the list
  text          TEXT    NOT NULL,
  reported_by   TEXT    NOT NULL,
  reported_at   INTEGER NOT NULL,
  closed_at     INTEGER,
  closed_as     TEXT,                     -- solved | task-ended
  closed_by     TEXT,
  solution      TEXT
);
CREATE INDEX task_obstacle_task ON task_obstacle (task_key, reported_at);
CREATE INDEX task_obstacle_case ON task_obstacle (case_number, reported_at);
CREATE INDEX task_obstacle_open ON task_obstacle (reported_at) WHERE closed_at IS NULL;
