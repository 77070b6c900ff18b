-- No unique index on purpose: a job carried out twice must show.
CREATE TABLE crash_work (
    job_key      INTEGER NOT NULL,
    instance_key INTEGER NOT NULL,
    type         TEXT    NOT NULL
);
