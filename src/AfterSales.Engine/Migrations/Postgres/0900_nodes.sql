-- Programs that work on this database at the same time, and what each of them has claimed.

CREATE SEQUENCE engine_node_epochs AS BIGINT;

CREATE TABLE engine_nodes (
    node_number BIGINT PRIMARY KEY,
    epoch       BIGINT NOT NULL UNIQUE,
    worker      TEXT COLLATE "C" NOT NULL,
    host        TEXT COLLATE "C" NOT NULL,
    joined_at   BIGINT NOT NULL,
    lease_until BIGINT NOT NULL
);

-- The epoch of the node that is about to fire a timer or delivers an item; nobody else does meanwhile.
ALTER TABLE engine_timers ADD COLUMN claimed_by BIGINT;
ALTER TABLE engine_outbox ADD COLUMN claimed_by BIGINT;
CREATE INDEX engine_timers_claimed ON engine_timers (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX engine_outbox_claimed ON engine_outbox (claimed_by) WHERE claimed_by IS NOT NULL AND state = 'PENDING';
