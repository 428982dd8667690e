"""A demo bureau to sign in to: people, parties and work, all invented and marked 示范数据."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import services as people_services
from accounts.models import Bureau, Section, User
from oversight import demo
from parties import services as party_services
from parties.enums import IdentifierState, NameKind
from training.demo import load_party_learning, load_training

SOURCE = Path(settings.BASE_DIR) / "fixtures" / "demo" / "bureau.json"


class Command(BaseCommand):
    help = "装入示范机关（人员、单位、案件均为虚构）。已有机关时什么也不做。"

    def handle(self, *args, **options) -> None:
        if Bureau.objects.filter(is_demo=False).exists():
            raise CommandError("这里已经有正式机关，不能装入示范数据。")
        if Bureau.objects.exists():
            self.stdout.write("示范数据已经装入。")
            return
        data = json.loads(SOURCE.read_text(encoding="utf-8"))
        # All or nothing: a start that was broken off begins again with an empty bureau, never with half of one.
        with transaction.atomic():
            admin = load_people(data)
            load_parties(data)
            learnt = load_training()
            made = demo.work_cases()
            load_party_learning()
        self.stdout.write(
            f"已装入示范机关：{admin.name}等{len(data['people'])}人，{len(data['parties'])}个当事人，{made}个案件；"
            f"{learnt}。"
        )


def load_people(data: dict) -> User:
    """The bureau, its sections, accounts and leading group, through the same verbs a person would use."""
    password = data["password"]
    first = next(person for person in data["people"] if person["role"] == "administrator")
    people_services.set_up_bureau(
        **data["bureau"],
        administrator={"username": first["username"], "name": first["name"], "password": password},
        demo=True,
    )
    admin = User.objects.get(username=first["username"])
    for order, section in enumerate(data["sections"]):
        people_services.add_section(actor=admin, order=order, **section)
    sections = {section.name: section for section in Section.objects.all()}
    for person in data["people"]:
        if person is first:
            continue
        fields = person | {"section": sections.get(person["section"])}
        if person["certificate_number"]:
            fields |= data["certificates"]
        people_services.add_person(actor=admin, password=password, **fields)
    for seat in data["seats"]:
        user = User.objects.get(username=seat["username"])
        people_services.give_seat(actor=admin, user=user, seat=seat["seat"], starts_on=seat["starts_on"])
    return admin


def load_parties(data: dict) -> None:
    officer = User.objects.get(username="officer1")
    for row in data["parties"]:
        fields = dict(row)
        former = fields.pop("former_names")
        if not fields["credit_code"]:
            fields["credit_code_state"] = IdentifierState.NONE
        seen = frozenset(match.party.pk for match in party_services.likely_matches(name=row["name"], user=officer))
        party = party_services.register_party(actor=officer, seen_matches=seen, **fields)
        for name in former:
            party_services.add_name(actor=officer, party=party, name=name, kind=NameKind.FORMER)
