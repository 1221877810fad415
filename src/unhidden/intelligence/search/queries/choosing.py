"""What else may be the same as a subject: of its kind, found by hand with one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import Mention
from unhidden.intelligence.search import rules as finding_rules
from unhidden.intelligence.search.queries import finding
from unhidden.intelligence.subjects.queries.near import (
    SubjectIndex,
    list_subject_links,
)
from unhidden.intelligence.subjects.queries.subjects import (
    SubjectMention,
    list_mention_views,
)

#: So many are shown; of so many other things that the line names, and of so many links
#: of each, it is asked what of the kind is linked to them.
MOST_CHOICES, MOST_THINGS, MOST_LINKED = 20, 10, 20


@dataclass(frozen=True, slots=True)
class SameChoice:
    """A subject by its mention that fits best.

    ``linked_to`` is what the line names where that is another kind of thing: the number
    that a person uses. It is empty where the line names the subject itself.
    """

    said: SubjectMention
    linked_to: str = ""


@dataclass(frozen=True, slots=True)
class SameChoices:
    """What a line may mean, the best first; ``is_cut`` where there may be more."""

    rows: tuple[SameChoice, ...] = ()
    is_cut: bool = False


@query
def list_same_choices(*, viewer: Actor, mention_id: UUID, text: str) -> SameChoices:
    """Subjects of the mention's kind that the line finds, but for its own.

    As Find does: what the viewer may not see is not there. Raises Absent where the
    mention is not in view.
    """
    viewer.must("intelligence.judge_mentions")
    own = Mention.objects.filter(id=mention_id).values_list("kind", flat=True).first()
    if own is None:
        raise Absent
    asked = finding_rules.parse_search_line(text)
    if not asked.text:
        return SameChoices()
    results, is_cut = finding.match_search_line(asked, viewer)
    best = [each.hits[0].id for each in results if each.kind == finding.SUBJECT]
    chosen = _choose(mention_id, own, best)
    shown = list(chosen)[:MOST_CHOICES]
    known = {each.id: each for each in list_mention_views(shown)}
    rows = (SameChoice(known[key], chosen[key]) for key in shown if key in known)
    return SameChoices(tuple(rows), is_cut or len(chosen) > MOST_CHOICES)


def _choose(mention_id: UUID, kind: str, best: Iterable[UUID]) -> dict[UUID, str]:
    """Of each other subject of the kind one mention, and what it is linked to.

    First those that the line names themselves, then those linked to what it names.
    """
    rows = Mention.objects.filter(id__in=best).values_list("id", "kind", "text")
    said = {key: (of, text) for key, of, text in rows}
    met = SubjectIndex()
    met.meet([mention_id, *said])
    once: dict[UUID, tuple[UUID, str]] = {}
    things: dict[UUID, str] = {}
    for key in (each for each in best if each in said):
        of, text = said[key]
        if of == kind:
            once.setdefault(met.of[key], (key, ""))
        elif len(things) < MOST_THINGS:
            things.setdefault(met.of[key], text)
    for key, thing in _linked_to(kind, things, met):
        once.setdefault(met.of[key], (key, thing))
    once.pop(met.of[mention_id], None)
    return dict(once.values())


def _linked_to(
    kind: str, things: Mapping[UUID, str], met: SubjectIndex
) -> Iterator[tuple[UUID, str]]:
    """The mentions of a kind that links lead to from these subjects, with each."""
    members = {key: met.members[key] for key in things}
    links = list_subject_links(members, width=MOST_LINKED) if members else []
    ends = {each.other for each in links}
    wanted = set(
        Mention.objects.filter(id__in=ends, kind=kind).values_list("id", flat=True)
    )
    met.meet(wanted)
    for each in links:
        if each.other in wanted:
            yield each.other, things[each.subject]
