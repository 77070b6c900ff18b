-- What people did that no case tells of: accounts, rights, settings, mails tried again. Rows are never changed.
CREATE TABLE audit_entry (
    entry_key   INTEGER PRIMARY KEY,
    happened_at INTEGER NOT NULL,
    actor       TEXT,
    action      TEXT    NOT NULL,
    object_kind TEXT    NOT NULL,
    object_id   TEXT    NOT NULL,
    facts_json  TEXT    NOT NULL
);
CREATE INDEX audit_entry_time ON audit_entry (happened_at DESC);
CREATE INDEX audit_entry_actor ON audit_entry (actor, happened_at DESC);

-- The log over all cases: what people did, newest first. What the service does by itself is no part of it.
CREATE INDEX timeline_people ON timeline (happened_at DESC) WHERE actor IS NOT NULL;
CREATE INDEX timeline_actor ON timeline (actor, happened_at DESC) WHERE actor IS NOT NULL;

-- The few mails that have not gone out, among the many that have.
CREATE INDEX mail_unsent ON mail (mail_key) WHERE state <> 'sent';
