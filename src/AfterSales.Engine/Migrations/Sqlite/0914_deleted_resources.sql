-- A deleted version is no longer the latest and begins nothing any more. Its row stays: what runs on it goes on, and history names it.
ALTER TABLE engine_process_definitions ADD COLUMN deleted_at INTEGER;
ALTER TABLE engine_decision_requirements ADD COLUMN deleted_at INTEGER;
ALTER TABLE engine_forms ADD COLUMN deleted_at INTEGER;
