-- What somebody typed into the form of a task and has not sent, so that he goes on with it on another device. Gone when the task ends.
CREATE TABLE task_draft (
  task_key    INTEGER NOT NULL,
  actor       TEXT    NOT NULL,           -- a person id, or customer: and the address
  draft_key   INTEGER NOT NULL,           -- new with every save: whoever knows an older one does not overwrite
  values_json TEXT    NOT NULL,
  saved_at    INTEGER NOT NULL,
  PRIMARY KEY (task_key, actor)
);

-- So that the end of a task, which happens often, looks for drafts only where there are some.
ALTER TABLE tasks ADD COLUMN has_draft INTEGER NOT NULL DEFAULT 0;
