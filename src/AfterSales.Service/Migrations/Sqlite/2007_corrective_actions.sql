-- The register of corrective actions (CAP-04, CAP-06): one row per run of the workflow.
CREATE TABLE corrective_actions (
    action_number TEXT    PRIMARY KEY,
    -- Unique where a workflow keeps the row; null for one entered by hand.
    instance_key  INTEGER UNIQUE,
    case_number   TEXT,
    problem       TEXT    NOT NULL,
    cause         TEXT,
    measure       TEXT,
    -- open, effective or notEffective
    state         TEXT    NOT NULL,
    -- How often the effect was checked and not found.
    failed_checks INTEGER NOT NULL,
    opened_at     INTEGER NOT NULL,
    changed_at    INTEGER NOT NULL,
    closed_at     INTEGER
);
CREATE INDEX corrective_actions_opened ON corrective_actions (opened_at DESC);
