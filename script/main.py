"""Entry of script/serve and script/test, and of the steps that need the virtual environment's Python."""

import sys
from pathlib import Path

COMMANDS = ("serve", "test", "fonts", "prepare")


def main(argv: list[str]) -> int:
    command, rest = argv[0], argv[1:]
    if command == "fonts":
        from launcher import font_files

        font_files.main(Path(rest[0]), Path(rest[1]))
        return 0
    raise SystemExit(f"main.py {'|'.join(COMMANDS)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
