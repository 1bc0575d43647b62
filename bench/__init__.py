"""Evaluation and speed: `python -m bench …`; each task is a file with `add_arguments` and `run`."""
