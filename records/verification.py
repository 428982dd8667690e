"""The code under which anybody may ask whether a paper is genuine: random, so that papers cannot be counted through."""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse

from records.models import Paper

# Without letters and digits that look alike on paper.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 16


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def address(code: str) -> str:
    """What the QR code of a paper says; the code alone where the bureau has no address for people outside."""
    return code if not settings.PUBLIC_URL else settings.PUBLIC_URL.rstrip("/") + reverse("verify", args=[code])


def is_whole(paper: Paper) -> bool:
    """Are the stored bytes still those of the day of issue?"""
    return hashlib.sha256(bytes(paper.stored.pdf)).hexdigest() == paper.sha256


def is_same(paper: Paper, content: bytes) -> bool:
    """Are these bytes the paper, to the last bit?"""
    return bool(paper.sha256) and hashlib.sha256(content).hexdigest() == paper.sha256
