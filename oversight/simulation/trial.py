"""The detectors tried on made-up years: what they find of what was planted, and what they see where nothing is.

No database is touched: the years are made in memory, in as many processes as asked for.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from oversight.detection.run import DETECTORS, detect
from oversight.simulation.plantings import LEVELS, SHAPES, is_found, plant
from oversight.simulation.world import make_world
from oversight.simulation.year import clean_book

CLEAN_YEARS, ROUNDS = 36, 4
RECALL, FALSE_PER_YEAR = 0.9, 1.0
STRIDE = 1_000_000


@dataclass(frozen=True)
class Clean:
    """A year without abuse and how often each detector asked all the same."""

    cases: int
    features: frozenset[str]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """A planted year: what a test told where to look makes of it, and whether the detector found it unaided."""

    detector: str
    shape: str
    level: int
    strength: str
    cases: int
    told: float
    is_findable: bool
    found: bool
    beside: int


@dataclass(frozen=True)
class Recall:
    planted: int
    findable: int
    found: int

    @property
    def share(self) -> float:
        return self.found / self.findable if self.findable else 1.0


@dataclass(frozen=True)
class Outcome:
    clean: tuple[Clean, ...]
    tried: tuple[Tried, ...]

    @property
    def false_per_year(self) -> float:
        return sum(len(year.asked) for year in self.clean) / len(self.clean)

    def recall(self, detector: str, *, shape: str = "", level: int | None = None) -> Recall:
        rows = [
            one
            for one in self.tried
            if one.detector == detector and shape in ("", one.shape) and level in (None, one.level)
        ]
        findable = [one for one in rows if one.is_findable]
        return Recall(len(rows), len(findable), sum(one.found for one in findable))

    def missed(self) -> list[str]:
        """The bars that were not reached, in words."""
        found = []
        if self.false_per_year > FALSE_PER_YEAR:
            found.append(f"清白年份平均误报{self.false_per_year:.2f}条，超过{FALSE_PER_YEAR:.0f}条")
        for detector in DETECTORS:
            recall = self.recall(detector)
            if not recall.findable:
                found.append(f"{detector}没有一个可以发现的植入，无从检验")
            elif recall.share < RECALL:
                found.append(f"{detector}的发现率{recall.share:.2f}，不足{RECALL}")
        return found


def clean_one(seed: int) -> Clean:
    world = make_world(seed)
    book = clean_book(world)
    return Clean(len(book.cases), world.features, tuple(cell.detector for cell in detect(book)))


def try_one(job: tuple[int, str, int, int]) -> Tried:
    planted = plant(*job)
    asked = detect(planted.book)
    return Tried(
        detector=planted.detector,
        shape=planted.shape,
        level=planted.level,
        strength=planted.strength,
        cases=len(planted.book.cases),
        told=planted.told,
        is_findable=planted.is_findable,
        found=is_found(planted, asked),
        beside=sum(cell.detector != planted.detector for cell in asked),
    )


def jobs(seed: int, rounds: int) -> Iterator[tuple[int, str, int, int]]:
    """Every shape at every strength, as often as there are rounds, each in a bureau of its own."""
    number = 0
    for _ in range(rounds):
        for detector, shapes in SHAPES.items():
            for shape in range(len(shapes)):
                for level in range(len(LEVELS)):
                    number += 1
                    yield seed * STRIDE + 500_000 + number, detector, shape, level


def run(seed: int, *, clean: int = CLEAN_YEARS, rounds: int = ROUNDS, workers: int = 2) -> Outcome:
    with ProcessPoolExecutor(workers) as pool:
        years = pool.map(clean_one, [seed * STRIDE + number for number in range(clean)], chunksize=2)
        planted = pool.map(try_one, list(jobs(seed, rounds)), chunksize=2)
        return Outcome(tuple(years), tuple(planted))
