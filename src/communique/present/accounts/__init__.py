"""What each side says of one event, as a table for people, Markdown, HTML and JSON."""
