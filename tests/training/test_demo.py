"""The demo bureau's training loads through the verbs, once its law is there."""

import pytest
from django.utils import timezone

from tests.shipped import load_shipped_law
from training.demo import load_training
from training.gaps import gaps_of
from training.models import Course, LearningUnit, Milestone, Question

pytestmark = pytest.mark.django_db


def test_the_demo_training_shows_something_on_every_page(cast):
    load_shipped_law()
    said = load_training()
    assert said.startswith("1门课程") and said.endswith("5人取得清单资格")
    course = Course.objects.exclude(licence_unit__isnull=False).get()
    assert course.materials.get(kind="plan").errata.count() == 4
    assert Question.objects.filter(source="example").count() == 18
    today = timezone.localdate()
    assert gaps_of(cast.officer1, on=today) == [] and len(gaps_of(cast.officer4, on=today)) == 1
    assert LearningUnit.objects.filter(state="open").exists() and Milestone.objects.filter(state="confirmed").exists()
