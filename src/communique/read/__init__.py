"""Files, folders and bytes become documents: `files` is the way in; offsets count the stored `text`."""
