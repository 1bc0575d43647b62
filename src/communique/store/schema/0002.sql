-- What the viewer asks for: places, judgements, an index of the words of all texts, and the states of either side.

CREATE TABLE places (
    id VARCHAR, document VARCHAR, run VARCHAR, superseded VARCHAR, is_current BOOLEAN, digest VARCHAR,
    name VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE, geonames BIGINT,
    reason VARCHAR, score DOUBLE, extractor VARCHAR
);

CREATE TABLE judgements (
    id VARCHAR, finding VARCHAR, kind VARCHAR, verdict VARCHAR, changes VARCHAR, digest VARCHAR,
    note VARCHAR, author VARCHAR, made TIMESTAMP, number INTEGER, is_latest BOOLEAN
);

CREATE TABLE words (document VARCHAR, word VARCHAR, times INTEGER);

DROP VIEW current_actors;
DROP VIEW current_statements;
DROP VIEW current_events;
DROP VIEW current_stances;

ALTER TABLE actors ADD COLUMN sector VARCHAR;
ALTER TABLE events ADD COLUMN source_countries VARCHAR[];
ALTER TABLE events ADD COLUMN target_countries VARCHAR[];

ALTER TABLE actors ADD COLUMN verdict VARCHAR;
ALTER TABLE actors ADD COLUMN judgement VARCHAR;
ALTER TABLE statements ADD COLUMN verdict VARCHAR;
ALTER TABLE statements ADD COLUMN judgement VARCHAR;
ALTER TABLE events ADD COLUMN verdict VARCHAR;
ALTER TABLE events ADD COLUMN judgement VARCHAR;
ALTER TABLE stances ADD COLUMN verdict VARCHAR;
ALTER TABLE stances ADD COLUMN judgement VARCHAR;
ALTER TABLE places ADD COLUMN verdict VARCHAR;
ALTER TABLE places ADD COLUMN judgement VARCHAR;
ALTER TABLE unresolved ADD COLUMN verdict VARCHAR;
ALTER TABLE unresolved ADD COLUMN judgement VARCHAR;

CREATE VIEW current_actors AS SELECT * FROM actors WHERE is_current;
CREATE VIEW current_statements AS SELECT * FROM statements WHERE is_current;
CREATE VIEW current_events AS SELECT * FROM events WHERE is_current;
CREATE VIEW current_stances AS SELECT * FROM stances WHERE is_current;
CREATE VIEW current_places AS SELECT * FROM places WHERE is_current;
