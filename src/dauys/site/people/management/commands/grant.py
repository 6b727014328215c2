"""``grant EMAIL ROLE``: gives the first stewards their role (docs/how-to/accounts.md)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import override

from dauys.errors import DauysError
from dauys.site.people.grants import bootstrap
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.words import Words


class Command(BaseCommand):
    """Gives a role on the server's own word, while there are fewer than two stewards."""

    help = "Gives a person a role; two stewards are made so, all others by two persons on the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[str(role) for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            person = bootstrap(options["email"], Role(options["role"]))
        except ValidationError:
            raise CommandError(f"{options['email']}: this is not an e-mail address.") from None
        except DauysError as refused:
            raise CommandError(Words("en").error(refused)) from None
        _write_to(person, options["role"])
        self.stdout.write(f"{person.email}: person {person.pk}, {', '.join(person.roles)}")
        self.stdout.write(
            "Next: sign in on the site with this address and no password; a code comes by e-mail. "
            "Then set up the second factor, which the site asks for."
        )


def _write_to(person: Person, role: str) -> None:
    with override(person.language):
        told = {"role": Role(role).label}
        subject = render_to_string("people/email/granted_subject.txt", told).strip()
        send_mail(subject, render_to_string("people/email/granted.txt", told), None, [person.email])
