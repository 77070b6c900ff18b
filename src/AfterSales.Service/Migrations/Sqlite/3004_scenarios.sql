-- Runs that every later version has to pass (LINT-25), with what is expected of them.
CREATE TABLE designer_scenario (
  scenario_key  INTEGER PRIMARY KEY,
  process       TEXT NOT NULL,
  name          TEXT NOT NULL,
  script        TEXT NOT NULL,
  expected      TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  saved_by      TEXT,                       -- null for one that came with the product
  saved_at      INTEGER NOT NULL,
  retired_by    TEXT,
  retired_at    INTEGER,
  retire_reason TEXT,
  UNIQUE (process, name)
);

-- Every change of a scenario: what it was from then on, who did it and why.
CREATE TABLE designer_scenario_history (
  scenario_key  INTEGER NOT NULL,
  step          INTEGER NOT NULL,
  what          TEXT NOT NULL,              -- saved | retired | restored
  reason        TEXT,
  script        TEXT NOT NULL,
  expected      TEXT NOT NULL,
  done_by       TEXT,
  done_at       INTEGER NOT NULL,
  PRIMARY KEY (scenario_key, step)
);

-- Release evidence: which scenarios were run for a change, when, by whom, and what came out.
CREATE TABLE designer_scenario_result (
  release_key   INTEGER NOT NULL,
  scenario_key  INTEGER NOT NULL,
  process       TEXT NOT NULL,
  name          TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  passed        INTEGER NOT NULL,
  departure     TEXT,                       -- {en, fa, zh}, where it failed
  run_by        TEXT NOT NULL,
  run_at        INTEGER NOT NULL,
  PRIMARY KEY (release_key, scenario_key, run_at)
);
