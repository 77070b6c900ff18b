-- Maintenance contracts (CON-01, CLS-04 B) and the equipment they cover. Both days belong to the contract.
CREATE TABLE contracts (
    contract_key    INTEGER PRIMARY KEY,
    -- Upper case, for finding; contract_number keeps the spelling of the paper.
    number_upper    TEXT    NOT NULL UNIQUE,
    contract_number TEXT    NOT NULL,
    customer_key    INTEGER NOT NULL,
    valid_from      TEXT    NOT NULL,
    valid_until     TEXT    NOT NULL,
    -- A class of the decision response-class: urgent, ordinary or complex; null for the usual one.
    response_class  TEXT,
    -- What is free of charge under it: labour, parts, travel, consumables; separated by commas.
    covers          TEXT    NOT NULL,
    note            TEXT,
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
);
CREATE INDEX contracts_customer ON contracts (customer_key);

CREATE TABLE contract_equipment (
    contract_key  INTEGER NOT NULL,
    equipment_key INTEGER NOT NULL,
    PRIMARY KEY (contract_key, equipment_key)
) WITHOUT ROWID;
CREATE INDEX contract_equipment_equipment ON contract_equipment (equipment_key);
