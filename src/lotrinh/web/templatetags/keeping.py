"""Parts of pages that are kept until the next act, for pages that themselves are somebody's own."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context

from lotrinh.living.journal.keeping import kept

register = template.Library()


class KeptNode(Node):
    """The block; its key is resolved each time, its content only where nothing is kept under the key."""

    def __init__(self, nodes: NodeList, key: list[FilterExpression]) -> None:
        self.nodelist, self.key = nodes, key

    def render(self, context: Context) -> str:
        """What was kept, or the content as it is made now."""
        return kept(lambda: self.nodelist.render(context), *(part.resolve(context) for part in self.key))


@register.tag("kept")
def keep(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "plans of home" internal %}…{% endkept %}`: the content, made once for each key, language and edition.

    The key names the block and EVERYTHING that its content depends on but acts and the day: which page of which plan,
    and whether the reader sees what is internal. Never a form that is sent, never a name of the reader. Give the view's
    context functions, not results: they are called only where the content is made.
    """
    key = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if not key:
        raise template.TemplateSyntaxError("kept: what is kept? The first word of the key is missing.")
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodes, key)
