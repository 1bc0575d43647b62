-- The English name beside a name in another script.

ALTER TABLE actors ADD COLUMN name_en VARCHAR;
