-- Times are unix milliseconds in UTC, keys are 64-bit numbers made by the engine, JSON is text.
-- Open work is what has no ended_at; the partial indexes keep looking for it cheap however much history there is.

CREATE TABLE engine_deployments (
    deployment_key INTEGER PRIMARY KEY,
    deployed_at    INTEGER NOT NULL
);

CREATE TABLE engine_process_definitions (
    definition_key INTEGER PRIMARY KEY,
    process_id     TEXT    NOT NULL,
    name           TEXT,
    version        INTEGER NOT NULL,
    version_tag    TEXT,
    resource_name  TEXT    NOT NULL,
    checksum       TEXT    NOT NULL,
    xml            TEXT    NOT NULL,
    start_form_id  TEXT,
    deployment_key INTEGER NOT NULL,
    deployed_at    INTEGER NOT NULL,
    is_latest      INTEGER NOT NULL,
    UNIQUE (process_id, version)
);

CREATE TABLE engine_decision_requirements (
    requirements_key INTEGER PRIMARY KEY,
    requirements_id  TEXT    NOT NULL,
    name             TEXT,
    version          INTEGER NOT NULL,
    resource_name    TEXT    NOT NULL,
    checksum         TEXT    NOT NULL,
    xml              TEXT    NOT NULL,
    deployment_key   INTEGER NOT NULL,
    deployed_at      INTEGER NOT NULL,
    is_latest        INTEGER NOT NULL,
    UNIQUE (requirements_id, version)
);

CREATE TABLE engine_decision_definitions (
    definition_key   INTEGER PRIMARY KEY,
    decision_id      TEXT    NOT NULL,
    name             TEXT,
    version          INTEGER NOT NULL,
    version_tag      TEXT,
    requirements_key INTEGER NOT NULL,
    deployment_key   INTEGER NOT NULL,
    is_latest        INTEGER NOT NULL,
    UNIQUE (decision_id, version)
);

CREATE TABLE engine_forms (
    form_key       INTEGER PRIMARY KEY,
    form_id        TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    resource_name  TEXT    NOT NULL,
    checksum       TEXT    NOT NULL,
    schema_json    TEXT    NOT NULL,
    version_tag    TEXT,
    deployment_key INTEGER NOT NULL,
    deployed_at    INTEGER NOT NULL,
    is_latest      INTEGER NOT NULL,
    UNIQUE (form_id, version)
);

-- What was deployed together, unchanged resources included: "binding = deployment" is answered from here.
CREATE TABLE engine_deployment_contents (
    deployment_key INTEGER NOT NULL,
    kind           TEXT    NOT NULL,
    resource_id    TEXT    NOT NULL,
    definition_key INTEGER NOT NULL,
    PRIMARY KEY (deployment_key, kind, resource_id)
) WITHOUT ROWID;

CREATE TABLE engine_process_instances (
    instance_key        INTEGER PRIMARY KEY,
    definition_key      INTEGER NOT NULL,
    process_id          TEXT    NOT NULL,
    business_key        TEXT,
    state               TEXT    NOT NULL,
    incidents           INTEGER NOT NULL DEFAULT 0,
    started_at          INTEGER NOT NULL,
    ended_at            INTEGER,
    parent_instance_key INTEGER,
    parent_element_key  INTEGER,
    root_instance_key   INTEGER NOT NULL
);
CREATE INDEX engine_process_instances_process ON engine_process_instances (process_id, state);
CREATE INDEX engine_process_instances_definition ON engine_process_instances (definition_key, state);
CREATE INDEX engine_process_instances_business ON engine_process_instances (business_key) WHERE business_key IS NOT NULL;
CREATE INDEX engine_process_instances_parent ON engine_process_instances (parent_instance_key) WHERE parent_instance_key IS NOT NULL;
CREATE INDEX engine_process_instances_started ON engine_process_instances (started_at);

-- The token state of running instances only; apart from the searchable row, so that a step rewrites nothing else.
CREATE TABLE engine_instance_states (
    instance_key  INTEGER PRIMARY KEY,
    state_version INTEGER NOT NULL,
    state_json    TEXT    NOT NULL
);

CREATE TABLE engine_element_instances (
    element_instance_key INTEGER PRIMARY KEY,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    scope_key            INTEGER NOT NULL,
    element_id           TEXT    NOT NULL,
    type                 TEXT    NOT NULL,
    state                TEXT    NOT NULL,
    incidents            INTEGER NOT NULL DEFAULT 0,
    started_at           INTEGER NOT NULL,
    ended_at             INTEGER
);
CREATE INDEX engine_element_instances_instance ON engine_element_instances (instance_key);
CREATE INDEX engine_element_instances_open ON engine_element_instances (definition_key, element_id) WHERE ended_at IS NULL;

CREATE TABLE engine_flows_taken (
    instance_key  INTEGER NOT NULL,
    flow_id       TEXT    NOT NULL,
    taken         INTEGER NOT NULL,
    last_taken_at INTEGER NOT NULL,
    PRIMARY KEY (instance_key, flow_id)
) WITHOUT ROWID;

CREATE TABLE engine_variables (
    variable_key INTEGER PRIMARY KEY,
    scope_key    INTEGER NOT NULL,
    instance_key INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    value_json   TEXT    NOT NULL,
    updated_at   INTEGER NOT NULL,
    UNIQUE (scope_key, name)
);
CREATE INDEX engine_variables_instance ON engine_variables (instance_key, name);

CREATE TABLE engine_user_tasks (
    task_key             INTEGER PRIMARY KEY,
    element_instance_key INTEGER NOT NULL,
    element_id           TEXT    NOT NULL,
    name                 TEXT,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    state                TEXT    NOT NULL,
    assignee             TEXT,
    candidate_groups     TEXT    NOT NULL,
    candidate_users      TEXT    NOT NULL,
    created_at           INTEGER NOT NULL,
    ended_at             INTEGER,
    due_at               INTEGER,
    follow_up_at         INTEGER,
    priority             INTEGER NOT NULL,
    form_id              TEXT,
    form_key             INTEGER,
    external_form        TEXT,
    headers_json         TEXT    NOT NULL,
    completed_by         TEXT
);
CREATE INDEX engine_user_tasks_instance ON engine_user_tasks (instance_key);
CREATE INDEX engine_user_tasks_assignee ON engine_user_tasks (assignee) WHERE ended_at IS NULL;
CREATE INDEX engine_user_tasks_due ON engine_user_tasks (due_at) WHERE ended_at IS NULL;
CREATE INDEX engine_user_tasks_open ON engine_user_tasks (created_at) WHERE ended_at IS NULL;

CREATE TABLE engine_user_task_candidates (
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    task_key INTEGER NOT NULL,
    PRIMARY KEY (kind, name, task_key)
) WITHOUT ROWID;
CREATE INDEX engine_user_task_candidates_task ON engine_user_task_candidates (task_key);

-- available_at says when a worker may have the job: at once, after its lock, or after its back-off; null while an incident holds it.
CREATE TABLE engine_jobs (
    job_key              INTEGER PRIMARY KEY,
    type                 TEXT    NOT NULL,
    state                TEXT    NOT NULL,
    retries              INTEGER NOT NULL,
    attempts             INTEGER NOT NULL DEFAULT 0,
    available_at         INTEGER,
    worker               TEXT,
    deadline             INTEGER,
    retry_at             INTEGER,
    error_message        TEXT,
    error_code           TEXT,
    headers_json         TEXT    NOT NULL,
    variables_json       TEXT    NOT NULL,
    element_id           TEXT    NOT NULL,
    element_instance_key INTEGER NOT NULL,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    created_at           INTEGER NOT NULL,
    ended_at             INTEGER
);
CREATE INDEX engine_jobs_available ON engine_jobs (type, available_at) WHERE ended_at IS NULL;
CREATE INDEX engine_jobs_instance ON engine_jobs (instance_key);

CREATE TABLE engine_timers (
    timer_key            INTEGER PRIMARY KEY,
    instance_key         INTEGER,
    definition_key       INTEGER NOT NULL,
    element_instance_key INTEGER,
    element_id           TEXT    NOT NULL,
    due_at               INTEGER NOT NULL,
    next_try_at          INTEGER NOT NULL,
    interval_ms          INTEGER,
    failures             INTEGER NOT NULL DEFAULT 0,
    repetitions_left     INTEGER
);
CREATE INDEX engine_timers_next ON engine_timers (next_try_at);
CREATE INDEX engine_timers_instance ON engine_timers (instance_key) WHERE instance_key IS NOT NULL;
CREATE INDEX engine_timers_start ON engine_timers (definition_key) WHERE instance_key IS NULL;

CREATE TABLE engine_message_subscriptions (
    subscription_key     INTEGER PRIMARY KEY,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    process_id           TEXT    NOT NULL,
    element_instance_key INTEGER NOT NULL,
    element_id           TEXT    NOT NULL,
    message_name         TEXT    NOT NULL,
    correlation_key      TEXT    NOT NULL,
    created_at           INTEGER NOT NULL,
    -- The message on its way to this subscription; a second one waits until the first has been handed over.
    correlating          INTEGER
);
CREATE INDEX engine_message_subscriptions_match ON engine_message_subscriptions (message_name, correlation_key);
CREATE INDEX engine_message_subscriptions_instance ON engine_message_subscriptions (instance_key);

CREATE TABLE engine_message_starts (
    definition_key INTEGER NOT NULL,
    process_id     TEXT    NOT NULL,
    element_id     TEXT    NOT NULL,
    message_name   TEXT    NOT NULL,
    PRIMARY KEY (message_name, definition_key, element_id)
) WITHOUT ROWID;

CREATE TABLE engine_messages (
    message_key     INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL,
    correlation_key TEXT    NOT NULL,
    message_id      TEXT,
    variables_json  TEXT    NOT NULL,
    published_at    INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL
);
CREATE INDEX engine_messages_match ON engine_messages (name, correlation_key);
CREATE INDEX engine_messages_expiry ON engine_messages (expires_at);

-- A message is received at most once per process id; this remembers by whom.
CREATE TABLE engine_message_correlations (
    message_key  INTEGER NOT NULL,
    process_id   TEXT    NOT NULL,
    instance_key INTEGER NOT NULL,
    PRIMARY KEY (message_key, process_id)
) WITHOUT ROWID;

CREATE TABLE engine_incidents (
    incident_key         INTEGER PRIMARY KEY,
    type                 TEXT    NOT NULL,
    message              TEXT    NOT NULL,
    state                TEXT    NOT NULL,
    element_id           TEXT    NOT NULL,
    element_instance_key INTEGER NOT NULL,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    job_key              INTEGER,
    created_at           INTEGER NOT NULL,
    resolved_at          INTEGER
);
CREATE INDEX engine_incidents_instance ON engine_incidents (instance_key);
CREATE INDEX engine_incidents_open ON engine_incidents (created_at) WHERE resolved_at IS NULL;

CREATE TABLE engine_decision_instances (
    evaluation_key       INTEGER PRIMARY KEY,
    decision_id          TEXT    NOT NULL,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    element_instance_key INTEGER NOT NULL,
    element_id           TEXT    NOT NULL,
    evaluated_at         INTEGER NOT NULL,
    result_json          TEXT    NOT NULL,
    evaluated_json       TEXT    NOT NULL
);
CREATE INDEX engine_decision_instances_instance ON engine_decision_instances (instance_key);

CREATE TABLE engine_outbox (
    outbox_key   INTEGER PRIMARY KEY,
    kind         TEXT    NOT NULL,
    payload      TEXT    NOT NULL,
    dedupe_key   TEXT,
    state        TEXT    NOT NULL,
    due_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    last_error   TEXT,
    created_at   INTEGER NOT NULL,
    delivered_at INTEGER
);
CREATE UNIQUE INDEX engine_outbox_dedupe ON engine_outbox (dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX engine_outbox_pending ON engine_outbox (kind, due_at) WHERE state = 'PENDING';
CREATE INDEX engine_outbox_delivered ON engine_outbox (delivered_at) WHERE state = 'DELIVERED';
