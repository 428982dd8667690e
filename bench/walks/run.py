"""Run as many random walks as asked for: python -m bench.walks.run 200."""

import os
import subprocess
import sys

TESTS = "tests/cases/test_walks.py"


def main(arguments: list[str]) -> int:
    walks = arguments[0] if arguments else "100"
    if not walks.isdigit() or walks == "0":
        sys.stderr.write("python -m bench.walks.run 次数（正整数）\n")
        return 2
    command = [sys.executable, "-m", "pytest", "-q", TESTS]
    return subprocess.run(command, env=os.environ | {"WALKS": walks}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
