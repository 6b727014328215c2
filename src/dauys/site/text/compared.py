"""What stands below the head of a comparison: kept by the hashes of both texts, and worked out when
a version is published, so that no reader waits for it.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString
from django_tasks import task

from dauys.errors import DauysError
from dauys.site.text import documents, fragments, laid
from dauys.site.text.models import Version

EARLIER = 6  # versions with which a new one is compared ahead: the last ones of its work


def body(old: Version, new: Version, language: str, spoken: str, show: str) -> SafeString:
    """Both versions side by side, in a language of theirs and the words of the page's.

    Raises what is raised where there are more articles than are compared.
    """

    def told() -> dict[str, object]:
        made = laid.laid(old, new, language, spoken)
        return {
            "old": old,
            "new": new,
            "language": language,
            "show": show,
            "lines": made.shown(show),
            "counts": made.counts(),
            "jumps": made.jumps(),
            "account": made.account,
            "ties": made.ties,
            "suffixes": documents.TABLES,
        }

    key = laid.key(show, old, new, language, spoken)
    return fragments.kept(key, "text/compare_body.html", told)


@task()
def work_out(entry: int) -> int:
    """Lays a version beside those before it, in every language of the site; gives how many pages.

    Texts with more articles than are compared are left out, as their page is.
    """
    new = Version.objects.get(entry=entry)
    earlier = Version.objects.filter(work=new.work, entry__lt=entry).order_by("-entry")[:EARLIER]
    count = 0
    for old in earlier:
        for spoken, _ in settings.LANGUAGES:
            language = laid.language_of(old, new, spoken)
            if language is not None:
                count += _page(old, new, language, spoken)
    return count


def _page(old: Version, new: Version, language: str, spoken: str) -> bool:
    try:
        with translation.override(spoken):
            body(old, new, language, spoken, "all")
            laid.drawn(old, new, language, spoken)
    except DauysError:
        return False
    return True
