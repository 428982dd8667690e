"""Load the official wording of a statute beside our gists. The text is the bureau's own file, never part of a pack."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from exemptions.models import Provision, StatuteVersion
from exemptions.positions import parts_of, reading_order
from exemptions.statute_text import Article, StatuteText, StatuteTextError, parse_statute
from records.errors import DomainError
from records.services import append_event
from rules.citation import Citation

STREAM = "exemptions.statute"


@dataclass(frozen=True)
class WordingReport:
    """What was found and what a person should look at."""

    version: StatuteVersion
    articles: int
    paragraphs: int
    items: int
    matched: int
    added: int
    unmatched: tuple[str, ...]
    headings: int
    unsure: tuple[str, ...]
    missing: tuple[int, ...]


def find_version(text: StatuteText, *, code: str = "", label: str | None = None) -> StatuteVersion:
    """The version a text belongs to: by name and label, or by its title where that leaves no choice."""
    versions = StatuteVersion.objects.select_related("statute")
    versions = versions.filter(statute__code=code) if code else versions.filter(statute__title=text.title)
    if not versions:
        known = f"“{code}”" if code else f"《{text.title}》"
        raise DomainError(f"法规库里没有{known}。请先把它写进数据包，或者用 --statute 指明简称。")
    if label is not None:
        versions = versions.filter(label=label)
        if not versions:
            raise DomainError(f"“{code or text.title}”没有“{label}”这个版本。")
    if len(versions) > 1:
        labels = "、".join(version.label for version in versions)
        raise DomainError(f"《{versions[0].statute.title}》有几个版本（{labels}），请用 --version 指明是哪一个。")
    return versions[0]


def wordings(version: StatuteVersion, article: Article) -> Iterator[tuple[Citation, str]]:
    """Every place of an article with its official words, spelt as citations spell it.

    An article of one paragraph is cited without 款; its items then follow the article directly.
    """
    whole = Citation(version.statute.code, version.label, article.number, article.inserted)
    yield whole, article.text
    single = len(article.paragraphs) == 1
    for number, paragraph in enumerate(article.paragraphs, start=1):
        within = whole if single else replace(whole, paragraph=number)
        if not single:
            yield within, paragraph.text
        for numeral, words in paragraph.items:
            yield replace(within, item=numeral), words


def _write(version: StatuteVersion, words: dict[str, tuple[Citation, str]]) -> tuple[int, int, tuple[str, ...]]:
    rows = {row.citation: row for row in version.provisions.all()}
    Provision.objects.filter(pk__in=[row.pk for key, row in rows.items() if not row.gist and key not in words]).delete()
    matched, unmatched = [], []
    for key, row in rows.items():
        whole = key.removesuffix(row.half) if row.half else key
        if whole in words:
            row.wording = words[whole][1]
            matched.append(row)
        elif row.gist and row.article is not None:
            row.wording = ""
            unmatched.append(row)
    Provision.objects.bulk_update([*matched, *unmatched], ["wording"])
    added = [
        Provision(version=version, **parts_of(place), citation=key, order=reading_order(place), wording=wording)
        for key, (place, wording) in words.items()
        if key not in rows
    ]
    Provision.objects.bulk_create(added)
    beside = sum(1 for row in matched if row.gist)
    return beside, len(matched) - beside + len(added), tuple(row.citation for row in unmatched)


def _parsed(content: bytes, file_name: str) -> StatuteText:
    try:
        return parse_statute(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DomainError(f"{file_name}不是 UTF-8 编码的文本。请另存为 UTF-8 再载入。") from error
    except StatuteTextError as error:
        raise DomainError(f"{file_name}：{error}") from error


def _note_source(actor, version: StatuteVersion, file_name: str, content: bytes, articles: int) -> None:
    """Which file the words came from; the same file again is no event."""
    digest = hashlib.sha256(content).hexdigest()
    if version.wording_sha256 == digest:
        return
    version.wording_file, version.wording_sha256 = file_name[-200:], digest
    version.wording_loaded_at = timezone.now()
    version.save(update_fields=["wording_file", "wording_sha256", "wording_loaded_at"])
    append_event(
        actor=actor,
        verb="statute.load_wording",
        subject=version,
        stream=(STREAM, version.statute_id),
        summary=f"载入{version.name}官方原文{articles}条",
        after={"file": file_name, "sha256": digest},
    )


@transaction.atomic
def load_wording(*, actor, content: bytes, file_name: str, code: str = "", label: str | None = None) -> WordingReport:
    """Keep each article's own words; loading the same file again changes nothing, another file replaces the words."""
    text = _parsed(content, file_name)
    found = find_version(text, code=code, label=label)
    version = StatuteVersion.objects.select_for_update(of=["self"]).select_related("statute").get(pk=found.pk)
    words = {
        place.format(): (place, wording) for article in text.articles for place, wording in wordings(version, article)
    }
    matched, added, unmatched = _write(version, words)
    _note_source(actor, version, file_name, content, len(text.articles))
    return WordingReport(
        version,
        articles=len(text.articles),
        paragraphs=text.paragraph_count,
        items=text.item_count,
        matched=matched,
        added=added,
        unmatched=unmatched,
        headings=len(text.headings),
        unsure=text.unsure,
        missing=text.missing,
    )
