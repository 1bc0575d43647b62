-- Somebody's word that two reports are, or are not, of one event.

CREATE TABLE linkages (
    one_document VARCHAR, one_event VARCHAR, other_document VARCHAR, other_event VARCHAR,
    is_same BOOLEAN, judged_by VARCHAR, judged_at TIMESTAMP
);
