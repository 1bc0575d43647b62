"""Records become text and files: a report for people, JSON for programs, and files written whole."""
