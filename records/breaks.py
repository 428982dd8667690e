"""What a verification says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """One broken link: which chain, paper, file or seal, and what is wrong with it. Never a word of the case itself."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}：{self.words}"


@dataclass
class Counts:
    events: int = 0
    streams: int = 0
    papers: int = 0
    files: int = 0
    seals: int = 0
