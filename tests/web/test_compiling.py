"""Kring's templates put out exactly what Jinja's own compiler would, escaped letter for letter."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from app.main import look
from app.web.compiling import Templating, escaped, text, texts
from app.web.language import PSEUDO, spoken

ODD = """<script>alert("it's & over")</script>"""


class Word(StrEnum):
    PLAIN = "plain"
    ODD = "<b>"


class Drawn:
    def __html__(self) -> str:
        return "<svg>"


class Shown(str):
    def __str__(self) -> str:
        return "<not what it looks like>"


VALUES: list[Any] = [
    ODD, "plain", "", "é’–", Markup("<b>kept</b>"), None, True, 7, -1.5, Word.PLAIN, Word.ODD, Drawn(), Shown("plain"),
    UUID(int=7), date(2026, 11, 22), [ODD], {"key": ODD}, (1, Markup("<i>")), b"<bytes>",
]  # fmt: skip

SOURCE = """
{%- macro box(label, kind=None, attrs={}) -%}
<p{{ ' class=' ~ kind if kind }}{{ attrs|xmlattr }}>
  {{- label }}{% if caller is defined %}{{ caller(label) }}{% endif %}</p>
{%- endmacro -%}
{{ value }}|{{ value ~ '<' }}|{{ [value, value]|join('<') }}|{{ value if value }}|{{ '<' if not value }}
{% for one in [value, '<i>'] %}{{ box(one) }}{{ ' & ' if not loop.last }}{% endfor %}
{{ box(value, kind=value, attrs={'title': value, 'hidden': true, 'class': 'x' if false}) }}
{% call(again) box('<u>') %}{{ again }}{{ value }}{% endcall %}
{% set kept %}{{ value }}<hr>{% endset %}{{ kept }}{{ [kept]|first }}
{{ box(*['<s>'], **{'kind': value}) }}{{ dict(a=value).a }}{{ '%s <'|format(value) }}
{{ value|e }}{{ value|string|upper }}
{% set one = '<kept>' %}{% for two in [value, '<'] %}{% include "part" %}{% endfor %}{{ one }}{% include "whole" %}
"""
PARTS = {
    "part": "{% set one = two %}{{ one }}{{ two|string|lower }}{% if two == '<' %}{% include 'leaf' %}{% endif %}",
    "leaf": "{{ value }}{% macro leaf(a) %}{{ a }}{% endmacro %}{{ leaf('<leaf>') }}",
    "whole": "{% block named %}{{ value }}{% endblock %}",
}


def both(source: str, **values: Any) -> tuple[str, str]:
    usual = Environment(autoescape=True, undefined=StrictUndefined, loader=DictLoader(PARTS))
    ours = Templating(autoescape=True, undefined=StrictUndefined, loader=DictLoader(PARTS))
    return usual.from_string(source).render(**values), ours.from_string(source).render(**values)


def test_every_kind_of_value_is_put_out_as_jinja_would() -> None:
    for value in VALUES:
        theirs, ours = both(SOURCE, value=value)
        assert ours == theirs, repr(value)
    assert "<script" not in both(SOURCE, value=ODD)[1]


def test_escaped_is_plain_text_of_the_right_letters() -> None:
    assert escaped(ODD) == "&lt;script&gt;alert(&#34;it&#39;s &amp; over&#34;)&lt;/script&gt;"
    assert escaped(Markup("<b>")) == "<b>"


def test_what_a_list_without_lines_would_have_included_is_not_missed_after_it() -> None:
    parts = {"part": "{{ one|upper }}", "box": "{% macro box() %}{{ caller() }}{% endmacro %}"}
    loop = "{% for one in [] %}{% include 'part' %}{% else %}{{ 'none'|upper }}{% endfor %}"
    source = "{% from 'box' import box %}{% call box() %}" + loop + "{% endcall %}{{ 'after'|upper }}"

    assert Templating(loader=DictLoader(parts), autoescape=True).from_string(source).render() == "NONEAFTER"


def test_indentation_is_not_sent_and_what_was_typed_is() -> None:
    source = "<ul>\n    <li>{{ typed }}</li>\n\n  </ul>\n<textarea>\n{{ typed }}</textarea>"

    assert both(source, typed="a\n    b")[1] == "<ul>\n<li>a\n    b</li>\n</ul>\n<textarea>\na\n    b</textarea>"


def test_an_unknown_name_is_an_error() -> None:
    for source in ("{{ nobody }}", "{{ nobody() }}", "{{ page.nobody() }}", "{{ page.nobody }}"):
        with pytest.raises(UndefinedError):
            Templating(autoescape=True, undefined=StrictUndefined).from_string(source).render(page=object())


def test_a_component_takes_the_arguments_that_a_macro_takes() -> None:
    head = "{% macro a(b, c='<c>') %}{{ b }}{{ c }}{{ caller() if caller is defined else '-' }}{% endmacro %}"
    right = ["a(1)", "a(1, 2)", "a(b=1)", "a(c=1, b=2)", "a(1, c=none)"]
    wrong = ["a()", "a(1, 2, 3)", "a(1, d=2)", "a(c=1)", "a(1, caller=1)"]
    for call in right:
        source = f"{head}{{{{ {call} }}}}" + "{% call a('<b>') %}<i>{{ 'x' }}{% endcall %}"
        theirs, ours = both(source)
        assert ours == theirs, call
    for call in wrong:
        for environment in (Environment, Templating):
            with pytest.raises((TypeError, UndefinedError)):
                environment(autoescape=True, undefined=StrictUndefined).from_string(f"{head}{{{{ {call} }}}}").render()


def test_values_in_a_text_are_escaped_and_the_text_is_not() -> None:
    assert text("<b>%(name)s</b> & 100 %%", name=ODD) == f"<b>{escaped(ODD)}</b> & 100 %"
    assert text("%(name)s", name=Markup("<i>")) == "<i>"
    assert text("100 %%") == "100 %"
    assert texts("%(num)s visit of %(name)s", "%(num)s visits of %(name)s", 2, name="<") == "2 visits of &lt;"
    assert isinstance(text("a"), Markup) and isinstance(texts("a", "b", 1), Markup)


def test_a_text_is_said_in_the_language_of_its_reader() -> None:
    plain = text("Round"), text("of %(name)s", name="Ann")
    with spoken(PSEUDO):
        longer = text("Round"), text("of %(name)s", name="Ann")

    assert plain == ("Round", "of Ann") == (text("Round"), text("of %(name)s", name="Ann"))
    assert all("⟦" in one for one in longer)


def test_nothing_that_templates_call_asks_for_their_context() -> None:
    environment = look()[1].environment
    asking = [name for name, value in environment.globals.items() if hasattr(value, "jinja_pass_arg")]

    assert asking == []


def test_a_template_cannot_turn_escaping_off() -> None:
    for source in ("{% autoescape false %}{{ a }}{% endautoescape %}", "{% autoescape b %}{{ a }}{% endautoescape %}"):
        with pytest.raises(AssertionError):
            Templating(autoescape=True).from_string(source)
