-- Who had a job when it failed last, and when: the columns of the lock are empty again by then.
ALTER TABLE engine_jobs ADD COLUMN failed_at INTEGER;
ALTER TABLE engine_jobs ADD COLUMN failed_by TEXT;
