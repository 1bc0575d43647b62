-- The tables of a store. Each is told in docs/record.md.

CREATE TABLE store (journal VARCHAR, applied BIGINT, schema INTEGER);

CREATE TABLE runs (
    id VARCHAR, program VARCHAR, model VARCHAR, lexicon VARCHAR, started TIMESTAMP
);

CREATE TABLE documents (
    id VARCHAR, name VARCHAR, source VARCHAR, origin VARCHAR, version INTEGER, is_current BOOLEAN,
    title VARCHAR, publisher VARCHAR, published VARCHAR, published_day DATE, language VARCHAR, url VARCHAR,
    authors VARCHAR[], text VARCHAR, run VARCHAR, stored TIMESTAMP
);

CREATE TABLE actors (
    id VARCHAR, document VARCHAR, run VARCHAR, superseded VARCHAR, is_current BOOLEAN, digest VARCHAR,
    name VARCHAR, kind VARCHAR, country VARCHAR, country_reason VARCHAR, roles VARCHAR[], mentions VARCHAR[]
);

CREATE TABLE statements (
    id VARCHAR, document VARCHAR, run VARCHAR, superseded VARCHAR, is_current BOOLEAN, digest VARCHAR,
    speaker VARCHAR, country VARCHAR, kind VARCHAR, cue VARCHAR, source VARCHAR, content VARCHAR, addressee VARCHAR, channel VARCHAR,
    reason VARCHAR, score DOUBLE, extractor VARCHAR
);

CREATE TABLE events (
    id VARCHAR, document VARCHAR, run VARCHAR, superseded VARCHAR, is_current BOOLEAN, digest VARCHAR,
    type VARCHAR, mode VARCHAR, source VARCHAR[], target VARCHAR[], status VARCHAR,
    date VARCHAR, first_day DATE, last_day DATE, date_said VARCHAR, place VARCHAR, topics VARCHAR[],
    attested_by VARCHAR[], words VARCHAR, parties VARCHAR, countries VARCHAR,
    reason VARCHAR, score DOUBLE, extractor VARCHAR
);

CREATE TABLE stances (
    id VARCHAR, document VARCHAR, run VARCHAR, superseded VARCHAR, is_current BOOLEAN, digest VARCHAR,
    holder VARCHAR, target VARCHAR, phrase VARCHAR, polarity INTEGER, attested_by VARCHAR[],
    reason VARCHAR, score DOUBLE, extractor VARCHAR
);

CREATE TABLE unresolved (
    id VARCHAR, document VARCHAR, run VARCHAR, superseded VARCHAR, is_current BOOLEAN, digest VARCHAR,
    what VARCHAR, words VARCHAR, start_offset INTEGER, end_offset INTEGER, reason VARCHAR
);

CREATE TABLE evidence (
    document VARCHAR, finding VARCHAR, run VARCHAR, kind VARCHAR, role VARCHAR, number INTEGER,
    words VARCHAR, start_offset INTEGER, end_offset INTEGER, reason VARCHAR, score DOUBLE
);

CREATE TABLE failures (
    source VARCHAR, origin VARCHAR, problem VARCHAR, mend VARCHAR, tried TIMESTAMP
);

CREATE VIEW current_documents AS SELECT * FROM documents WHERE is_current;
CREATE VIEW current_actors AS SELECT * FROM actors WHERE is_current;
CREATE VIEW current_statements AS SELECT * FROM statements WHERE is_current;
CREATE VIEW current_events AS SELECT * FROM events WHERE is_current;
CREATE VIEW current_stances AS SELECT * FROM stances WHERE is_current;
