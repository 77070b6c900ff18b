-- Tokens by which programs call the APIs. Of the token itself only a hash stands here: it is 256 random bits, which nobody guesses.
CREATE TABLE api_token (
  token_id      TEXT PRIMARY KEY NOT NULL,
  hash          TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  person_id     TEXT NOT NULL,             -- whose rights it has, never more
  scopes        TEXT NOT NULL,             -- separated by commas
  created_by    TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER NOT NULL,
  revoked_at    INTEGER,
  last_used_at  INTEGER
);
