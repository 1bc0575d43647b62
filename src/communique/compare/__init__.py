"""Across texts: which reports are one event, what each account says of it, and what became of plans."""
