-- Release evidence: which decision ways of a workflow no test run had taken when its change was proposed (LINT-25), as the drawing names them.
CREATE TABLE designer_untaken (
  release_key   INTEGER NOT NULL,
  process       TEXT NOT NULL,
  message       TEXT NOT NULL,              -- {en, fa, zh}
  PRIMARY KEY (release_key, process)
);
