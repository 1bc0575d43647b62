"""Files, folders, URLs and bytes become documents: `files` finds single texts, `gather` all that a source holds.

Offsets count the stored `text`.
"""
