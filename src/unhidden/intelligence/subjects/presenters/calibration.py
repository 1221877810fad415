"""How often the weights were right, and whether they still fit, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.queries.calibration import CalibrationView
from unhidden.intelligence.subjects.rules.calibration import (
    FEWEST_JUDGED,
    BandFigures,
    BandFinding,
    CalibrationBand,
)
from unhidden.intelligence.subjects.rules.drift import (
    FEWEST_PEOPLE,
    DriftReading,
    UnseenNames,
)
from unhidden.ui.parts import Cell, Column, Table, Tone

_BANDS: dict[CalibrationBand, Promise] = {
    CalibrationBand.LIKELY: gettext_lazy("Likely the same: 8 and more"),
    CalibrationBand.CLOSE: gettext_lazy("Could be the same: 4 to 8"),
    CalibrationBand.ASKED: gettext_lazy("Could be the same: 0 to 4"),
    CalibrationBand.WEAK: gettext_lazy("Not asked about: −4 to 0"),
    CalibrationBand.FAR: gettext_lazy("Not asked about: −12 to −4"),
}
_FINDINGS: dict[BandFinding, tuple[Promise, Tone]] = {
    BandFinding.NOT_KNOWN: (gettext_lazy("Not known yet"), "neutral"),
    BandFinding.FITS: (gettext_lazy("As the weights say"), "good"),
    BandFinding.TOO_SURE: (gettext_lazy("The weights are too sure"), "urgent"),
    BandFinding.TOO_SHY: (gettext_lazy("The weights are too careful"), "warning"),
}
_NAMES: dict[str, Promise] = {
    "first": gettext_lazy("first names"),
    "last": gettext_lazy("last names"),
}


def tabulate_bands(found: CalibrationView) -> Table:
    """A row for each band, the likeliest first."""
    columns = (
        Column(_("Weight")),
        Column(_("Judged"), is_number=True),
        Column(_("The same"), is_number=True),
        Column(_("In 100, and where the true figure may lie")),
        Column(_("In 100, as the weights say"), is_number=True),
        Column(_("Judged without seeing the weight")),
        Column(_("What follows")),
    )
    return Table(
        _("What people judged of the pairs that were drawn"),
        columns,
        [_row(each) for each in found.bands],
    )


def describe_drift(drift: DriftReading) -> list[str]:
    """What has moved, in sentences; or that nothing has, or that too few are known."""
    if drift.people < FEWEST_PEOPLE:
        told = _(
            "Of %(people)s people that were drawn nothing can be said of how often"
            " strangers agree: %(fewest)s are needed."
        )
        return [told % {"people": drift.people, "fewest": FEWEST_PEOPLE}]
    moved = [
        _(
            "%(what)s: %(found)s of 10,000 pairs of strangers here, and the weights"
            " expect %(expected)s. It counts for %(bits)s too much."
        )
        % {
            "what": weighing.words(each.comparison, each.level),
            "found": _in_ten_thousand(each.found),
            "expected": _in_ten_thousand(each.expected),
            "bits": weighing.bits(each.bits_too_many).lstrip("+"),
        }
        for each in sorted(drift.levels, key=lambda each: -each.bits_too_many)
        if each.has_moved
    ]
    moved += [_describe_new_names(each) for each in drift.unseen if each.has_moved]
    nothing = _("Strangers here agree no more often than the weights expect.")
    return moved or [nothing]


def describe_unknown_names(drift: DriftReading) -> list[str]:
    """How many of the names here the weights know nothing of, for each place of one."""
    return [
        _(
            "Of 100 %(names)s here %(found)s stand in no list and were counted nowhere:"
            " they count as common."
        )
        % {"names": _NAMES[each.column], "found": round(100 * each.found)}
        for each in drift.unseen
        if each.people >= FEWEST_PEOPLE
    ]


def _row(each: BandFigures) -> tuple[object, ...]:
    text, tone = _FINDINGS[each.what_follows]
    return (
        _BANDS[each.band],
        _judged(each),
        each.same,
        _share(each),
        round(100 * each.expected) if each.judged else "",
        _blind(each),
        Cell(text, tone=tone),
    )


def _judged(each: BandFigures) -> str:
    told = _("%(judged)s of %(drawn)s") % {"judged": each.judged, "drawn": each.drawn}
    if not each.unsure:
        return told
    more = ngettext("%(count)s not sure", "%(count)s not sure", each.unsure)
    return f"{told}; {more % {'count': each.unsure}}"


def _share(each: BandFigures) -> str:
    if each.judged < FEWEST_JUDGED:
        return _("Fewer than %(fewest)s are judged") % {"fewest": FEWEST_JUDGED}
    low, high = each.likely_range
    return _("%(share)s (%(low)s to %(high)s)") % {
        "share": round(100 * each.same / each.judged),
        "low": round(100 * low),
        "high": round(100 * high),
    }


def _blind(each: BandFigures) -> str:
    return _("%(same)s of %(judged)s the same") % {
        "same": each.blind_same,
        "judged": each.blind_judged,
    }


def _describe_new_names(each: UnseenNames) -> str:
    told = _(
        "Of 100 %(names)s here the weights know nothing of %(found)s; where they were"
        " learnt it was %(learnt)s."
    )
    return told % {
        "names": _NAMES[each.column],
        "found": round(100 * each.found),
        "learnt": round(100 * (each.learnt or 0.0)),
    }


def _in_ten_thousand(share: float) -> str:
    """With as many places as a small share needs."""
    many = 10_000 * share
    return f"{many:,.0f}" if many >= 10 else f"{many:.2g}"  # a digit
