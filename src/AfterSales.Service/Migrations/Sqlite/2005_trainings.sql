-- Trainings that were held, of customers (TRN) and of own staff (RES), with who took part.
CREATE TABLE training_records (
    record_number TEXT    PRIMARY KEY,
    case_number   TEXT,
    -- customer or staff
    audience      TEXT    NOT NULL,
    topic         TEXT    NOT NULL,
    trainer       TEXT,
    held_on       TEXT    NOT NULL,
    -- Null: what was learned does not expire.
    valid_until   TEXT,
    passed        INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
);
CREATE INDEX training_records_held ON training_records (held_on DESC);

CREATE TABLE training_people (
    record_number TEXT    NOT NULL,
    position      INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    -- One of our people, when the name or address was one.
    person_id     TEXT,
    PRIMARY KEY (record_number, position)
) WITHOUT ROWID;
CREATE INDEX training_people_person ON training_people (person_id) WHERE person_id IS NOT NULL;
