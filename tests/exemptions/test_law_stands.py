"""What the database itself refuses, whoever asks."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from exemptions.enums import ListState
from exemptions.models import ItemBasis, ItemExample, ListItem, ListSignature, ListVersion, StatuteVersion
from tests.exemptions import factories

pytestmark = pytest.mark.django_db


def refused(action, match: str) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        action()


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def published():
    version = factories.list_version()
    factories.list_item(version, basis=(factories.provision("花圃管理法1条"),))
    return factories.publish_raw(version)


def test_versions_of_one_statute_never_overlap():
    version = factories.provision("花圃管理法(旧)1条", since=date(2010, 1, 1)).version
    version.effective_to = date(2019, 12, 31)
    version.save()
    late = StatuteVersion(statute=version.statute, label="新", effective_from=date(2019, 12, 31))
    with pytest.raises(ValidationError, match="有效期不能重叠"):
        late.full_clean()
    refused(late.save, "statute_versions_never_overlap")
    late.effective_from = date(2020, 1, 1)
    late.save()
    assert version.statute.versions.count() == 2


def test_two_lists_in_force_on_one_day_are_refused(published):
    with pytest.raises(IntegrityError, match="list_versions_never_overlap"), transaction.atomic():
        factories.publish_raw(factories.list_version("L2", since=date(2025, 1, 1)))


def test_drafts_may_lie_over_the_list_in_force(published):
    assert factories.list_version("L2", since=date(2024, 6, 1)).pk


def test_the_next_version_may_begin_the_day_after_the_last(published):
    ListVersion.objects.filter(pk=published.pk).update(effective_to=date(2024, 12, 31))
    assert factories.publish_raw(factories.list_version("L2", since=date(2025, 1, 1))).pk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exemptions_listversion SET title = '改过的清单'",
        "UPDATE exemptions_listversion SET effective_from = '2020-01-01'",
        "UPDATE exemptions_listversion SET state = 'draft'",
        "DELETE FROM exemptions_listversion",
        "UPDATE exemptions_listitem SET wording = '改过的条件'",
        "UPDATE exemptions_listitem SET condition = NULL",
        "DELETE FROM exemptions_itembasis",
        "INSERT INTO exemptions_itemexample (item_id, title, sheet, qualifies) SELECT id, '', '{}', true FROM exemptions_listitem",
    ],
)
def test_a_published_list_cannot_be_changed_even_by_hand(published, statement):
    refused(lambda: sql(statement), "已经公布的清单")


def test_no_item_joins_a_published_list(published):
    refused(lambda: factories.list_item(published, "2"), "已经公布的清单")


def test_an_item_cannot_be_carried_into_a_published_list(published):
    item = factories.list_item(factories.list_version("L2", since=date(2030, 1, 1)), "2")
    refused(lambda: ListItem.objects.filter(pk=item.pk).update(version=published), "已经公布的清单")


def test_a_published_list_can_be_repealed_once_with_date_and_reason(published):
    rows = ListVersion.objects.filter(pk=published.pk)
    refused(lambda: rows.update(state=ListState.REPEALED), "list_repealed_with_date_and_reason")
    repeal = {
        "state": ListState.REPEALED,
        "effective_to": date(2024, 6, 30),
        "repealed_at": published.published_at,
        "repeal_reason": "上位法已经修改",
    }
    rows.update(**repeal)
    refused(lambda: rows.update(effective_to=None), "已经公布的清单")
    refused(lambda: rows.update(state=ListState.PUBLISHED), "已经公布的清单")
    assert ListVersion.objects.in_force(on=date(2024, 3, 1)).get() == published
    assert not ListVersion.objects.in_force(on=date(2024, 7, 1)).exists()


def test_the_last_day_of_a_published_list_cannot_be_moved_back(published):
    rows = ListVersion.objects.filter(pk=published.pk)
    rows.update(effective_to=date(2024, 6, 30))
    refused(lambda: rows.update(effective_to=date(2025, 6, 30)), "已经公布的清单")


def test_a_list_is_not_published_without_date_and_hash():
    version = factories.list_version(since=date(2024, 1, 1))
    refused(
        lambda: ListVersion.objects.filter(pk=version.pk).update(state=ListState.PUBLISHED),
        "list_published_with_date_and_hash",
    )


def test_a_paper_without_force_of_law_is_never_a_basis():
    plan = factories.provision("花圃方案三(三)", level="内部文件")
    item = factories.list_item(factories.list_version())
    refused(lambda: ItemBasis.objects.create(item=item, provision=plan), "《花圃方案》是内部文件，只能参考")


def test_signatures_under_a_list_only_grow(published):
    signature = ListSignature.objects.create(
        version=published, role="chair", signer=factories.person("leader"), sha256="0" * 64
    )
    refused(lambda: sql("UPDATE exemptions_listsignature SET words = '同意'"), "只能增加")
    refused(signature.delete, "只能增加")


def test_examples_belong_to_drafts():
    item = factories.list_item(factories.list_version())
    example = ItemExample.objects.create(item=item, title="迟报一天", sheet={"violation": "LATE"}, qualifies=True)
    factories.publish_raw(item.version)
    refused(example.delete, "已经公布的清单")


@pytest.mark.parametrize(("half", "words"), [("前段", "轻的，不罚。"), ("后段", "初次的，可以不罚。")])
def test_a_half_paragraph_knows_its_own_words(half, words):
    row = factories.provision(f"花圃管理法2条1款{half}")
    row.wording = "轻的，不罚。初次的，可以不罚。"
    assert row.half_words == (words,)
