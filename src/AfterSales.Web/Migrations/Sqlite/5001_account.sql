-- Accounts that may sign in. Who a person is stands in the domain's own table; an account only proves it.
CREATE TABLE account (
  user_name         TEXT PRIMARY KEY NOT NULL,
  normalized_name   TEXT NOT NULL UNIQUE,
  password_hash     TEXT,
  security_stamp    TEXT NOT NULL,
  failed_sign_ins   INTEGER NOT NULL DEFAULT 0,
  locked_until      INTEGER,
  created_at        INTEGER NOT NULL
);
