"""The shape of one section."""

from functools import cache

from app.blueprints.crm.notes.models import ClientNotes
from app.blueprints.crm.notes.sections import PLAIN, SECTIONS
from app.core import forms
from app.core.diff import Part, word_diff
from app.core.versions import VersionedForm


class SectionForm(VersionedForm):
    """Has one field, of the section's name."""

    def __init__(self, notes: ClientNotes):
        super().__init__(obj=notes)
        self.follow(notes)

    @property
    def words(self):
        return next(self[name] for name in self.stored)

    @property
    def changes(self) -> list[Part]:
        """What saving would change of what somebody else saved meanwhile."""
        return word_diff(self.stored[self.words.name], self.words.data)


def section_form(section: str, notes: ClientNotes | None) -> SectionForm:
    return _form_of(section)(notes or ClientNotes())


@cache
def _form_of(section: str) -> type[SectionForm]:
    kind = forms.text if section in PLAIN else forms.long_text
    return type("SectionForm", (SectionForm,), {section: kind(SECTIONS[section])})
