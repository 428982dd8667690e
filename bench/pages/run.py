"""Every hot page beside a bare Django page, in turn, at growing numbers of cases. See README.md."""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles

from bench.pages import servers

PORT, FLOOR_PORT = 8311, 8312
ROUNDS, WARM = 20, 4
CLIENTS, EACH = 8, 5
# What a page counts that did not come.
FAILED = 120.0
QUERIES, MEGABYTES, GROWTH, CROWD = 12, 250, 1.2, 4.0
BARS = {"dashboard": 4.0}
BAR = 3.0


@dataclass(frozen=True)
class Row:
    cases: int
    page: str
    p50: float
    floor: float
    crowd: float
    crowd_floor: float
    each_second: float
    queries: int
    scans: tuple[str, ...]
    size: int

    @property
    def ratio(self) -> float:
        return self.p50 / self.floor

    @property
    def bar(self) -> float:
        return BARS.get(self.page.partition("_")[0], BAR)

    def missed(self, smallest: "Row") -> list[str]:
        found = []
        if self.ratio > self.bar:
            found.append(f"{self.ratio:.1f} x floor, bar {self.bar:.0f}")
        if self.p50 / self.floor > GROWTH * smallest.ratio:
            found.append(f"{self.ratio / smallest.ratio:.2f} x its own at {smallest.cases}, bar {GROWTH}")
        if self.queries > QUERIES:
            found.append(f"{self.queries} queries, bar {QUERIES}")
        if self.crowd > CROWD * self.crowd_floor:
            found.append(f"p95 at 8 clients {self.crowd / self.crowd_floor:.1f} x floor, bar {CROWD:.0f}")
        return found + [f"visits too many rows: {scan}" for scan in self.scans]


def asked(port: int, address: str, key: str, connection: HTTPConnection | None = None) -> float:
    """Seconds for one page, to the last byte."""
    connection = connection or HTTPConnection("127.0.0.1", port, timeout=120)
    began = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": f"sessionid={key}", "Accept-Encoding": "identity"})
    answer = connection.getresponse()
    answer.read()
    return time.perf_counter() - began if answer.status == 200 else FAILED


def crowd(port: int, address: str, key: str) -> tuple[float, float]:
    """p95 in seconds at 8 clients, and pages a second."""

    def client(_: int) -> list[float]:
        return [asked(port, address, key) for _ in range(EACH)]

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        found = [one for some in pool.map(client, range(CLIENTS)) for one in some]
    return quantiles(found, n=20)[-1], len(found) / (time.perf_counter() - began)


def measured(cases: int, said: dict, floor_key: str) -> list[Row]:
    rows = []
    for page, (who, address) in said["pages"].items():
        key, looked = said["sessions"][who], said["counts"][page]
        ours, floors = [], []
        for number in range(ROUNDS + WARM):
            floor, mine = asked(FLOOR_PORT, "/", floor_key), asked(PORT, address, key)
            if number >= WARM:
                floors.append(floor)
                ours.append(mine)
        crowd_floor, _ = crowd(FLOOR_PORT, "/", floor_key)
        together, each_second = crowd(PORT, address, key)
        rows.append(
            Row(
                cases, page, median(ours), median(floors), together, crowd_floor, each_second,
                looked["queries"], tuple(looked["scans"]), looked["bytes"],
            )
        )  # fmt: skip
        print(".", end="", flush=True)
    print()
    return rows


def main() -> int:
    asks = argparse.ArgumentParser(description=__doc__)
    asks.add_argument("--cases", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asks.add_argument("--check", action="store_true", help="exit with 1 when a bar is missed")
    wishes = asks.parse_args()
    floor_url, floor_key = servers.floor()
    found: dict[int, list[Row]] = {}
    faults = []
    with servers.served(floor_url, "bench.floor.wsgi", FLOOR_PORT):
        for cases in wishes.cases:
            url = servers.generated(cases)
            servers.collect_static(url)
            said = servers.scene(url)
            with servers.served(url, "flexenforce.wsgi", PORT) as process:
                found[cases] = measured(cases, said, floor_key)
                size = servers.memory(process)
            print(f"{cases} cases: a worker takes {size} MB")
            if size > MEGABYTES:
                faults.append(f"{cases}: a worker takes {size} MB, bar {MEGABYTES}")
    faults += table(found)
    print(f"\n{len(faults)} bars missed" if faults else "\nevery bar is met")
    for fault in faults:
        print(f"- {fault}")
    return 1 if faults and wishes.check else 0


def table(found: dict[int, list[Row]]) -> list[str]:
    """Prints the table; returns what was missed."""
    faults = []
    smallest = {row.page: row for row in found[min(found)]}
    print(
        f"{'cases':>9} {'page':18} {'p50 ms':>7} {'x floor':>7} {'x 10k':>6} {'p95/8':>7} {'x floor':>7} {'/s':>6} {'queries':>7}"
    )
    for cases, rows in found.items():
        for row in rows:
            missed = row.missed(smallest[row.page])
            faults += [f"{cases} {row.page}: {words}" for words in missed]
            print(
                f"{cases:>9} {row.page:18} {row.p50 * 1000:7.1f} {row.ratio:7.2f} {row.ratio / smallest[row.page].ratio:6.2f}"
                f" {row.crowd * 1000:7.0f} {row.crowd / row.crowd_floor:7.2f} {row.each_second:6.1f} {row.queries:7}"
                f"{'  *' if missed else ''}"
            )
    return faults


if __name__ == "__main__":
    sys.exit(main())
