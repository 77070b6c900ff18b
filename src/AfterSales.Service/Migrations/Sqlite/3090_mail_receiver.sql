-- Addresses are compared by their small letters, in words that every database knows.
DROP INDEX mail_by_receiver;
CREATE INDEX mail_by_receiver ON mail (lower(to_address), mail_key);
