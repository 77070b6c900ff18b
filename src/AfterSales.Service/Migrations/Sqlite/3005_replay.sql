-- What people decided and automatic steps gave, in order, so that a case can be played again on another version of its workflow.
CREATE TABLE designer_given (
  given_key    INTEGER PRIMARY KEY,
  root_key     INTEGER NOT NULL,             -- the topmost process instance
  process      TEXT NOT NULL,
  element_id   TEXT NOT NULL,                -- of the start: the process itself
  kind         TEXT NOT NULL,                -- start | task | job | message | error
  variables    TEXT,
  given_at     INTEGER NOT NULL
);
CREATE INDEX designer_given_root ON designer_given (root_key, given_key);
