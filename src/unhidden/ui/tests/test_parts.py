"""The components that stand between the frame and the words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import engines

from unhidden.ui import forms, parts


def drawn(source: str, **context: object) -> str:
    return str(engines["django"].from_string("{% load ui %}" + source).render(context))


def test_a_table_names_its_rows_and_labels_its_cells_for_a_phone() -> None:
    table = parts.Table(
        caption="Visits",
        columns=[parts.Column("Premises"), parts.Column("People", is_number=True)],
        rows=[[parts.Cell("Y Gwesty", url="/p/"), 4], ["<b>", 0]],
    )

    html = drawn("{% table table %}", table=table)

    assert '<th scope="row" role="rowheader"' in html
    assert '<a class="govuk-link" href="/p/">Y Gwesty</a>' in html
    assert html.count('data-label="People"') == 2
    assert "govuk-table__cell--numeric" in html
    assert "&lt;b&gt;" in html


def test_a_row_with_a_missing_cell_is_a_mistake_of_ours() -> None:
    table = parts.Table("Visits", [parts.Column("A"), parts.Column("B")], [["one"]])

    with pytest.raises(ValueError, match="zip"):
        drawn("{{ table.lines }}", table=table)


def test_a_summary_list_names_what_would_be_changed() -> None:
    rows = [
        parts.SummaryRow("Council", "Gwynedd", change_url="/change/"),
        parts.SummaryRow("Words", "One.\nTwo."),
    ]

    html = drawn("{% summary_list rows %}", rows=rows)

    assert 'Change<span class="govuk-visually-hidden"> Council</span>' in html
    assert "One.<br>Two." in html
    assert html.count("govuk-summary-list__row--no-actions") == 1


@pytest.mark.parametrize("tone", parts.COLOUR_OF_TONE)
def test_each_tone_has_one_colour(tone: str) -> None:
    colour = parts.COLOUR_OF_TONE[tone]

    assert drawn("{% tag 'Open' tone %}", tone=tone) == (
        f'<strong class="govuk-tag govuk-tag--{colour}">Open</strong>'
    )


def test_a_tag_escapes_its_text() -> None:
    assert "&lt;i&gt;" in drawn("{% tag text %}", text="<i>")


def test_a_badge_is_shown_only_where_something_waits() -> None:
    assert drawn("{% badge 0 %}") == ""
    assert "(1,200 waiting)" in drawn("{% badge 1200 %}")


def test_a_timeline_tells_what_when_and_by_whom() -> None:
    at = datetime(2016, 10, 17, 13, 30, tzinfo=UTC)
    events = [parts.TimelineEvent("Opened", at, by="Nia", text="One\n\nTwo", url="/e/")]

    html = drawn("{% timeline events heading=3 %}", events=events)

    assert '<h3 class="moj-timeline__title">' in html
    assert "by Nia" in html
    assert 'datetime="2016-10-17T13:30:00+00:00">17 October 2016 at 2:30pm' in html
    assert "<p>Two</p>" in html


def test_an_empty_state_shows_the_way_on_where_there_is_one() -> None:
    assert "href" not in drawn("{% empty_state 'Nothing yet' %}")
    assert 'href="/add/">Add</a>' in drawn("{% empty_state 'None' 'Add' '/add/' %}")


def test_a_question_before_something_final_warns_by_its_button() -> None:
    question = parts.Confirmation("Close it?", "It ends.", "Close", "/back/", True)
    template = engines["django"].get_template("ui/confirm.html")

    html = template.render({"confirmation": question})

    assert "govuk-button--warning" in html
    assert '<form method="post"' in html
    assert 'href="/back/"' in html


def test_the_summary_links_to_the_box_that_is_wrong_and_names_its_field() -> None:
    class Sample(forms.Form):
        on = forms.Day(label="Date of the visit")
        kind = forms.OneOf(label="Kind", choices=[("a", "A")], missing="Select a kind")
        people = forms.Count(label="People", error_messages={"invalid": "Say how many"})

        def clean(self) -> None:
            self.add_error(None, "Nothing fits together")

    form = Sample({"on_day": "1", "on_month": "", "on_year": "2016", "people": "x"})

    html = drawn("{% error_summary form %}", form=form)

    assert '<a href="#id_on_month">Nothing fits together</a>' in html
    assert '<a href="#id_on_month">Date of the visit: enter the month as well</a>' in (
        html
    )
    assert '<a href="#id_kind">Select a kind</a>' in html
    assert '<a href="#id_people">Say how many</a>' in html


def test_no_summary_without_errors() -> None:
    class Sample(forms.Form):
        name = forms.Text(label="Name")

    html = drawn("{% error_summary a b %}", a=Sample(), b=Sample({"name": "x"}))

    assert html.strip() == ""


def test_a_field_can_be_the_heading_of_its_page() -> None:
    class Sample(forms.Form):
        name = forms.Text(label="Your name")
        kind = forms.OneOf(label="Kind", choices=[("a", "A")])

    html = drawn(
        "{% field f.name heading=True %}{% field f.kind size='m' %}", f=Sample()
    )

    assert '<h1 class="govuk-label-wrapper">' in html
    assert "govuk-label--l" in html
    assert "govuk-fieldset__legend--m" in html
    assert html.count("<h1") == 1
