"""Filters of the print templates; what they do stands in documents/words.py."""

from django import template

from documents import words

register = template.Library()

for _name, _filter in {
    "zh_date": words.zh_date,
    "zh_day": words.zh_day,
    "zh_moment": words.zh_moment,
    "zh_money": words.zh_money,
    "citations": words.join_citations,
    "mark": words.mark,
    "bare": words.bare,
    "stop": words.stop,
    "paragraphs": words.paragraphs,
    "flow": words.flow,
    "groups": words.groups,
    "listed": words.listed,
    "width_class": words.width_class,
}.items():
    register.filter(_name, _filter)
