-- Spare parts: catalogue, stock per warehouse, requisitions. Quantities are thousandths of the unit (1500 = 1.5 m): whole numbers that
-- SQL can add and compare exactly. Prices are texts for the same reason.

CREATE TABLE document_numbers (
    job_key         INTEGER NOT NULL,
    prefix          TEXT    NOT NULL,
    document_number TEXT    NOT NULL UNIQUE,
    PRIMARY KEY (job_key, prefix)
) WITHOUT ROWID;

CREATE TABLE parts (
    -- Upper case, for finding; part_number keeps the spelling of the catalogue.
    part_upper  TEXT    PRIMARY KEY,
    part_number TEXT    NOT NULL,
    name_en     TEXT    NOT NULL,
    name_fa     TEXT,
    name_zh     TEXT,
    unit        TEXT    NOT NULL,
    price       TEXT,
    currency    TEXT,
    -- Calendar days until the supplier delivers.
    lead_days   INTEGER NOT NULL,
    active      INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);

CREATE TABLE warehouses (
    warehouse_id TEXT    PRIMARY KEY,
    name_en      TEXT    NOT NULL,
    name_fa      TEXT    NOT NULL,
    name_zh      TEXT    NOT NULL,
    -- Whether parts are issued from it; the order they are looked for in.
    usable       INTEGER NOT NULL,
    rank         INTEGER NOT NULL
);
INSERT INTO warehouses (warehouse_id, name_en, name_fa, name_zh, usable, rank) VALUES
    ('main', 'Main warehouse', 'انبار اصلی', '主仓库', 1, 1),
    ('branch', 'Branch warehouse', 'انبار شعبه', '分仓库', 1, 2),
    ('defective', 'Defective parts', 'انبار قطعات معیوب', '不良品仓', 0, 3);

CREATE TABLE stock (
    part_upper   TEXT    NOT NULL,
    warehouse_id TEXT    NOT NULL,
    on_hand      INTEGER NOT NULL CHECK (on_hand >= 0),
    reserved     INTEGER NOT NULL CHECK (reserved >= 0 AND reserved <= on_hand),
    PRIMARY KEY (part_upper, warehouse_id)
) WITHOUT ROWID;

-- Every change of stock with its reason; rows are never changed.
CREATE TABLE stock_movements (
    movement_key INTEGER PRIMARY KEY,
    part_upper   TEXT    NOT NULL,
    warehouse_id TEXT,
    quantity     INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    document     TEXT,
    moved_by     TEXT,
    moved_at     INTEGER NOT NULL
);
CREATE INDEX stock_movements_part ON stock_movements (part_upper, moved_at);

CREATE TABLE requisitions (
    requisition_number TEXT    PRIMARY KEY,
    case_number        TEXT,
    instance_key       INTEGER NOT NULL,
    status             TEXT    NOT NULL,
    reason             TEXT,
    charge_type        TEXT    NOT NULL,
    requested_at       INTEGER NOT NULL,
    ordered_at         INTEGER,
    expected_on        TEXT,
    issued_at          INTEGER,
    closed_reason      TEXT
);
CREATE INDEX requisitions_case ON requisitions (case_number);
CREATE INDEX requisitions_status ON requisitions (status, requested_at DESC);
CREATE INDEX requisitions_instance ON requisitions (instance_key);

CREATE TABLE requisition_lines (
    requisition_number TEXT    NOT NULL,
    line               INTEGER NOT NULL,
    part_upper         TEXT    NOT NULL,
    part_number        TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    quantity           INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (requisition_number, line)
) WITHOUT ROWID;

-- What is kept back for a requisition until it is issued or given up.
CREATE TABLE part_reservations (
    requisition_number TEXT    NOT NULL,
    line               INTEGER NOT NULL,
    warehouse_id       TEXT    NOT NULL,
    quantity           INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (requisition_number, line, warehouse_id)
) WITHOUT ROWID;

CREATE TABLE part_returns (
    return_number TEXT    PRIMARY KEY,
    case_number   TEXT,
    part_upper    TEXT    NOT NULL,
    part_number   TEXT    NOT NULL,
    quantity      INTEGER NOT NULL CHECK (quantity > 0),
    condition     TEXT    NOT NULL,
    warehouse_id  TEXT,
    returned_at   INTEGER NOT NULL
);
CREATE INDEX part_returns_case ON part_returns (case_number);
