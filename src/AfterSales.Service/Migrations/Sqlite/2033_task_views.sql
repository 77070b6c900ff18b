-- Lists of tasks that somebody saved under a name, for himself or for a department of his.
CREATE TABLE task_view (
  view_key    INTEGER PRIMARY KEY,
  person_id   TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  query       TEXT    NOT NULL,           -- the part of the address after the question mark
  shared_with TEXT,                       -- a role id; null: for himself only
  created_at  INTEGER NOT NULL
);
CREATE INDEX task_view_person ON task_view (person_id);
CREATE INDEX task_view_shared ON task_view (shared_with) WHERE shared_with IS NOT NULL;

-- Secret addresses of calendars. Only what cannot be turned back into the address is kept.
CREATE TABLE calendar_feed (
  person_id   TEXT    PRIMARY KEY,
  token_hash  TEXT    NOT NULL UNIQUE,
  created_at  INTEGER NOT NULL
);
