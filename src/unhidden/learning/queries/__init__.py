"""What the public may learn: for whom, whether to report, and what to print."""

from unhidden.learning.queries.advice import Guidance, guidance
from unhidden.learning.queries.audiences import Audience, AudiencePage, audience
from unhidden.learning.queries.audiences import audiences as audiences
from unhidden.learning.queries.printed import (
    PosterLink,
    numbers,
    poster,
    posters,
    sheet_of_cards,
    typeface_for,
)

__all__ = [
    "Audience",
    "AudiencePage",
    "Guidance",
    "PosterLink",
    "audience",
    "audiences",
    "guidance",
    "numbers",
    "poster",
    "posters",
    "sheet_of_cards",
    "typeface_for",
]
