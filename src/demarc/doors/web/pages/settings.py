"""The settings of the reader's own side: its feeds, its absences, its people, its mailbox."""

from datetime import datetime
from typing import TypedDict

from django.conf import settings as server
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from demarc.acts.absence import Away, be_away, call_off
from demarc.acts.add_feed import add_feed
from demarc.acts.change_feed import FeedChanged, change_feed, renew_token
from demarc.acts.cosign import Keeping, keep_record
from demarc.acts.outcome import Refused
from demarc.acts.send_link import Sent, send_link
from demarc.acts.switch_off_feed import SwitchedOff, switch_off_feed
from demarc.doors.web.forms.settings import FeedForm, MailboxForm, PlanForm, TokenForm
from demarc.doors.web.seat import Said, say
from demarc.doors.web.visit import Visit, for_member
from demarc.files.matrix.times import say_weekly
from demarc.record.reads.feed_lines import FeedLine
from demarc.record.reads.settings_page import SettingsPage, settings_page

UNFIT = 422
TOLD: dict[type, str] = {
    FeedChanged: "Changed, from the next signal on. What came stays as it was sorted.",
    SwitchedOff: "Switched off. Its token opens nothing any more; what it brought stays.",
    Sent: "On its way, to the address they sign in with. It works once, for half an hour.",
    Keeping: "Kept. The next checkpoint goes there.",
}


class Who(TypedDict):
    """In which engagement something is done, by whom, when."""

    engagement: str
    by: str
    now: datetime


@require_safe
@for_member
def settings(visit: Visit) -> HttpResponse:
    """Show the settings to a lead; to everybody else there is no such page."""
    return _shown(visit, _page(visit))


@require_POST
@for_member
def settings_act(visit: Visit, verb: str) -> HttpResponse:
    """Change one of them."""
    page = _page(visit)
    match verb:
        case "feed":
            return _add_feed(visit, page)
        case "away":
            return _plan(visit, page)
        case "mailbox":
            return _keep(visit, page)
        case "feed-change":
            return _change_feed(visit, page)
        case "feed-token":
            return _renew_token(visit, page)
        case "feed-off":
            done: object = switch_off_feed(feed=_given(visit, "feed"), **_who(visit))
        case "back":
            done = call_off(absence=_given(visit, "absence"), **_who(visit))
        case "link":
            done = send_link(person=_given(visit, "person"), **_who(visit))
        case _:
            raise Http404
    return _back(visit, done)


def _add_feed(visit: Visit, page: SettingsPage) -> HttpResponse:
    form = FeedForm(visit.request.POST, page=page)
    if not form.is_valid():
        return _shown(visit, page, feed=form)
    done = add_feed(**form.cleaned_data, **_who(visit))
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return _shown(visit, page, feed=form)
    return _show_token(visit, form.cleaned_data["name"], done.id, done.token)


def _change_feed(visit: Visit, page: SettingsPage) -> HttpResponse:
    line = _own_feed(visit, page)
    form = FeedForm(visit.request.POST, page=page, changing=line)
    if not form.is_valid():
        return _shown(visit, page, changed=(line.id, form))
    done = change_feed(feed=line.id, **form.cleaned_data, **_who(visit))
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return _shown(visit, page, changed=(line.id, form))
    return _back(visit, done)


def _renew_token(visit: Visit, page: SettingsPage) -> HttpResponse:
    line = _own_feed(visit, page)
    form = TokenForm(visit.request.POST, feed=line)
    overlap = form.cleaned_data["overlap"] if form.is_valid() else None
    if overlap is None:
        return _back(visit, Refused("Nothing was changed: say when the old token ends."))
    done = renew_token(feed=line.id, overlap=overlap, **_who(visit))
    if isinstance(done, Refused):
        return _back(visit, done)
    return _show_token(visit, done.name, done.feed, done.token, old_until=done.old_until)


def _own_feed(visit: Visit, page: SettingsPage) -> FeedLine:
    """Find the feed that is meant among those of one's own side that still post."""
    found = next((one for one in page.feeds if one.active and one.id == _given(visit, "feed")), None)
    if found is None:
        raise Http404
    return found


def _show_token(visit: Visit, name: str, feed: str, token: str, *, old_until: datetime | None = None) -> HttpResponse:
    # The token goes into this one page and into no cookie: it is kept nowhere but by whoever copies it.
    address = f"{server.DEMARC_URL}/in/{feed}"
    return visit.show("settings_feed.html", name=name, address=address, token=token, old_until=old_until)


def _plan(visit: Visit, page: SettingsPage) -> HttpResponse:
    form = PlanForm(visit.request.POST, page=page, zone=visit.member.zone)
    if not form.is_valid():
        return _shown(visit, page, plan=form)
    done = be_away(**form.cleaned_data, **_who(visit))
    if isinstance(done, Refused):
        form.add_error(None, done.reason)
        return _shown(visit, page, plan=form)
    return _back(visit, done)


def _keep(visit: Visit, page: SettingsPage) -> HttpResponse:
    form = MailboxForm(visit.request.POST, page=page)
    if not form.is_valid():
        return _shown(visit, page, mailbox=form)
    done = keep_record(mailbox=form.cleaned_data["mailbox"], key=page.key, **_who(visit))
    if isinstance(done, Refused):
        form.add_error("mailbox", done.reason)
        return _shown(visit, page, mailbox=form)
    return _back(visit, done)


def _back(visit: Visit, done: object) -> HttpResponseRedirect:
    match done:
        case Refused(reason):
            said = Said(reason, "warning")
        case Away(start=start, until=until) if until <= max(start, visit.now):
            said = Said("Ended. What others took meanwhile stays with them.")
        case FeedChanged(changed=()):
            said = Said("Nothing is different, so nothing was changed.")
        case Away():
            said = Said("Written down. What they hold moves to who covers, within a second of the start.")
        case _:
            said = Said(TOLD[type(done)])
    say(visit.request, said)
    return HttpResponseRedirect(reverse("settings", args=(visit.engagement,)))


def _page(visit: Visit) -> SettingsPage:
    return settings_page(**_who(visit))


def _who(visit: Visit) -> Who:
    return {"engagement": visit.engagement, "by": visit.by, "now": visit.now}


def _given(visit: Visit, name: str) -> str:
    return str(visit.request.POST.get(name, ""))


def _shown(
    visit: Visit,
    page: SettingsPage,
    *,
    feed: FeedForm | None = None,
    plan: PlanForm | None = None,
    mailbox: MailboxForm | None = None,
    changed: tuple[str, FeedForm] | None = None,
) -> HttpResponse:
    to_mend = dict([changed] if changed else [])
    return visit.show(
        "settings.html",
        here="settings",
        status=UNFIT if feed or plan or mailbox or changed else 200,
        page=page,
        feeds=tuple(
            (one, to_mend.get(one.id) or FeedForm(page=page, changing=one), TokenForm(feed=one)) for one in page.feeds
        ),
        people=tuple((one, say_weekly(one.hours.weekly) if one.hours else ()) for one in page.people),
        feed=feed or FeedForm(page=page),
        plan=plan or PlanForm(page=page, zone=visit.member.zone),
        mailbox=mailbox or MailboxForm(page=page),
        readers=server.DEMARC_READERS,
    )
