-- Keys that sign links and cookies, as ASP.NET Core Data Protection writes them.
CREATE TABLE data_protection_key (
  name       TEXT PRIMARY KEY,
  xml        TEXT NOT NULL,
  stored_at  INTEGER NOT NULL
);
