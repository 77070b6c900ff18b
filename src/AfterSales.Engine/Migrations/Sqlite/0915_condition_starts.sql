-- Start events of the latest versions that begin an instance when a condition is true of variables that somebody sends.

CREATE TABLE engine_condition_starts (
    definition_key INTEGER NOT NULL,
    process_id     TEXT    NOT NULL,
    element_id     TEXT    NOT NULL,
    PRIMARY KEY (definition_key, element_id)
) WITHOUT ROWID;
