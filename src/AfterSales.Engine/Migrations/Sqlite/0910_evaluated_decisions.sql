-- One row per evaluated decision instead of one per evaluation: a decision that another one required can be searched for by itself.
-- Rows written before stay one per evaluation: that of the decision which was asked; details_json then lists all, the asked one last.
ALTER TABLE engine_decision_instances RENAME COLUMN evaluation_key TO decision_instance_key;
ALTER TABLE engine_decision_instances RENAME COLUMN evaluated_json TO details_json;
ALTER TABLE engine_decision_instances ADD COLUMN evaluation_key INTEGER NOT NULL DEFAULT 0;
ALTER TABLE engine_decision_instances ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 1;
ALTER TABLE engine_decision_instances ADD COLUMN decision_key INTEGER;
ALTER TABLE engine_decision_instances ADD COLUMN root_decision_key INTEGER;
ALTER TABLE engine_decision_instances ADD COLUMN type TEXT NOT NULL DEFAULT 'DECISION_TABLE';
ALTER TABLE engine_decision_instances ADD COLUMN failure TEXT;

-- Keys grow with time: the version that was the latest when the decision was asked.
UPDATE engine_decision_instances SET
    evaluation_key = decision_instance_key,
    decision_key = (SELECT MAX(d.definition_key) FROM engine_decision_definitions d
                    WHERE d.decision_id = engine_decision_instances.decision_id AND d.definition_key < engine_decision_instances.decision_instance_key);
UPDATE engine_decision_instances SET root_decision_key = decision_key;

CREATE INDEX engine_decision_instances_evaluation ON engine_decision_instances (evaluation_key, ordinal);
CREATE INDEX engine_decision_instances_decision ON engine_decision_instances (decision_key);
