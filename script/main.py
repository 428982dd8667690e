"""Entry of script/serve and script/test, and of the steps that need the virtual environment's Python."""

import sys
from pathlib import Path

from launcher.words import Trouble, report

INTERRUPTED = 130


def main(argv: list[str]) -> int:
    command, rest = argv[0], argv[1:]
    if command == "serve":
        from launcher import serve

        return serve.main(rest)
    if command == "test":
        from launcher import testing

        return testing.main(rest)
    if command == "fonts":
        from launcher import font_files

        font_files.main(Path(rest[0]), Path(rest[1]))
        return 0
    if command == "prepare":
        from launcher import prepare

        return prepare.main(Path(rest[0]) if rest else None)
    if command in {"base-backup", "recover"}:
        from launcher import archive

        archive.main(command, rest)
        return 0
    raise Trouble(f"没有这个命令：{command}", f"No such command: {command}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        report(trouble)
        sys.exit(1)
    except KeyboardInterrupt:
        report(Trouble("已中断。", "Interrupted."))
        sys.exit(INTERRUPTED)
