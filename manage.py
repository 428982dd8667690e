#!/usr/bin/env python3
"""Django's commands. The database is found running or started for as long as the command takes."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "script"))

from launcher import commands  # noqa: E402
from launcher.words import Trouble, report  # noqa: E402


def execute(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexenforce.settings")
    try:
        commands.run(sys.argv, execute)
    except Trouble as trouble:
        report(trouble)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
