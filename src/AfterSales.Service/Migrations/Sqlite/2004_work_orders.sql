-- Work that somebody does at a place and a time (REP-09, APT-03).
CREATE TABLE work_orders (
    order_number     TEXT    PRIMARY KEY,
    case_number      TEXT,
    equipment_key    INTEGER,
    work_type        TEXT    NOT NULL,
    -- A role id, or a role id and a training topic: service-engineer/HX-20.
    skill            TEXT    NOT NULL,
    address          TEXT,
    duration_minutes INTEGER NOT NULL,
    earliest_at      INTEGER,
    latest_at        INTEGER,
    -- open, scheduled, done or cancelled
    status           TEXT    NOT NULL,
    technician       TEXT,
    start_at         INTEGER,
    end_at           INTEGER,
    result           TEXT,
    created_at       INTEGER NOT NULL,
    ended_at         INTEGER
);
CREATE INDEX work_orders_case ON work_orders (case_number) WHERE case_number IS NOT NULL;
CREATE INDEX work_orders_equipment ON work_orders (equipment_key) WHERE equipment_key IS NOT NULL;
CREATE INDEX work_orders_when ON work_orders (start_at) WHERE start_at IS NOT NULL;
CREATE INDEX work_orders_busy ON work_orders (technician, start_at) WHERE status = 'scheduled';
