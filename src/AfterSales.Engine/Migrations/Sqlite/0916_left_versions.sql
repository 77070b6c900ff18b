-- The versions that an instance followed before it went over to another: passes that were made in them count for them, and no index of all
-- passes by version is needed to find the instances.
CREATE TABLE engine_left_versions (
    definition_key INTEGER NOT NULL,
    instance_key   INTEGER NOT NULL,
    PRIMARY KEY (definition_key, instance_key)
) WITHOUT ROWID;
CREATE INDEX engine_left_versions_instance ON engine_left_versions (instance_key);

INSERT INTO engine_left_versions (definition_key, instance_key)
SELECT DISTINCT e.definition_key, e.instance_key FROM engine_element_instances e
JOIN engine_process_instances i ON i.instance_key = e.instance_key WHERE i.definition_key <> e.definition_key;
