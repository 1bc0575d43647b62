"""`python -m bench TASK`: the tasks there are, and one of them run."""

from __future__ import annotations

import argparse
import sys
from typing import Protocol, cast

from bench import (
    attribution,
    coreference,
    errors,
    ingest,
    languages,
    links,
    pages,
    record,
    relations,
    schema,
    speed,
    timex,
)


class Task(Protocol):
    """What a file of this folder must have to be a task; its docstring is its help."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the task's options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do the task and give the exit status."""


TASKS = {
    name: cast(Task, module)
    for name, module in [
        ("record", record),
        ("errors", errors),
        ("attribution", attribution),
        ("relations", relations),
        ("timex", timex),
        ("coreference", coreference),
        ("speed", speed),
        ("languages", languages),
        ("ingest", ingest),
        ("links", links),
        ("pages", pages),
        ("schema", schema),
    ]
}


def main(arguments: list[str] | None = None) -> int:
    """Run the task that the arguments name: `main(["speed"])`."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Evaluation and speed.")
    commands = parser.add_subparsers(dest="task", required=True)
    for name, task in TASKS.items():
        told = (task.__doc__ or "").splitlines()[0]
        task.add_arguments(commands.add_parser(name, help=told, description=told))
    args = parser.parse_args(arguments)
    return TASKS[args.task].run(args)


if __name__ == "__main__":
    sys.exit(main())
