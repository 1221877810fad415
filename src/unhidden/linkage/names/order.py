"""Which part of a name is whose own, where families may be named first or last.

Nguyen Lan and Lan Nguyen are one name; Nguyen Lan and Nguyen Huong are two people of
one family. The families that are named first are listed without counts, from general
knowledge: a name that is not among them is read as its last part says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from unhidden.lib.letters import split_words

# Of China, as Beijing, Hong Kong and Singapore spell them, of Vietnam and of Korea.
_FAMILIES = split_words(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo"
    " zheng liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai"
    " jiang yu du ye cheng wei su lu ding ren shen yao cui tan fan chan wong cheung lau"
    " leung ng lam yeung chow kwok lee ho tsang chu tse ouyang sima zhuge"
    " nguyen tran le pham huynh hoang phan vu vo dang bui do ngo duong ly truong dinh"
    " trinh dao doan luong mai ha ta thai lai"
    " kim park bak choi choe jung jeong chung kang cho jo yoon yun jang lim im shin seo"
    " kwon hwang ahn an yoo hong jeon ko moon son bae baek heo nam oh"
)
# A word between family and name, of nearly every woman or man of one country.
_BETWEEN = frozenset({"thi", "van"})
_LEAST_EAST = 2


class NameOrder(NamedTuple):
    """``called`` is the own name, ``also`` what stands beside it, ``family`` the last.

    ``head`` is a family that is usually named first, with ``own`` the names of its
    member, in order; both are empty of any other name.
    """

    called: str
    also: tuple[str, ...]
    family: str
    head: str = ""
    own: tuple[str, ...] = ()


def order_parts(parts: Sequence[str]) -> NameOrder | None:
    """The parts of a name by whose they are; None of a name of one part."""
    if len(parts) < _LEAST_EAST:
        return None
    first, *rest = parts
    own = _without_between(parts[:-1])
    plain = NameOrder(own[0], tuple(own[1:]), parts[-1])
    if first in _FAMILIES:
        return plain._replace(head=first, own=tuple(_without_between(rest)))
    if parts[-1] in _FAMILIES:
        return plain._replace(head=parts[-1], own=tuple(own))
    return plain


def _without_between(words: Sequence[str]) -> list[str]:
    left = [word for word in words if word not in _BETWEEN]
    return left or list(words)
