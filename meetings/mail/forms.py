"""What readers fill in to get notices by mail."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from meetings.vocabulary import Rhythm

LONGEST_NOTE = 300


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        choices=Rhythm.choices,
        error_messages={
            "required": _("Choose how often."),
            "invalid_choice": _("Choose how often from the list."),
        },
    )


class SubscribeForm(RhythmForm):
    """``website`` is a trap: people do not see it, programs that fill in forms do."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Write the address to which the notices go."),
            "invalid": _("This is not an e-mail address: it should read like name@example.org."),
        },
    )
    note_to_self = forms.CharField(
        max_length=LONGEST_NOTE,
        required=False,
        error_messages={"max_length": _("The note is too long: %(limit_value)s characters are the most.")},
        validators=[ProhibitNullCharactersValidator()],
    )
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        """The domain in small letters; what stands before it is the mail server's business."""
        local, _at, domain = str(self.cleaned_data["email"]).rpartition("@")
        return f"{local}@{domain.lower()}"

    @property
    def is_from_a_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def chosen_rhythm(self) -> Any:
        """What the form shows as chosen."""
        return self.data.get("rhythm") or Rhythm.DAILY
