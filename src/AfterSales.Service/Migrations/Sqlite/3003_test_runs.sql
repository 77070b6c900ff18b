-- A test run is the list of what was decided; where it stands is worked out by playing it. It belongs to who made it.
CREATE TABLE designer_run (
  run_key     INTEGER PRIMARY KEY,
  process     TEXT NOT NULL,
  script      TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  created_by  TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  changed_at  INTEGER NOT NULL
);
CREATE INDEX designer_run_owner ON designer_run (created_by, run_key DESC);
