-- People, customers, equipment, cases, tasks as people see them, timeline, records, attachments.
-- Times are unix milliseconds in UTC; *_json columns are text.

CREATE TABLE people (
    person_id     TEXT PRIMARY KEY,
    name_en       TEXT    NOT NULL,
    name_fa       TEXT,
    name_zh       TEXT,
    email         TEXT    NOT NULL,
    phone         TEXT,
    language      TEXT    NOT NULL,
    calendar_id   TEXT    NOT NULL,
    superior_id   TEXT,
    substitute_id TEXT,
    away_from     INTEGER,
    away_until    INTEGER,
    active        INTEGER NOT NULL
);

CREATE TABLE people_groups (
    person_id TEXT NOT NULL,
    role_id   TEXT NOT NULL,
    PRIMARY KEY (person_id, role_id)
) WITHOUT ROWID;

CREATE TABLE people_account_roles (
    person_id    TEXT NOT NULL,
    account_role TEXT NOT NULL,
    PRIMARY KEY (person_id, account_role)
) WITHOUT ROWID;

CREATE TABLE customers (
    customer_key INTEGER PRIMARY KEY,
    -- Lower case: an address is the same however it was typed.
    email        TEXT    NOT NULL UNIQUE,
    name         TEXT    NOT NULL,
    phone        TEXT,
    company      TEXT,
    language     TEXT    NOT NULL,
    created_at   INTEGER NOT NULL
);

CREATE TABLE equipment (
    equipment_key INTEGER PRIMARY KEY,
    -- Upper case, for finding; serial_number keeps the spelling of the plate.
    serial_upper  TEXT    NOT NULL UNIQUE,
    serial_number TEXT    NOT NULL,
    model         TEXT,
    customer_key  INTEGER,
    created_at    INTEGER NOT NULL
);

CREATE TABLE case_numbers (
    prefix TEXT    NOT NULL,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (prefix, year)
) WITHOUT ROWID;

CREATE TABLE cases (
    case_number          TEXT    PRIMARY KEY,
    kind                 TEXT    NOT NULL,
    status               TEXT    NOT NULL,
    subject              TEXT    NOT NULL,
    description          TEXT    NOT NULL,
    urgency              TEXT    NOT NULL,
    channel              TEXT    NOT NULL,
    language             TEXT    NOT NULL,
    calendar_id          TEXT    NOT NULL,
    tracking_code        TEXT    NOT NULL UNIQUE,
    customer_key         INTEGER NOT NULL,
    customer_name        TEXT    NOT NULL,
    customer_email       TEXT    NOT NULL,
    customer_phone       TEXT,
    customer_company     TEXT,
    equipment_key        INTEGER,
    product_model        TEXT,
    serial_number        TEXT,
    order_number         TEXT,
    owner_department     TEXT,
    process_instance_key INTEGER,
    received_at          INTEGER NOT NULL,
    recorded_at          INTEGER NOT NULL,
    closed_at            INTEGER,
    outcome              TEXT
);
CREATE INDEX cases_received ON cases (received_at DESC);
CREATE INDEX cases_status ON cases (status, received_at DESC);
CREATE INDEX cases_customer ON cases (customer_key);
CREATE INDEX cases_equipment ON cases (equipment_key) WHERE equipment_key IS NOT NULL;

CREATE TABLE case_processes (
    instance_key        INTEGER PRIMARY KEY,
    case_number         TEXT    NOT NULL,
    definition_key      INTEGER NOT NULL,
    process_id          TEXT    NOT NULL,
    version             INTEGER NOT NULL,
    parent_instance_key INTEGER,
    started_at          INTEGER NOT NULL,
    ended_at            INTEGER
);
CREATE INDEX case_processes_case ON case_processes (case_number, started_at);

CREATE TABLE tasks (
    task_key       INTEGER PRIMARY KEY,
    case_number    TEXT,
    instance_key   INTEGER NOT NULL,
    definition_key INTEGER NOT NULL,
    element_id     TEXT    NOT NULL,
    name_en        TEXT    NOT NULL,
    name_fa        TEXT,
    name_zh        TEXT,
    role           TEXT,
    record_id      TEXT,
    assignee       TEXT,
    priority       INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    due_at         INTEGER,
    -- Null while the task waits; then how it ended: completed or cancelled.
    ended_as       TEXT,
    ended_at       INTEGER,
    completed_by   TEXT
);
CREATE INDEX tasks_case ON tasks (case_number, created_at);
CREATE INDEX tasks_open_assignee ON tasks (assignee) WHERE ended_at IS NULL;
CREATE INDEX tasks_open_due ON tasks (due_at) WHERE ended_at IS NULL;

-- Kept after the task ended: whoever could do it may go on seeing the case.
CREATE TABLE task_candidates (
    task_key  INTEGER NOT NULL,
    -- A role id, or a person id after 'user:'.
    candidate TEXT    NOT NULL,
    PRIMARY KEY (task_key, candidate)
) WITHOUT ROWID;
CREATE INDEX task_candidates_candidate ON task_candidates (candidate, task_key);

CREATE TABLE timeline (
    entry_key     INTEGER PRIMARY KEY,
    case_number   TEXT    NOT NULL,
    happened_at   INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    actor         TEXT,
    for_customer  INTEGER NOT NULL,
    task_key      INTEGER,
    record_number TEXT,
    facts_json    TEXT    NOT NULL
);
CREATE INDEX timeline_case ON timeline (case_number, happened_at);

CREATE TABLE records (
    record_number TEXT    PRIMARY KEY,
    case_number   TEXT    NOT NULL,
    type_id       TEXT    NOT NULL,
    opened_at     INTEGER NOT NULL,
    filed_at      INTEGER,
    UNIQUE (case_number, type_id)
);

-- A correction adds a row of the next revision; rows are never changed.
CREATE TABLE record_sections (
    record_number   TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    revision        INTEGER NOT NULL,
    title_en        TEXT    NOT NULL,
    title_fa        TEXT,
    title_zh        TEXT,
    role            TEXT,
    filled_by       TEXT,
    filled_by_name  TEXT,
    filled_at       INTEGER NOT NULL,
    task_key        INTEGER,
    revision_reason TEXT,
    fields_json     TEXT    NOT NULL,
    PRIMARY KEY (record_number, position, revision)
) WITHOUT ROWID;

CREATE TABLE attachments (
    attachment_id TEXT    PRIMARY KEY,
    case_number   TEXT    NOT NULL,
    file_name     TEXT    NOT NULL,
    content_type  TEXT    NOT NULL,
    size          INTEGER NOT NULL,
    sha256        TEXT    NOT NULL,
    field         TEXT,
    task_key      INTEGER,
    uploaded_by   TEXT,
    uploaded_at   INTEGER NOT NULL
);
CREATE INDEX attachments_case ON attachments (case_number, uploaded_at);
CREATE INDEX attachments_content ON attachments (sha256);

-- Requests that were sent with a key of their own: the same key again is the same request.
CREATE TABLE intake_requests (
    idempotency_key TEXT    PRIMARY KEY,
    case_number     TEXT    NOT NULL,
    tracking_code   TEXT    NOT NULL,
    created_at      INTEGER NOT NULL
);
