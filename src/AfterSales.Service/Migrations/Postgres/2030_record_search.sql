-- What a search for records looks through: every word of a section, in one text. (No database of this kind holds older sections.)
ALTER TABLE record_sections ADD COLUMN search_text TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX records_type ON records (type_id, opened_at DESC);
CREATE INDEX records_opened ON records (opened_at DESC);
