"""How often one address, and all together, may try a code. Counted in the database, one statement a try.

The try is counted before the code is looked at and given back when it was right: many tries at once gain nothing.
"""

import time
from dataclasses import dataclass

from django.db import connection
from django.utils.crypto import salted_hmac

QUARTER = 900
HOUR = 3600
COUNT = """
    INSERT INTO disclosure_throttle (key, span, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET span = excluded.span,
        count = CASE WHEN disclosure_throttle.span = excluded.span THEN disclosure_throttle.count + 1 ELSE 1 END
    RETURNING count
"""
BACK = "UPDATE disclosure_throttle SET count = count - 1 WHERE key = %s AND span = %s AND count > 0"
CLEAN = "DELETE FROM disclosure_throttle WHERE span < %s AND key LIKE %s"


@dataclass(frozen=True)
class Limit:
    """`most` tries within `seconds`."""

    name: str
    most: int
    seconds: int

    @property
    def span(self) -> int:
        return int(time.time()) // self.seconds

    def key(self, who: str) -> str:
        """Addresses are not kept, only what cannot be turned back into one."""
        return f"{self.name}:{salted_hmac('disclosure.throttle', who, algorithm='sha256').hexdigest()[:32]}"


# A person mistypes a code a few times; nobody honest does so two hundred times an hour in the whole district.
ONE = Limit("code", 10, QUARTER)
ALL = Limit("codes", 200, HOUR)
EVERYBODY = "all"
# Public pages: what a person reads, many times over.
PAGES = Limit("pages", 120, 60)


def passes(limit: Limit, address: str) -> bool:
    """Count one page for this address."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [limit.key(address), limit.span])
        count = cursor.fetchone()[0]
        if count == 1:
            cursor.execute(CLEAN, [limit.span - 1, f"{limit.name}:%"])
    return count <= limit.most


class Try:
    """One try of a code from one address."""

    def __init__(self, address: str) -> None:
        self._keys = [(limit, limit.key(who), limit.span) for limit, who in ((ONE, address), (ALL, EVERYBODY))]
        self.is_allowed = self._count()

    def _count(self) -> bool:
        """An address over its own limit is not counted against all: it cannot shut the door for others."""
        for limit, key, span in self._keys:
            with connection.cursor() as cursor:
                cursor.execute(COUNT, [key, span])
                count = cursor.fetchone()[0]
                if limit is ALL and count == 1:
                    cursor.execute(CLEAN, [ONE.span - 1, "code:%"])
            if count > limit.most:
                return False
        return True

    def was_right(self) -> None:
        """A right code costs nothing."""
        with connection.cursor() as cursor:
            for _, key, span in self._keys:
                cursor.execute(BACK, [key, span])
