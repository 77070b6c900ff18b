-- What comes round by calendar: as shipped, or as it was edited here.
CREATE TABLE schedule (
  schedule_id   TEXT PRIMARY KEY,
  definition    TEXT NOT NULL,              -- JSON
  edited        INTEGER NOT NULL DEFAULT 0,
  enabled       INTEGER NOT NULL,
  looked_until  INTEGER NOT NULL,           -- fires up to here are planned already
  updated_at    INTEGER NOT NULL
);

-- One row per schedule and period (and customer, where it is for each of them): what is here is never planned again.
CREATE TABLE schedule_run (
  run_key      INTEGER PRIMARY KEY,
  schedule_id  TEXT NOT NULL,
  period_id    TEXT NOT NULL,
  target       TEXT NOT NULL DEFAULT '',    -- key of a customer; empty for the run as a whole
  period_from  TEXT NOT NULL,               -- days, both included
  period_to    TEXT NOT NULL,
  fire_at      INTEGER NOT NULL,
  state        TEXT NOT NULL,               -- planned | done | failed | skipped
  result       TEXT,                        -- number of the case it opened, or how many it told
  problem      TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0,
  next_try_at  INTEGER NOT NULL,
  started_by   TEXT,                        -- who ran it by hand; null for the schedule itself
  created_at   INTEGER NOT NULL,
  settled_at   INTEGER,
  UNIQUE (schedule_id, period_id, target)
);
CREATE INDEX schedule_run_waiting ON schedule_run (next_try_at) WHERE state IN ('planned', 'failed');
CREATE INDEX schedule_run_latest ON schedule_run (schedule_id, fire_at DESC);
