from datetime import date

import pytest

from exemptions.citations import BadCitation, find_provision, parse, successor
from exemptions.models import Renumbering, StatuteVersion
from tests.exemptions import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 20)


@pytest.fixture
def garden_law():
    for citation in ("花圃法(旧)4条", "花圃法(旧)4条1款(二)", "花圃法(旧)9条"):
        factories.provision(citation, since=date(2010, 1, 1))
    old = StatuteVersion.objects.get()
    old.effective_to = date(2024, 9, 12)
    old.save()
    for citation in ("花圃法(新)7条", "花圃法(新)7条1款(二)", "花圃法(新)8条"):
        factories.provision(citation, since=date(2024, 9, 13))
    new = StatuteVersion.objects.get(label="新")
    new.replaces = old
    new.save()
    Renumbering.objects.create(version=new, old_position="4条", new_position="7条")


@pytest.mark.usefixtures("garden_law")
def test_a_provision_in_force_is_found():
    assert find_provision("花圃法(新)7条1款(二)", on=TODAY).gist == "一句大意。"
    assert find_provision("花圃法(旧)4条", on=date(2024, 9, 12)).article == 4


@pytest.mark.usefixtures("garden_law")
@pytest.mark.parametrize(
    ("citation", "on", "says"),
    [
        ("花圃法(旧)4条1款(二)", TODAY, "2024年9月12日（星期四）后失效.*相应内容现为花圃法\\(新\\)7条1款\\(二\\)"),
        ("花圃法(旧)9条", TODAY, "请改引现行规定"),
        ("花圃法(新)7条", date(2024, 9, 12), "自2024年9月13日（星期五）起施行.*还不能引用"),
        ("花圃法7条", TODAY, "要写明版本：花圃法\\(新\\)、花圃法\\(旧\\)"),
        ("花圃法(1996)7条", TODAY, "没有“1996”这个版本"),
        ("花圃法(新)99条", TODAY, "法规库里没有花圃法\\(新\\)99条"),
        ("花圃法(新)8条2款", TODAY, "花圃法\\(新\\)8条没有2款.*只有一款，引用时不写款"),
        ("花圃法(新)7条1款(五)", TODAY, "没有1款\\(五\\).*7条1款\\(二\\)"),
        ("行政法7条", TODAY, "法规库里没有《行政法》"),
        ("花圃法第七条", TODAY, "条款请用数字写"),
        ("花圃法(新) 7条", TODAY, "不是规范的法条写法"),
    ],
)
def test_what_does_not_stand_is_refused_with_the_reason(citation, on, says):
    with pytest.raises(BadCitation, match=says):
        find_provision(citation, on=on)


def test_a_statute_of_one_version_takes_no_label():
    factories.provision("浇水规定1条")
    with pytest.raises(BadCitation, match="引用时不写版本"):
        find_provision("浇水规定(2020)1条", on=TODAY)


def test_what_only_informs_is_no_basis():
    factories.provision("花圃方案三(三)", level="内部文件")
    assert find_provision("花圃方案三(三)", on=TODAY)
    with pytest.raises(BadCitation, match="只能参考，不能作为法律依据"):
        find_provision("花圃方案三(三)", on=TODAY, as_basis=True)


@pytest.mark.usefixtures("garden_law")
def test_an_old_number_leads_to_the_new_one():
    old = StatuteVersion.objects.get(label="旧")
    assert successor(parse("花圃法(旧)4条3款"), old).format() == "花圃法(新)7条3款"
    assert successor(parse("花圃法(旧)9条"), old) is None
