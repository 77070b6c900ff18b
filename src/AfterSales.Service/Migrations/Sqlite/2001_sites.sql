-- Places of customers where work is done; the calendar is the one the site works by (null: that of the case).
CREATE TABLE sites (
    site_key     INTEGER PRIMARY KEY,
    customer_key INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    -- Upper case, for finding: a site is the same however its name was typed.
    name_upper   TEXT    NOT NULL,
    address      TEXT,
    calendar_id  TEXT,
    created_at   INTEGER NOT NULL,
    UNIQUE (customer_key, name_upper)
);
