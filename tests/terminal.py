"""A terminal as tests see it: the near end of a pseudo-terminal."""

import os


def everything(master: int) -> str:
    """All that is written to a terminal until its other end closes."""
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end has closed
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    return shown.decode()
