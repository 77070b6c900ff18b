-- Instances that an operator holds. The state says so too; here it can be searched for.
ALTER TABLE engine_process_instances ADD COLUMN suspended_at INTEGER;
CREATE INDEX engine_process_instances_suspended ON engine_process_instances (suspended_at) WHERE suspended_at IS NOT NULL;

-- What other instances asked of a suspended one meanwhile, in the order in which it came; asked again when it is resumed.
CREATE TABLE engine_held_follow_ups (
    held_key     INTEGER PRIMARY KEY,
    instance_key INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    payload      TEXT    NOT NULL
);
CREATE INDEX engine_held_follow_ups_instance ON engine_held_follow_ups (instance_key, held_key);
