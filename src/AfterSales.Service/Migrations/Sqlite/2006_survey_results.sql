-- One row per survey that was sent, answered or not (SAT-03, SAT-10).
CREATE TABLE survey_results (
    result_key  INTEGER PRIMARY KEY,
    -- What makes an answer the second one of the same survey: the process instance, or the id the workflow gave it.
    survey_id   TEXT    NOT NULL UNIQUE,
    case_number TEXT,
    process_id  TEXT    NOT NULL,
    answered    INTEGER NOT NULL,
    score       REAL,
    rating      TEXT,
    recorded_at INTEGER NOT NULL
);
CREATE INDEX survey_results_recorded ON survey_results (recorded_at);
