-- Operations on many instances, worked off in small pieces. last_key is how far the instances of the filter have been collected; null when
-- all are.
CREATE TABLE engine_batch_operations (
    batch_key    INTEGER PRIMARY KEY,
    type         TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    request_json TEXT    NOT NULL,
    reason       TEXT,
    actor        TEXT,
    created_at   INTEGER NOT NULL,
    ended_at     INTEGER,
    last_key     INTEGER,
    total        INTEGER NOT NULL DEFAULT 0,
    completed    INTEGER NOT NULL DEFAULT 0,
    failed       INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX engine_batch_operations_open ON engine_batch_operations (batch_key) WHERE ended_at IS NULL;

CREATE TABLE engine_batch_items (
    batch_key    INTEGER NOT NULL,
    item_key     INTEGER NOT NULL,
    instance_key INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    processed_at INTEGER,
    error        TEXT,
    PRIMARY KEY (batch_key, item_key)
) WITHOUT ROWID;
CREATE INDEX engine_batch_items_open ON engine_batch_items (batch_key, item_key) WHERE processed_at IS NULL;
CREATE INDEX engine_batch_items_instance ON engine_batch_items (instance_key);
