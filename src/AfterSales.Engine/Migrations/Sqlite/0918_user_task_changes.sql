-- Who gave a user task to whom, and who changed it: the task itself keeps only what is so now. Its completion stands there.
CREATE TABLE engine_user_task_changes (
    change_key   INTEGER PRIMARY KEY,
    task_key     INTEGER NOT NULL,
    instance_key INTEGER NOT NULL,
    operation    TEXT    NOT NULL,
    assignee     TEXT,
    actor        TEXT,
    changed_at   INTEGER NOT NULL
);
CREATE INDEX engine_user_task_changes_task ON engine_user_task_changes (task_key);
CREATE INDEX engine_user_task_changes_instance ON engine_user_task_changes (instance_key);
