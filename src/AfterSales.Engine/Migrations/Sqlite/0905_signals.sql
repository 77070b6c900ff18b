-- Instances that wait for a signal, and the start events of the latest versions that do.

CREATE TABLE engine_signal_subscriptions (
    subscription_key     INTEGER PRIMARY KEY,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    process_id           TEXT    NOT NULL,
    element_instance_key INTEGER NOT NULL,
    element_id           TEXT    NOT NULL,
    signal_name          TEXT    NOT NULL,
    created_at           INTEGER NOT NULL
);
CREATE INDEX engine_signal_subscriptions_name ON engine_signal_subscriptions (signal_name, subscription_key);
CREATE INDEX engine_signal_subscriptions_instance ON engine_signal_subscriptions (instance_key);

CREATE TABLE engine_signal_starts (
    definition_key INTEGER NOT NULL,
    process_id     TEXT    NOT NULL,
    element_id     TEXT    NOT NULL,
    signal_name    TEXT    NOT NULL,
    PRIMARY KEY (signal_name, definition_key, element_id)
) WITHOUT ROWID;
CREATE INDEX engine_signal_starts_definition ON engine_signal_starts (definition_key);
