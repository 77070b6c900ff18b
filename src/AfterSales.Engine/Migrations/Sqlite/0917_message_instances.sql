-- Instances that run and that a message with a correlation key began: while one does, no other message begins one of the same process and key.
CREATE TABLE engine_message_instances (
    process_id      TEXT    NOT NULL,
    correlation_key TEXT    NOT NULL,
    instance_key    INTEGER NOT NULL,
    PRIMARY KEY (process_id, correlation_key)
) WITHOUT ROWID;
CREATE INDEX engine_message_instances_instance ON engine_message_instances (instance_key);

INSERT INTO engine_message_instances (process_id, correlation_key, instance_key)
SELECT c.process_id, c.correlation_key, MIN(c.instance_key) FROM engine_correlated_messages c
JOIN engine_process_instances i ON i.instance_key = c.instance_key
WHERE c.element_instance_key IS NULL AND c.correlation_key <> '' AND i.state = 'ACTIVE'
GROUP BY c.process_id, c.correlation_key;
