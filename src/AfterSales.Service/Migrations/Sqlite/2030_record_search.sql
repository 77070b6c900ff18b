-- What a search for records looks through: every word of a section, in one text.
ALTER TABLE record_sections ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
UPDATE record_sections SET search_text =
    title_en || ' ' || coalesce(title_fa, '') || ' ' || coalesce(title_zh, '') || ' ' || coalesce(filled_by_name, '') || ' '
    || coalesce((SELECT group_concat(tree.atom, ' ') FROM json_tree(record_sections.fields_json) tree WHERE tree.type = 'text' AND tree.path LIKE '%values%'), '');
CREATE INDEX records_type ON records (type_id, opened_at DESC);
CREATE INDEX records_opened ON records (opened_at DESC);
