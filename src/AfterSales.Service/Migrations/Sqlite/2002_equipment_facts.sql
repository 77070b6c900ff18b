-- Where a product stands and until when it is under warranty. Dates are ISO texts (2026-11-21): a day, in no time zone.
ALTER TABLE equipment ADD COLUMN site_key INTEGER;
ALTER TABLE equipment ADD COLUMN installed_on TEXT;
ALTER TABLE equipment ADD COLUMN warranty_until TEXT;
-- delivered, inService or retired
ALTER TABLE equipment ADD COLUMN state TEXT NOT NULL DEFAULT 'delivered';
CREATE INDEX equipment_customer ON equipment (customer_key) WHERE customer_key IS NOT NULL;
CREATE INDEX equipment_site ON equipment (site_key) WHERE site_key IS NOT NULL;
