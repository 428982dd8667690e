"""What may be taught as law: titles looked up in the law library, the wrong ones refused by name."""

import re
from datetime import date

from exemptions.models import Statute, StatuteVersion
from records.errors import DomainError

NAMED = re.compile(r"《([^《》]{2,60})》")
# Endings that claim the rank of a law or regulation; plans, notices and lists have titles of every kind.
CLAIMS_LAW = re.compile(r"(法|法典|条例)(（[^（）]*）)?$")
STATE = "中华人民共和国"


def bare_title(text: str) -> str:
    """《中华人民共和国统计法》 and 统计法（2024修正） → 统计法."""
    text = text.strip().strip("《》").strip()
    return re.sub(r"[（(].*[）)]$", "", text).removeprefix(STATE)


def find_statute(text: str) -> Statute:
    """The statute of the library under this title or short name; an unknown one is refused."""
    bare = bare_title(text)
    for statute in Statute.objects.all():
        if bare and bare in {statute.code, bare_title(statute.title), bare_title(statute.code)}:
            return statute
    raise DomainError(
        f"法规库中没有这部法律：《{text.strip().strip('《》')}》。请核对名称；确有这部法律的，先由法制审核人员录入法规库。",
        field="statute",
    )


def version_for(statute: Statute, *, on: date) -> StatuteVersion:
    """The version in force that day, or the newest when none is."""
    versions = statute.versions.all()
    return versions.in_force(on=on).first() or versions.order_by("-effective_from").first()


def refuse_unknown_laws(text: str, *, field: str) -> None:
    """Free text may name a law only by a title that the library knows."""
    for name in NAMED.findall(text or ""):
        if CLAIMS_LAW.search(name):
            try:
                find_statute(name)
            except DomainError as error:
                raise DomainError(error.message, field=field) from error
