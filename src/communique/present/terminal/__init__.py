"""A record as a report for people: `report.to_text` puts the sections together, one file a section."""
