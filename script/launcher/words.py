"""Short lines for the person at the terminal, in Chinese and English, and the one exception that stops a start."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """The start cannot go on. Both sentences say what to do next."""

    def __init__(self, zh: str, en: str, *, details: str = "") -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
        self.details = details


def say(zh: str, en: str) -> None:
    """One line of progress; flushed, since a log file or a pipe may be reading."""
    print(f"· {zh} · {en}", flush=True)


def warn(zh: str, en: str) -> None:
    print(f"! {zh}\n  {en}", file=sys.stderr, flush=True)


def report(trouble: Trouble) -> None:
    print(f"\n✗ {trouble.zh}\n  {trouble.en}", file=sys.stderr, flush=True)
    if trouble.details:
        print("  ---\n" + "\n".join(f"  {line}" for line in trouble.details.splitlines()), file=sys.stderr, flush=True)


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Names a step that takes a while, and says how long it took when that was noticeable."""
    say(f"{zh}…", f"{en}…")
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    if took >= 1:
        print(f"    {zh} {took:.1f} s", flush=True)
