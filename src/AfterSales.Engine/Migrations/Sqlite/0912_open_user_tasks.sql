-- The search for open tasks in the order of their keys: without this it walks through all that ever ended.
CREATE INDEX engine_user_tasks_open_state ON engine_user_tasks (state, task_key) WHERE ended_at IS NULL;
