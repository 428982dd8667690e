"""Look a citation up in the law library, refusing in words what does not exist or was not in force."""

import re
from datetime import date

from exemptions.enums import BINDING_LEVELS
from exemptions.models import Provision, Renumbering, Statute, StatuteVersion
from records.errors import DomainError
from rules.calendar import zh_date
from rules.citation import Citation, arabic

NATION = "中华人民共和国"
_LONG = re.compile(
    r"^《?(?P<statute>[^《》()第]+)》?(?P<label>\([^()]+\))?》?"
    r"第(?P<article>[一二三四五六七八九十百千零\d]+)条(?:之(?P<inserted>[一二三四五六七八九十]+))?"
    r"(?:第(?P<paragraph>[一二三四五六七八九十\d]+)款)?(?:第\(?(?P<item>[一二三四五六七八九十]+)\)?项)?(?P<half>前段|后段)?$"
)


class BadCitation(DomainError):
    """A citation that cannot stand; the sentence says why and, where there is one, what to cite instead."""


def short_form(text: str) -> str:
    """《中华人民共和国某法》第三十三条第一款 → 某法33条1款, as the library writes it; anything else only loses odd brackets."""
    plain = "".join(text.split()).translate(str.maketrans("（）", "()"))
    found = _LONG.match(plain)
    if found is None:
        return plain
    part = found.groupdict(default="")
    statute = Statute.objects.filter(title=part["statute"]).values_list("code", flat=True).first()
    name = statute or part["statute"].removeprefix(NATION)
    inserted = f"之{part['inserted']}" if part["inserted"] else ""
    paragraph = f"{arabic(part['paragraph'])}款" if part["paragraph"] else ""
    item = f"({part['item']})" if part["item"] else ""
    return f"{name}{part['label']}{arabic(part['article'])}条{inserted}{paragraph}{item}{part['half']}"


def held_provision(text: str, *, on: date) -> Provision | None:
    """The provision the library holds under this citation and that may be a basis, in force on that day or not."""
    try:
        return find_provision(text, on=on, as_basis=True)
    except BadCitation:
        return Provision.objects.filter(citation=text, version__statute__level__in=BINDING_LEVELS).first()


def parse(text: str) -> Citation:
    try:
        return Citation.parse(text.strip())
    except ValueError as error:
        raise BadCitation(str(error)) from error


def find_provision(text: str | Citation, *, on: date, as_basis: bool = False) -> Provision:
    """The provision cited, in force on that day. `as_basis`: it must also be law, not a paper one may only refer to."""
    place = parse(text) if isinstance(text, str) else text
    version = _version(place)
    _in_force(place, version, on)
    if as_basis and not version.statute.may_be_basis:
        raise BadCitation(f"《{version.statute.title}》是{version.statute.level}，只能参考，不能作为法律依据。")
    provision = version.provisions.filter(citation=place.format()).first()
    if provision is None:
        raise BadCitation(_no_such_place(place, version))
    return provision


def _version(place: Citation) -> StatuteVersion:
    statute = Statute.objects.filter(code=place.statute).first()
    if statute is None and "第" in place.statute and "条" in place.statute:
        raise BadCitation(f"“{place.statute}”的条款请用数字写，例如“行政处罚法57条1款(二)”。")
    if statute is None:
        raise BadCitation(f"法规库里没有《{place.statute}》。不存在或者没有入库的文件不能引用。")
    versions = {version.label: version for version in statute.versions.select_related("statute")}
    if place.label in versions:
        return versions[place.label]
    labels = "、".join(f"{place.statute}({label})" for label in versions if label)
    if not labels:
        raise BadCitation(f"《{place.statute}》没有“{place.label}”这个版本，引用时不写版本。")
    if place.label:
        raise BadCitation(f"《{place.statute}》没有“{place.label}”这个版本，只有{labels}。")
    raise BadCitation(f"引用《{place.statute}》要写明版本：{labels}。")


def _in_force(place: Citation, version: StatuteVersion, on: date) -> None:
    if on < version.effective_from:
        raise BadCitation(f"{place.format()}自{zh_date(version.effective_from)}起施行，在{zh_date(on)}还不能引用。")
    if version.effective_to and on > version.effective_to:
        now = successor(place, version)
        instead = f"相应内容现为{now.format()}。" if now else "请改引现行规定。"
        raise BadCitation(
            f"{place.format()}在{zh_date(version.effective_to)}后失效，{zh_date(on)}不能再引用。{instead}"
        )


def _no_such_place(place: Citation, version: StatuteVersion) -> str:
    article = Citation(place.statute, place.label, place.article, place.inserted)
    rows = version.provisions.filter(article=place.article, inserted=place.inserted)
    if not place.article or not rows:
        return f"法规库里没有{place.format()}。请核对条号，或者先载入该法规的官方原文。"
    known = "、".join(row.position for row in rows.order_by("order")[:12])
    hint = "该条只有一款，引用时不写款。" if place.paragraph and not rows.filter(paragraph__isnull=False) else ""
    return f"{article.format()}没有{place.format().removeprefix(article.format())}。{hint}库中有：{known}。"


def successor(place: Citation, version: StatuteVersion) -> Citation | None:
    """Where the provision went in the version that replaced this one; None where nothing replaced it."""
    newer = version.replaced_by.first()
    return renumbered(place, newer) if newer else None


def renumbered(place: Citation, newer: StatuteVersion) -> Citation | None:
    """Old number → new number by the most exact row of the table: implementing rules still cite the old ones."""
    for row in sorted(Renumbering.objects.filter(version=newer), key=lambda row: -len(row.old_position)):
        old = Citation.parse(f"{place.statute}{row.old_position}")
        if not _bare(old).covers(_bare(place)):
            continue
        new = Citation.parse(f"{place.statute}{row.new_position}")
        return Citation(
            place.statute,
            newer.label,
            new.article,
            new.inserted,
            new.paragraph or place.paragraph,
            new.item or place.item,
            place.half,
        )
    return None


def _bare(place: Citation) -> Citation:
    return Citation(place.statute, "", place.article, place.inserted, place.paragraph, place.item, place.half)
