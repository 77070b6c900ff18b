-- Quotations, charges and what is handed to finance. Amounts are texts with the decimals of their currency: exact, and the same in every program.

CREATE TABLE quotations (
    quotation_number TEXT    PRIMARY KEY,
    case_number      TEXT,
    status           TEXT    NOT NULL,
    charge_type      TEXT    NOT NULL,
    currency         TEXT    NOT NULL,
    lines_json       TEXT    NOT NULL,
    total            TEXT    NOT NULL,
    valid_until      TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    answered_at      INTEGER,
    reason           TEXT
);
CREATE INDEX quotations_case ON quotations (case_number);
CREATE INDEX quotations_status ON quotations (status, created_at DESC);

CREATE TABLE charges (
    charge_number    TEXT    PRIMARY KEY,
    case_number      TEXT,
    charge_type      TEXT    NOT NULL,
    amount           TEXT    NOT NULL,
    currency         TEXT    NOT NULL,
    description      TEXT,
    work_order       TEXT,
    quotation_number TEXT,
    paid_on_site     INTEGER NOT NULL,
    status           TEXT    NOT NULL,
    recorded_at      INTEGER NOT NULL
);
CREATE INDEX charges_case ON charges (case_number);
CREATE INDEX charges_recorded ON charges (recorded_at DESC);

-- Data handed to finance, which writes the invoice itself: the number is ours, finance has its own.
CREATE TABLE invoices (
    invoice_number TEXT    PRIMARY KEY,
    -- Null for a deduction that no charge of ours stands against.
    charge_number  TEXT,
    case_number    TEXT,
    kind           TEXT    NOT NULL,
    amount         TEXT    NOT NULL,
    currency       TEXT    NOT NULL,
    status         TEXT    NOT NULL,
    reason         TEXT,
    drafted_at     INTEGER NOT NULL,
    handed_over_at INTEGER,
    paid_on        TEXT
);
CREATE INDEX invoices_charge ON invoices (charge_number);
-- A charge is invoiced once; only after a credit can there be another invoice.
CREATE UNIQUE INDEX invoices_once ON invoices (charge_number) WHERE kind = 'invoice' AND status <> 'credited';
