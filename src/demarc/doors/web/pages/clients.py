"""The clients of a template: where each stands, one of them, proposing to all, and following a template."""

from collections import Counter

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from demarc.acts.outcome import Refused
from demarc.acts.templates import amend_clients, follow_template
from demarc.doors.web.forms.versions import AmendForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.clients_page import client_page, clients_page, templates_to_follow

UNFIT = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def clients(visit: Visit) -> HttpResponse:
    """List the clients that follow this template, or propose its version in force to all that are behind."""
    page = clients_page(engagement=visit.engagement, by=visit.by, now=visit.now)
    form = AmendForm(visit.request.POST or None)
    if visit.request.method != "POST":
        return visit.show("clients.html", here="matrix", page=page, form=form)
    if not form.is_valid():
        trouble = "Say from when it is to decide, and why."
        return visit.show("clients.html", here="matrix", page=page, form=form, trouble=trouble, status=UNFIT)
    start = form.start(visit.member.zone)
    done = amend_clients(
        template=visit.engagement, by=visit.by, now=visit.now, starts_at=start, why=form.cleaned_data["why"]
    )
    if isinstance(done, Refused):
        return visit.show("clients.html", here="matrix", page=page, form=form, trouble=done.reason, status=UNFIT)
    came_to = Counter("proposed" if one.proposed else "troubled" if one.trouble else "same" for one in done)
    say(
        visit.request,
        Said(
            f"Proposed to {came_to['proposed']} clients; {came_to['same']} had it already; "
            f"{came_to['troubled']} could not be proposed, and say why."
        ),
    )
    return HttpResponseRedirect(reverse("clients", args=(visit.engagement,)))


@require_safe
@for_member
def client(visit: Visit, client: str) -> HttpResponse:
    """Show what one client has made its own."""
    page = client_page(engagement=visit.engagement, client=client, by=visit.by, now=visit.now)
    return visit.show("client.html", here="matrix", page=page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def follow(visit: Visit) -> HttpResponse:
    """Choose the template this engagement follows, and who of its own people plays each part in it."""
    choices = templates_to_follow(engagement=visit.engagement, by=visit.by, now=visit.now)
    sent = visit.request.POST
    if visit.request.method == "POST":
        chosen = next((one for one in choices if one.engagement == sent.get("template")), None)
        if chosen is not None:
            parts = {key: sent.get(f"part-{key}", "").strip() for key, _ in chosen.stand_ins}
            done = follow_template(
                engagement=visit.engagement,
                template=chosen.engagement,
                stands_for={key: own for key, own in parts.items() if own},
                by=visit.by,
                now=visit.now,
            )
            if isinstance(done, Refused):
                say(visit.request, Said(done.reason, "warning"))
            else:
                say(visit.request, Said(f"From now on it follows {chosen.name}, from version no. {done.base} on."))
                return HttpResponseRedirect(reverse("versions", args=(visit.engagement,)))
    wanted = visit.request.GET.get("template", "")
    chosen = next((one for one in choices if one.engagement == wanted), None)
    return visit.show("follow.html", here="matrix", choices=choices, chosen=chosen)
