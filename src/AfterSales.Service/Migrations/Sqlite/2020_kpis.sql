-- What counts for an indicator, written in the commit in which a step that is marked so is completed (property kpi.event).
CREATE TABLE kpi_event (
  event_key             INTEGER PRIMARY KEY,
  event                 TEXT NOT NULL,      -- first-answer | resolved | not-resolved | rework | accepted
  case_number           TEXT NOT NULL,
  process_id            TEXT NOT NULL,
  element_id            TEXT NOT NULL,
  element_instance_key  INTEGER NOT NULL,
  happened_at           INTEGER NOT NULL,
  person_id             TEXT,               -- who did the work; of a customer's step, who worked on the case before
  role_id               TEXT,               -- the department of that work
  UNIQUE (element_instance_key, event)
);
CREATE INDEX kpi_event_by_time ON kpi_event (event, happened_at);
CREATE INDEX kpi_event_by_case ON kpi_event (case_number, event, happened_at);

-- How a case was classed, as the decision tables said last: cause a to e, level 1 to 4.
CREATE TABLE kpi_fact (
  case_number  TEXT NOT NULL,
  fact         TEXT NOT NULL,               -- complaint-cause | problem-level
  value        TEXT NOT NULL,
  decided_at   INTEGER NOT NULL,
  PRIMARY KEY (case_number, fact)
) WITHOUT ROWID;

-- Figures ask for what ended in a period.
CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX cases_open ON cases (received_at) WHERE closed_at IS NULL;
CREATE INDEX deadline_ended ON deadline (kind, ended_at) WHERE ended_at IS NOT NULL;
