-- Which messages were received, by whom: the subscription itself is gone when an instance goes on.
CREATE TABLE engine_correlated_messages (
    correlation_row      INTEGER PRIMARY KEY,
    subscription_key     INTEGER NOT NULL,
    message_key          INTEGER NOT NULL,
    message_name         TEXT    NOT NULL,
    correlation_key      TEXT    NOT NULL,
    instance_key         INTEGER NOT NULL,
    definition_key       INTEGER NOT NULL,
    process_id           TEXT    NOT NULL,
    element_id           TEXT    NOT NULL,
    -- Null for a message that began the instance.
    element_instance_key INTEGER,
    correlated_at        INTEGER NOT NULL
);
CREATE INDEX engine_correlated_messages_instance ON engine_correlated_messages (instance_key);
