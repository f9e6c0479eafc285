"""The date column and the date box: what is stored comes back, what is typed stays."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers import deserialize, serialize
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given, settings

from meetings.dates import DateInterval, IntervalDateField, interval_bounds_constraint
from meetings.dates.forms import IntervalDateFormField, SpanFormMixin
from meetings.models import Session, Source
from tests.factories import make_council, make_session, make_user
from tests.meetings.test_dates_interval import intervals


def day(text: str) -> DateInterval:
    return DateInterval.parse_iso(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "edtf", ["2022-01-12", "2019-07", "2008", "199X", "[2009-03-12..2009-03-20]", "2199"]
)
def test_a_stored_date_comes_back(edtf: str) -> None:
    interval = DateInterval.parse_edtf(edtf)
    source = Source.objects.create(title="a", published=interval)
    assert Source.objects.get(pk=source.pk).published == interval
    assert Source.objects.filter(published=interval).exists()


@pytest.mark.django_db
def test_no_date_is_null() -> None:
    source = Source.objects.create(title="a")
    assert Source.objects.get(pk=source.pk).published is None
    assert Source.objects.filter(published__isnull=True).exists()


@pytest.mark.django_db
def test_bounds_can_be_queried() -> None:
    Source.objects.create(title="a", published=day("2009-03"))
    bounds = Source.objects.values_list("published__startswith", "published__endswith").get()
    assert bounds == (date(2009, 3, 1), date(2009, 4, 1))
    assert Source.objects.filter(published__overlap=day("2009-03-31")).exists()
    assert Source.objects.filter(published__contains=date(2009, 3, 31)).exists()
    assert not Source.objects.filter(published__overlap=day("2009-04-01")).exists()
    assert Source.objects.filter(published__contained_by=day("2009")).exists()


@pytest.mark.django_db
def test_the_database_refuses_open_empty_and_distant_dates() -> None:
    for literal in (
        "[2009-03-12,)",
        "(,2009-03-12]",
        "empty",
        "[1799-12-31,1800-01-02)",
        "[2199-12-31,2200-01-02)",
    ):
        with (
            pytest.raises(IntegrityError, match="source_published_bounds"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO meetings_source (title, publisher, author, kind, language, archive_url, published,"
                " withholds_quotations, note, record_version, restricted_access, mark_note)"
                " VALUES ('a','','','','','', %s::daterange, false,'',1, false, '')",
                [literal],
            )


@pytest.mark.django_db
def test_serialisers_carry_edtf() -> None:
    session = make_session(make_council(), "2019-07")
    text = serialize("json", [session])
    assert '"start": "2019-07"' in text
    (restored,) = deserialize("json", text)
    assert restored.object.start == day("2019-07")
    assert restored.object.end is None


@pytest.mark.django_db
def test_history_keeps_the_date() -> None:
    session = make_session(make_council(), "2019-07")
    Session.objects.filter(pk=session.pk).update(start=day("2019-07-05"))
    starts = session.events.order_by("pgh_id").values_list("start", flat=True)  # type: ignore[attr-defined]  # pghistory adds it
    assert list(starts)[-2:] == [day("2019-07"), day("2019-07-05")]


def test_the_field_takes_text_days_and_ranges() -> None:
    field = IntervalDateField()
    assert field.to_python("2019-07") == day("2019-07")
    assert field.to_python(date(2019, 7, 5)) == day("2019-07-05")
    assert field.to_python(field.get_prep_value(day("2019-07"))) == day("2019-07")
    assert field.to_python("") is None
    for wrong in ("2019-02-30", 7):
        with pytest.raises(ValidationError):
            field.to_python(wrong)


def test_migrations_see_the_field_as_it_was_declared() -> None:
    field = IntervalDateField(null=True, help_text="When.")
    _name, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == (
        "meetings.dates.fields.IntervalDateField",
        [],
        {"null": True, "help_text": "When."},
    )
    assert interval_bounds_constraint("start", "a") == interval_bounds_constraint("start", "a")


@settings(max_examples=200)
@given(intervals())
def test_the_words_in_the_box_read_back(interval: DateInterval) -> None:
    field = IntervalDateFormField()
    assert field.clean(field.prepare_value(interval)) == interval
    assert not field.has_changed(interval, field.prepare_value(interval))


class OneDate(forms.Form):
    when = IntervalDateFormField(required=False)


def test_the_box_keeps_what_was_typed() -> None:
    form = OneDate({"when": "03/04/2009"})
    assert form.errors == {"when": ["This may be 3 April 2009 or 4 March 2009: write the month as a word."]}
    assert 'value="03/04/2009"' in str(form["when"])


def test_the_box_says_how_it_understood() -> None:
    page = str(OneDate(initial={"when": day("2019-07")})["when"])
    assert 'value="July 2019"' in page
    assert "July 2019: some day from 1–31 July 2019." in page
    assert "style=" not in page


def test_an_empty_box_is_no_date() -> None:
    form = OneDate({"when": "  "})
    assert form.is_valid()
    assert form.cleaned_data["when"] is None


def test_two_days_need_a_form_that_takes_them() -> None:
    form = OneDate({"when": "12.-13.03.2009"})
    assert form.errors["when"] == [
        "These are two dates, 12–13 March 2009. Write one, and the last day in its own box."
    ]


class SpanForm(SpanFormMixin, forms.Form):
    start = IntervalDateFormField()
    end = IntervalDateFormField(required=False)


def test_two_days_in_the_first_box_fill_both() -> None:
    form = SpanForm({"start": "12.-13.03.2009", "end": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"start": day("2009-03-12"), "end": day("2009-03-13")}


def test_two_days_and_another_last_day_are_refused() -> None:
    form = SpanForm({"start": "12.-13.03.2009", "end": "14.03.2009"})
    assert form.errors == {
        "end": [
            "The last day stands with the first already (12–13 March 2009): empty this box, or write one day in the other."
        ]
    }


@pytest.mark.django_db
def test_the_hint_is_for_editors_only(client: Client) -> None:
    address = "/admin/read-date/"
    assert client.get(address, {"text": "2008"}).status_code == 302
    client.force_login(make_user("editor", is_staff=True))
    assert client.get(address, {"text": "7/2019"}).json() == {
        "understood": "July 2019: some day from 1–31 July 2019."
    }
    assert client.get(address, {"text": "03/04/2009"}).json() == {
        "problem": "This may be 3 April 2009 or 4 March 2009: write the month as a word.",
        "readings": ["3 April 2009", "4 March 2009"],
    }
    assert client.get(address, {"text": ""}).json() == {"understood": ""}
