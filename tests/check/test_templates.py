"""What no template may contain. Each rule has planted samples that it must find, so that a sleeping rule is noticed."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from app.web.assets import STATIC

TEMPLATES = STATIC.parent / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))

Rule = Callable[[str], list[str]]

#: words that are the same in every language
NOT_TRANSLATED = {"Kring"}

#: attributes that somebody reads or hears
SPOKEN_ATTRIBUTES = {
    "title", "placeholder", "alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "label",
    "data-busy", "data-odd", "data-missing", "data-missing-value", "data-text", "data-none", "data-over",
    "data-count", "data-hide", "data-failed", "data-unreachable",
}  # fmt: skip

#: parameters of the components that are shown; for lists, the places in each item that are
SPOKEN_PARAMETERS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("label", "title", "text", "hint", "caption", "aside", "detail", "busy", "empty"), None),
    **dict.fromkeys(("options", "items", "action", "earlier", "later"), (1, 2)),
    "heads": (0,),
    "pills": (0,),
    "pairs": (0,),
}

#: stands where a template puts a value in
VALUE = "\ue000"


@cache
def environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"])


@cache
def page_of(source: str) -> str:
    """The markup with a mark for every value, without statements, comments and what stands inside {% trans %}."""
    text, is_translated, statement = "", False, ""
    for _line, kind, value in environment().lex(source):
        if kind == "data":
            text += "" if is_translated else value
        elif kind == "variable_begin":
            text += VALUE
        elif kind == "block_begin":
            statement, text = "", text + " "
        elif kind == "name" and not statement:
            statement = value
            is_translated = value == "trans" or (is_translated and value != "endtrans")
    return text


@cache
def tree_of(source: str) -> nodes.Template:
    return environment().parse(source)


class Markup(HTMLParser):
    """Gathers start tags with their attributes, and text outside scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(page_of(source))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self._inside in ("script", "style") else self.texts).append(data)


@cache
def markup_of(source: str) -> Markup:
    return Markup(source)


def attributes(source: str) -> Iterator[tuple[str, str]]:
    """Of the markup, and of dictionaries handed to a component as attrs."""
    for _tag, attrs in markup_of(source).tags:
        yield from ((name, value or "") for name, value in attrs.items())
    for pair in tree_of(source).find_all(nodes.Pair):
        if isinstance(pair.key, nodes.Const):
            yield str(pair.key.value), str(pair.value.value) if isinstance(pair.value, nodes.Const) else VALUE


def words_in(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{2,}", text.replace(VALUE, " ")) if word not in NOT_TRANSLATED]


def no_style_attribute(source: str) -> list[str]:
    found = [f"{name}={value}" for name, value in attributes(source) if name == "style"]
    return found + ["<style>" for tag, _ in markup_of(source).tags if tag == "style"]


def no_code_in_attributes(source: str) -> list[str]:
    def is_code(name: str, value: str) -> bool:
        is_handler = re.match(r"on[a-z]+$|(data-)?hx-on\b", name) is not None
        return is_handler or re.match(r"\s*(js|javascript):", value, re.I) is not None

    return [f"{name}={value}" for name, value in attributes(source) if is_code(name, value)]


def no_trigger_filter(source: str) -> list[str]:
    return [value for name, value in attributes(source) if name.endswith("hx-trigger") and re.search(r"[\[\]]", value)]


def no_refused_htmx(source: str) -> list[str]:
    refused = re.compile(r"(data-)?hx-(boost|preload|history-cache|live|history-elt)\b")
    return [name for name, _ in attributes(source) if refused.match(name)]


def no_inline_script(source: str) -> list[str]:
    markup = markup_of(source)
    without_file = [str(attrs) for tag, attrs in markup.tags if tag == "script" and "src" not in attrs]
    return without_file + [text for text in markup.scripts if text.strip()]


def nothing_unescaped(source: str) -> list[str]:
    tree = tree_of(source)
    filters = [found.name for found in tree.find_all(nodes.Filter) if found.name == "safe"]
    names = [found.name for found in tree.find_all(nodes.Name) if found.name == "Markup"]
    return filters + names + re.findall(r"{%-?\s*autoescape\s+false", source)


def no_other_host(source: str) -> list[str]:
    written = re.findall(r"https?://(?!www\.w3\.org/)[^\s\"'<>]*", source)
    addresses = [value for name, value in attributes(source) if name in ("src", "href", "action")]
    return written + [address for address in addresses if address.startswith("//")]


def every_button_says_its_type(source: str) -> list[str]:
    return [str(attrs) for tag, attrs in markup_of(source).tags if tag == "button" and "type" not in attrs]


def every_post_goes_somewhere(source: str) -> list[str]:
    """Everything works as a form first: an hx-post without method and action would do nothing without script."""
    return [
        str(attrs)
        for tag, attrs in markup_of(source).tags
        if any(name.endswith(("hx-post", "hx-put", "hx-patch", "hx-delete")) for name in attrs)
        and not (tag == "form" and attrs.get("method") == "post" and attrs.get("action"))
    ]


def every_text_can_be_translated(source: str) -> list[str]:
    markup = markup_of(source)
    # a component may write a part of a tag: attributes without their tag are no text
    texts = [text.strip() for text in markup.texts if words_in(re.sub(r"[a-z-]+=\"[^\"]*\"", "", text))]
    spoken = [f"{name}={value}" for name, value in attributes(source) if name in SPOKEN_ATTRIBUTES and words_in(value)]
    return texts + spoken + list(untranslated_arguments(source))


def untranslated_arguments(source: str) -> Iterator[str]:
    """Plain English handed to a component: ui.button('Save') instead of ui.button(_('Save'))."""
    for call in tree_of(source).find_all(nodes.Call):
        if not isinstance(call.node, nodes.Getattr) or not is_named(call.node.node, "ui"):
            continue
        given: dict[str, Any] = dict(zip(parameters().get(call.node.attr, ()), call.args, strict=False))
        given |= {keyword.key: keyword.value for keyword in call.kwargs}
        for name, value in given.items():
            if name in SPOKEN_PARAMETERS:
                yield from (text for text in constants(value, SPOKEN_PARAMETERS[name]) if words_in(text))


def is_named(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


@cache
def parameters() -> dict[str, tuple[str, ...]]:
    """Component → names of its parameters, read from the components themselves."""
    found: dict[str, tuple[str, ...]] = {}
    for path in (TEMPLATES / "components").glob("*.html"):
        for macro in environment().parse(path.read_text()).find_all(nodes.Macro):
            found[macro.name] = tuple(argument.name for argument in macro.args)
    return found


def constants(value: nodes.Node, places: tuple[int, ...] | None) -> Iterator[str]:
    """Texts written out in an argument. `places`: those of an item that are shown; a bare text in a list is shown."""
    if isinstance(value, nodes.Const) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, nodes.List):
        for item in value.items:
            yield from constants(item, places)
    elif isinstance(value, nodes.Tuple) and places is not None:
        for place, part in enumerate(value.items):
            if place in places:
                yield from constants(part, places)


def no_name_in_the_title(source: str) -> list[str]:
    """Titles stay in the history of the tablet: fixed words, or the title of a page object that consists of such."""
    titles = [block for block in tree_of(source).find_all(nodes.Block) if block.name == "title"]
    return [str(part) for block in titles for part in shown(block) if not is_fixed(part)]


def shown(block: nodes.Block) -> Iterator[nodes.Node]:
    for output in block.find_all(nodes.Output):
        yield from output.nodes


def is_fixed(part: nodes.Node) -> bool:
    if isinstance(part, nodes.TemplateData):
        return True
    if isinstance(part, nodes.Getattr):
        return is_named(part.node, "page") and part.attr == "title"
    if isinstance(part, nodes.Call):
        return is_named(part.node, "_") and isinstance(part.args[0], nodes.Const) and not part.kwargs
    return False


def every_class_has_a_rule(source: str) -> list[str]:
    named = {
        name
        for tag, attrs in markup_of(source).tags
        for name in (attrs.get("class") or "").split()
        if VALUE not in name
    }
    return sorted(named - styled())


@cache
def styled() -> set[str]:
    css = "\n".join(path.read_text() for path in (STATIC / "css").glob("*.css"))
    return {*re.findall(r"\.([a-z][\w-]*)", css), "htmx-indicator"}


def no_context_in_components(source: str) -> list[str]:
    """Components stand in a global and are rendered alone: they know no page."""
    names = {found.name for found in tree_of(source).find_all(nodes.Name) if found.ctx == "load"}
    return sorted(names & {"page", "chrome", "request", "nurse"})


RULES: dict[Rule, tuple[str, ...]] = {
    no_style_attribute: (
        '<p style="color: red">',
        "<style>p{}</style>",
        "{{ ui.button(x, attrs={'style': 'top: 0'}) }}",
    ),
    no_code_in_attributes: (
        '<a onclick="go()">',
        '<a hx-on:click="go()">',
        '<a data-hx-on::after-swap="x">',
        "<a hx-vals='js:{a: 1}'>",
        '<a href="javascript:go()">',
        "{{ ui.button(x, attrs={'hx-on:click': 'go()'}) }}",
    ),
    no_trigger_filter: ('<a hx-trigger="click[ctrlKey]">', "{{ ui.button(x, attrs={'hx-trigger': 'click[a]'}) }}"),
    no_refused_htmx: (
        '<body hx-boost="true">',
        '<a hx-preload href="/">',
        "{{ ui.button(x, attrs={'hx-boost': 'true'}) }}",
    ),
    no_inline_script: (
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<script src="/a.js">go()</script>',
    ),
    nothing_unescaped: ("{{ note|safe }}", "{{ Markup(note) }}", "{% autoescape false %}{{ note }}{% endautoescape %}"),
    no_other_host: ('<img src="https://elsewhere.example/a.png">', '<script src="//elsewhere.example/a.js"></script>'),
    every_button_says_its_type: ("<button>{{ x }}</button>", "<button {% if x %}disabled{% endif %}>{{ x }}</button>"),
    every_post_goes_somewhere: ('<a hx-post="/x">', '<form hx-post="/x">', '<form method="post" hx-post="/x">'),
    every_text_can_be_translated: (
        "<p>Save</p>",
        "<p>{% if x %}Save{% endif %}</p>",
        "{% trans %}Fine{% endtrans %} not fine",
        '<input placeholder="Name">',
        '<a aria-label="Close {{ x }}">',
        "{{ ui.button('Save') }}",
        "{{ ui.field(form, 'name', 'Name') }}",
        "{{ ui.field(form, 'name', _('Name'), hint='As the team says it') }}",
        "{{ ui.choice(form, 'a', _('A'), [('yes', 'Yes')]) }}",
        "{% call ui.card('The team') %}{% endcall %}",
        "{% call ui.table(_('Hours'), ['Nurse']) %}{% endcall %}",
        "{{ ui.steps(['First']) }}",
    ),
    no_name_in_the_title: (
        "{% block title %}{{ page.client.name }}{% endblock %}",
        "{% block title %}{{ _('Visit to %(name)s', name=page.name) }}{% endblock %}",
    ),
    every_class_has_a_rule: ('<p class="quite">',),
}

HARMLESS = """{# A comment may say anything. #}
{% extends "layout/page.html" %}
{% block title %}{{ _('Clients') }}{% endblock %}
{% block main %}
<h1>{{ _('Clients') }}</h1> · 12 {{ page.count }}
{% trans count=page.count %}One client{% pluralize %}{{ count }} clients{% endtrans %}
<form method="post" action="/t/x" hx-post="/t/x" hx-trigger="submit, kring:again from:body" class="form">
  {{ ui.field(form, 'name', _('Name'), hint=_('As they like it'), size='short') }}
  {{ ui.choice(form, 'reached', _('Reached?'), [('yes', _('Yes')), ('no', _('No'))]) }}
  <button type="submit" class="button" title="{{ _('Save') }}">{{ _('Save') }}</button>
  <input aria-label="{{ _('Name') }}" placeholder="07:30">
  <svg xmlns="http://www.w3.org/2000/svg"></svg><script defer src="{{ asset('kring.js') }}"></script>
</form>
{% endblock %}"""


def broken(rule: Rule, names: Iterable[str] = ALL) -> dict[str, list[str]]:
    """Template → what the rule finds in it."""
    found = {name: rule((TEMPLATES / name).read_text()) for name in names}
    return {name: what for name, what in found.items() if what}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_template_breaks_a_rule(rule: Rule) -> None:
    assert broken(rule) == {}


def test_components_know_no_page() -> None:
    assert broken(no_context_in_components, [name for name in ALL if name.startswith("components/")]) == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_finds_what_is_planted_and_no_fault_with_what_is_right(rule: Rule) -> None:
    assert [planted for planted in RULES[rule] if not rule(planted)] == []
    assert rule(HARMLESS) == []


def test_the_rule_for_components_finds_what_is_planted() -> None:
    assert no_context_in_components("{% macro a() %}{{ page.title }}{% endmacro %}") == ["page"]


def test_every_component_is_listed_and_reached() -> None:
    source = (TEMPLATES / "components" / "ui.html").read_text()
    head, code = source.split("#}", 1)
    public = {name for name in parameters() if not name.startswith("_")}

    assert {name for name in public if not re.search(rf"\b{name}\(", head)} == set()
    assert {name for name in public if not re.search(rf"\.{name}\b", code)} == set()
