-- The heat map asks for the runs of one process that began in a period.
CREATE INDEX case_processes_process ON case_processes (process_id, started_at);
