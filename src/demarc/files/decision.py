"""A decision as a YAML form: which files hold the fit, the proposals and the interviews, and who read the scope."""

from dataclasses import dataclass
from pathlib import Path

from demarc.core.decision.decide import ScopeReview, Waiver
from demarc.files.filled import Filled, read_filled
from demarc.files.yaml_text import yaml_text

HELP = "`demarc decide --blank` writes a form"
FORM = """\
# What is decided from: files beside this one, or with their whole path.
fit: [lead.yaml, executive.yaml]
vendors:
  - name: Harborline
    proposal: [proposal.pdf]  # or reviewed: proposal.json, as `demarc proposal proposal.pdf --format json` wrote it
    interview: harborline.yaml

# The internal lead has read the scope alone, before signature, and said what they think of it.
review:
  by:
  on:
  said:

# Only without such a reading: the executive says why.
# without_review:
#   by:
#   reason:
"""


@dataclass(frozen=True, slots=True)
class VendorFiles:
    """The files of one vendor; `reviewed` is a review that was kept, in the place of the proposals it was made from."""

    name: str
    proposals: tuple[Path, ...]
    interview: Path | None
    reviewed: Path | None = None


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What a decision is made from."""

    fit: tuple[Path, ...]
    vendors: tuple[VendorFiles, ...]
    lead: ScopeReview | None
    waiver: Waiver | None


def read_decision(path: Path) -> DecisionForm:
    """Read a decision form. Raises `UnusableFile`, naming the line."""
    form = read_filled(path, HELP)
    form.only(("fit", "vendors", "review", "without_review"), "part of a decision")
    fit = tuple(path.parent / name for name in form.words("fit"))
    if not fit:
        raise form.refused("fit", "it names no answers to the fit questions", "name their files under `fit`")
    vendors = tuple(_vendor(part, path.parent) for part in form.parts("vendors"))
    return DecisionForm(fit, vendors, _review(form), _waiver(form))


def write_decision(form: DecisionForm) -> str:
    """Write a decision form whose files lie beside it; reading it again gives an equal form."""
    lines = [f"fit: [{', '.join(yaml_text(path.name) for path in form.fit)}]"]
    lines += ["vendors:"] if form.vendors else []
    for one in form.vendors:
        lines.append(f"  - name: {yaml_text(one.name)}")
        if one.proposals:
            lines.append(f"    proposal: [{', '.join(yaml_text(path.name) for path in one.proposals)}]")
        for key, path in (("reviewed", one.reviewed), ("interview", one.interview)):
            lines += [f"    {key}: {yaml_text(path.name)}"] if path else []
    if form.lead:
        lines += ["review:", f"  by: {yaml_text(form.lead.by)}", f"  on: {form.lead.on.isoformat()}"]
        lines.append(f"  said: {yaml_text(form.lead.said)}")
    if form.waiver:
        lines += ["without_review:", f"  by: {yaml_text(form.waiver.by)}", f"  reason: {yaml_text(form.waiver.reason)}"]
    return "\n".join(lines) + "\n"


def _vendor(part: Filled, folder: Path) -> VendorFiles:
    part.only(("name", "proposal", "reviewed", "interview"), "file of a vendor")
    if not part.text("name"):
        raise part.refused("name", "a vendor has no name", "write its `name`")
    interview = folder / part.text("interview") if "interview" in part else None
    proposals = tuple(folder / name for name in part.words("proposal"))
    reviewed = folder / part.text("reviewed") if "reviewed" in part else None
    if proposals and reviewed:
        raise part.refused("reviewed", "a vendor has a proposal and a review of one", "name either of them")
    return VendorFiles(part.text("name"), proposals, interview, reviewed)


def _review(form: Filled) -> ScopeReview | None:
    part = form.part("review")
    if part is None or not any(key in part for key in ("by", "on", "said")):
        return None
    part.only(("by", "on", "said"), "part of a review")
    for key in ("by", "said"):
        if not part.text(key):
            raise part.refused(key, f"the review has no `{key}`", "write who read the scope, when, and what they said")
    return ScopeReview(part.text("by"), part.day("on"), part.text("said"))


def _waiver(form: Filled) -> Waiver | None:
    part = form.part("without_review")
    if part is None:
        return None
    part.only(("by", "reason"), "part of it")
    for key in ("by", "reason"):
        if not part.text(key):
            raise part.refused(key, f"`without_review` has no `{key}`", "write which executive decides so, and why")
    return Waiver(part.text("by"), part.text("reason"))
