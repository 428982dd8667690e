"""Small law of our own making: a statute in two versions, a list over it."""

from datetime import UTC, date, datetime

from accounts.enums import Role
from accounts.models import Section, User
from exemptions.enums import ListState
from exemptions.models import ItemBasis, ListItem, ListVersion, Pack, Provision, Statute, StatuteVersion
from exemptions.positions import parts_of, reading_order
from rules.citation import Citation


def pack(code: str = "sample", **more) -> Pack:
    return Pack.objects.get_or_create(code=code, defaults={"title": "试验数据包", **more})[0]


def person(role: str = Role.OFFICER, username: str = "", **more) -> User:
    if role in {Role.OFFICER, Role.HEAD}:
        more.setdefault("section", Section.objects.get_or_create(name="执法监督科")[0])
    username = username or f"{role}-{User.objects.count() + 1}"
    return User.objects.create_user(username, None, role=role, name=more.pop("name", "试验员"), **more)


def provision(
    citation: str, gist: str = "一句大意。", *, since: date = date(2020, 1, 1), level: str = "法律"
) -> Provision:
    """The row of a citation, with its statute and version where they do not exist yet."""
    place = Citation.parse(citation)
    statute, _ = Statute.objects.get_or_create(
        code=place.statute, defaults={"pack": pack(), "title": place.statute, "issuer": "示例机关", "level": level}
    )
    version, _ = StatuteVersion.objects.get_or_create(
        statute=statute, label=place.label, defaults={"effective_from": since}
    )
    return Provision.objects.create(
        version=version, **parts_of(place), citation=citation, order=reading_order(place), gist=gist
    )


def list_version(
    code: str = "L1",
    *,
    state: str = ListState.DRAFT,
    since: date = date(2024, 1, 1),
    pack_of: Pack | None = None,
    **more,
) -> ListVersion:
    """A draft by default; a published one is published only after `fill` has run on it."""
    published = (
        {} if state == ListState.DRAFT else {"published_at": datetime(2023, 12, 1, tzinfo=UTC), "sha256": "0" * 64}
    )
    return ListVersion.objects.create(
        code=code,
        title=f"试验清单{code}",
        pack=pack_of or pack(),
        state=state,
        effective_from=since,
        **published,
        **more,
    )


def list_item(version: ListVersion, number: str = "1", *, basis: tuple[Provision, ...] = (), **more) -> ListItem:
    fields = {
        "wording": "迟报一天以内的，不予行政处罚。",
        "offences": ["LATE"],
        "kinds": ["enterprise"],
        "outcome": "NP_MANDATORY_MINOR",
        "binding": "must",
        "measure": "reminder",
    }
    item = ListItem.objects.create(version=version, number=number, **{**fields, **more})
    for order, row in enumerate(basis):
        ItemBasis.objects.create(item=item, provision=row, order=order)
    return item


def publish_raw(version: ListVersion) -> ListVersion:
    """Publish without the gate, for tests of what a published row refuses."""
    version.state, version.published_at, version.sha256 = (
        ListState.PUBLISHED,
        datetime(2023, 12, 1, tzinfo=UTC),
        "0" * 64,
    )
    version.save()
    return version
