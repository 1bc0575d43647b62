"""`python -m tests.store.command`: the command line with the stand-in reader, also in the processes that read."""

import os
import sys

from communique.cli import main
from tests.store import stand_in

if __name__ in {"__main__", "__mp_main__"}:
    sys.modules["communique.pipeline"] = stand_in.pipeline()

if __name__ == "__main__":
    if "PUBLISH" in os.environ:
        from communique.store import writer

        writer.PUBLISH = float(os.environ["PUBLISH"])
        writer.SHARE = 1
    main()
