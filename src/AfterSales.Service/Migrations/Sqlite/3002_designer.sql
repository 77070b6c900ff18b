-- What a process owner is working on and nobody runs yet. The revision grows with every save: a save says which one it was made on.
CREATE TABLE designer_draft (
  kind        TEXT NOT NULL,              -- workflow | form | decision | mail
  name        TEXT NOT NULL,
  content     TEXT NOT NULL,              -- the file; of a mail a JSON object with one file per language
  revision    INTEGER NOT NULL,
  based_on    INTEGER NOT NULL,           -- the version in force it was begun on; 0 for something new
  created_by  TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  saved_by    TEXT NOT NULL,
  saved_at    INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
);

-- The log of changes (DOC-02, DOC-03): what was to be changed, why, and what became of it. Never edited but for its state.
CREATE TABLE designer_release (
  release_key    INTEGER PRIMARY KEY,
  number         TEXT NOT NULL UNIQUE,
  note           TEXT NOT NULL,
  warning_reason TEXT,                    -- why it is published although the self-check warns
  warnings       INTEGER NOT NULL DEFAULT 0,
  state          TEXT NOT NULL,           -- signing | published | rejected | withdrawn
  prepared_by    TEXT NOT NULL,
  prepared_at    INTEGER NOT NULL,
  settled_at     INTEGER
);
CREATE INDEX designer_release_state ON designer_release (state, release_key DESC);

CREATE TABLE designer_release_item (
  release_key    INTEGER NOT NULL,
  kind           TEXT NOT NULL,
  name           TEXT NOT NULL,
  content        TEXT NOT NULL,
  draft_revision INTEGER NOT NULL,
  based_on       INTEGER NOT NULL,
  version        INTEGER,                 -- the version it became
  PRIMARY KEY (release_key, kind, name)
);
CREATE INDEX designer_release_item_name ON designer_release_item (kind, name, release_key DESC);

CREATE TABLE designer_signature (
  release_key  INTEGER NOT NULL,
  step         TEXT NOT NULL,             -- preparer | confirmer | approver
  person       TEXT NOT NULL,
  person_name  TEXT NOT NULL,             -- as it was when signing: {en, fa, zh}
  position     TEXT NOT NULL,             -- role ids at that time, separated by commas
  approved     INTEGER NOT NULL,
  remark       TEXT,
  signed_at    INTEGER NOT NULL,
  PRIMARY KEY (release_key, step)
);

-- Workflows that start no case any more; those that run go on.
CREATE TABLE designer_retired (
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  retired_by  TEXT NOT NULL,
  retired_at  INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
);
