"""Entries and proofs: one entry as its reader may see it, the entries of an item, and proofs to look at and take along."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from demarc.core.proof import Proof
from demarc.doors.web.forms.record import EraseForm, GrowthForm
from demarc.doors.web.visit import Visit, for_member
from demarc.record.reads.proofs import entries_of_item, entry_page, prove_entry, prove_growth
from demarc.record.reads.record_page import record_page


@require_safe
@for_member
def entry(visit: Visit, seq: int) -> HttpResponse:
    """Show one entry, and the proof that it is in a checkpoint: the latest, or the one that was asked for."""
    page = entry_page(engagement=visit.engagement, seq=seq, by=visit.by, now=visit.now)
    asked = visit.request.GET.get("in", "")
    size = int(asked) if asked.isdecimal() and int(asked) in page.checkpoints else next(iter(page.checkpoints), 0)
    proof = prove_entry(engagement=visit.engagement, seq=seq, size=size, by=visit.by, now=visit.now) if size else None
    return visit.show("record_entry.html", page=page, size=size, proof=proof, erase=EraseForm(auto_id=False))


@require_safe
@for_member
def proof_file(visit: Visit, seq: int, size: int) -> HttpResponse:
    """Hand out the proof that an entry is in a checkpoint."""
    proof = prove_entry(engagement=visit.engagement, seq=seq, size=size, by=visit.by, now=visit.now)
    return _file(proof, f"proof-{visit.engagement}-entry-{seq}-in-{size}.json")


@require_safe
@for_member
def of_item(visit: Visit, item: str) -> HttpResponse:
    """List the entries of an item."""
    lines = entries_of_item(engagement=visit.engagement, item=item, by=visit.by, now=visit.now)
    return visit.show("record_item.html", item=item, lines=lines)


@require_safe
@for_member
def growth(visit: Visit) -> HttpResponse:
    """Show the proof that a later checkpoint only adds to an earlier one."""
    sizes = tuple(one.size for one in record_page(engagement=visit.engagement, by=visit.by, now=visit.now).checkpoints)
    form = GrowthForm(visit.request.GET, sizes=sizes)
    if not form.is_valid():
        return visit.show("record_growth.html", form=GrowthForm(sizes=sizes))
    earlier, later = sorted((form.cleaned_data["earlier"], form.cleaned_data["later"]))
    proof = prove_growth(engagement=visit.engagement, earlier=earlier, later=later, by=visit.by, now=visit.now)
    return visit.show("record_growth.html", form=form, proof=proof, earlier=earlier, later=later)


@require_safe
@for_member
def growth_file(visit: Visit) -> HttpResponse:
    """Hand out the proof that a later checkpoint only adds to an earlier one."""
    given = [visit.request.GET.get(name, "") for name in ("earlier", "later")]
    if not all(text.isdecimal() and len(text) < 16 for text in given):  # noqa: PLR2004 - no record is that long
        raise Http404
    earlier, later = sorted(map(int, given))
    proof = prove_growth(engagement=visit.engagement, earlier=earlier, later=later, by=visit.by, now=visit.now)
    return _file(proof, f"proof-{visit.engagement}-{earlier}-to-{later}.json")


def _file(proof: Proof, name: str) -> HttpResponse:
    answer = HttpResponse(proof.text(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
