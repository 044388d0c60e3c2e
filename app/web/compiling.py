"""How templates become Python: Jinja's own compiler, with what a page does hundreds of times made cheap.

A page puts out some six hundred values, calls a component or a text four hundred times, and each of those went through
several layers that Kring has no use for: no function of ours asks for the template's context. What is put out is
escaped exactly as before; ``tests/web/test_compiling.py`` holds the two against each other.
"""

import re
from functools import lru_cache
from gettext import NullTranslations
from keyword import iskeyword
from typing import Any
from uuid import UUID

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from app.web import language

_INDENTATION = re.compile(r"\n\s+")
_has_a_sign = re.compile("[&<>'\"]").search


def escaped(value: Any) -> str:
    """The text of a value as it may stand in a page. The same letters as ``escape``, without another object around."""
    kind = type(value)
    if kind is Markup:
        return str.__str__(value)
    if kind is UUID or kind is int:
        return str(value)
    return value if kind is str and _has_a_sign(value) is None else escape(value)


def text(message: str, /, **values: Any) -> Markup:
    """``_`` of the templates: the text in the reader's language, its ``%(names)s`` filled in and escaped."""
    spoken = language.current.get()
    return _filled(_format(spoken, message), values) if values else _whole(spoken, message)


def texts(one: str, many: str, number: int, /, **values: Any) -> Markup:
    """``ngettext`` of the templates; ``%(num)s`` is the number."""
    spoken = language.current.get()
    return _filled(spoken.ngettext(one, many, number), {"num": number, **values})


@lru_cache(maxsize=8192)
def _whole(spoken: NullTranslations, message: str) -> Markup:
    return _filled(spoken.gettext(message), {})


@lru_cache(maxsize=8192)
def _format(spoken: NullTranslations, message: str) -> str:
    return str(spoken.gettext(message))


def _filled(message: str, values: dict[str, Any]) -> Markup:
    return str.__new__(Markup, message % {name: escaped(value) for name, value in values.items()})


class Component(Macro):
    """A macro that puts its arguments in their places without the detours for what no macro of ours asks."""

    def __init__(self, environment: Environment, *given: Any) -> None:
        super().__init__(environment, *given)
        names = (*self.arguments, "caller") if self.caller and not self.explicit_caller else tuple(self.arguments)
        self.places = {name: place for place, name in enumerate(names)}
        self.plain = not (self.catch_kwargs or self.catch_varargs or self.explicit_caller)
        self.unset: list[Any] = [missing] * len(self.arguments)
        if len(names) > len(self.unset):
            self.unset.append(environment.undefined("No caller defined", name="caller"))

    def __call__(self, *args: Any, **named: Any) -> str:
        if not self.plain or len(args) > len(self.arguments) or not named.keys() <= self.places.keys():
            return super().__call__(*args, **named)
        places = [*args, *self.unset[len(args) :]]
        for name, value in named.items():
            places[self.places[name]] = value
        return str.__new__(Markup, self._func(*places))


class Included(NodeTransformer):
    """What is included by its name stands in place, in a scope of its own: no context is copied for it."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - Jinja's name
        if not isinstance(node.template, nodes.Const) or node.ignore_missing or not node.with_context:
            return node
        assert self.environment.loader is not None
        source, _file, _fresh = self.environment.loader.get_source(self.environment, node.template.value)
        included = self.environment.parse(source)
        if included.find(nodes.Block) or included.find(nodes.Extends):
            return node
        return nodes.Scope(self.visit(included).body, lineno=node.lineno).set_environment(self.environment)


class Compiler(CodeGenerator):
    """Writes plain calls where Jinja goes by the context, and one cheap escape for everything put out."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        odd = any(iskeyword(given.key) for given in node.kwargs)
        if node.dyn_args is not None or node.dyn_kwargs is not None or odd:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """What is included stands in place before anything is written: each block then knows all that it will need."""
        Included(self.environment).visit(node)
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """``page.rows``: the attribute by the shortest way there is; Jinja's own way where there is none."""
        self.write("(found if (found := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """What stands together is handed on as one piece, not each value through every block around it.

        ``{{ ' wide' if wide }}`` puts out nothing otherwise: no object has to be made that says so.
        """
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("")
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) < 2:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline("yield concat((", node)
        for child in node.nodes:
            try:
                self.write(repr(self._output_child_to_const(child, frame, finalize)))
            except nodes.Impossible:
                self._output_child_pre(child, frame, finalize)
                self.visit(child, frame)
                self._output_child_post(child, frame, finalize)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """The indentation of a template is for whoever reads it there, and is not sent."""
        const = super()._output_child_to_const(node, frame, finalize)
        return _INDENTATION.sub("\n", const) if isinstance(node, nodes.TemplateData) else const

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            raise AssertionError("templates are escaped from their first letter to their last")
        self.write("environment.escaped(")


class Templating(Environment):
    """Jinja's environment with this compiler and these texts."""

    code_generator_class = Compiler
    Macro = Component
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(extensions=["jinja2.ext.i18n"], **options)
        self.globals.update(_=text, gettext=text, ngettext=texts)
