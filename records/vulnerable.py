"""Known holes in the pinned packages, asked of the OSV database. What could not be asked is never taken for sound."""

import json
import re
import urllib.request
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;#]+)")
ADDRESS = "https://api.osv.dev/v1/querybatch"
SECONDS = 20


class NotAsked(Exception):
    """The database of holes did not answer, or not in a way that can be read."""


def pinned(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(found[1], found[2]) for line in lines if (found := PIN.match(line.strip()))]


def known_holes(packages: list[tuple[str, str]], *, address: str = ADDRESS) -> dict[str, list[str]]:
    """By "name==version": the numbers of what is known against it; only packages that have any."""
    asked = {
        "queries": [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    }
    request = urllib.request.Request(
        address, data=json.dumps(asked).encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 -- the address is the operator's
            results = json.load(answer)["results"]
        if len(results) != len(packages):
            raise ValueError(f"{len(results)} answers to {len(packages)} questions")
        return {
            f"{name}=={version}": [hole["id"] for hole in result["vulns"]]
            for (name, version), result in zip(packages, results, strict=True)
            if result.get("vulns")
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAsked(str(error)) from error
