"""Who is on a record, what is shared of it under which agreement, who saw it."""

from unhidden.sharing.models import LegalBasis
from unhidden.sharing.queries.shares import receivers, waiting
from unhidden.sharing.queries.team import Member, find_team

__all__ = ["LegalBasis", "Member", "find_team", "receivers", "waiting"]
