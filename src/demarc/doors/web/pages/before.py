"""Before signing: what there is, and the interview kit to print. No account; a link is all there is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from demarc.core.interview.kit import MUST
from demarc.core.interview.kit import QUESTIONS as KIT
from demarc.doors import clock
from demarc.doors.web.visit import show
from demarc.files.interview import blank_interview


@require_safe
def before(request: HttpRequest) -> HttpResponse:
    """Show what there is before signing."""
    return show(request, "before.html", now=clock.now(), here="before")


@require_safe
def interview(request: HttpRequest) -> HttpResponse:
    """Show the interview kit, to print."""
    return show(request, "before_interview.html", now=clock.now(), here="before", kit=KIT, must=len(MUST))


@require_safe
def blank_sheet(request: HttpRequest) -> HttpResponse:
    """Hand out the empty score sheet, as `demarc interview --blank` writes it."""
    return yaml_file(blank_interview(), "vendor.yaml")


def yaml_file(text: str, name: str) -> HttpResponse:
    """Hand out a form as a file."""
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
