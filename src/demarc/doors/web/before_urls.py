"""Before signing: addresses that need no account. What belongs to a buyer's file is opened by the token of a link."""

from django.urls import path

from demarc.doors.web.pages import (
    before,
    before_decision,
    before_fit,
    before_proposal,
    before_scope,
    before_scores,
    before_vendors,
)

urlpatterns = [
    path("", before.before, name="before"),
    path("proposal/", before_proposal.proposal, name="before-proposal"),
    path("interview/", before.interview, name="before-interview"),
    path("interview/vendor.yaml", before.blank_sheet, name="before-blank-sheet"),
    path("fit/", before_fit.fit, name="before-fit"),
    path("fit/<str:token>/", before_fit.answer, name="before-answer"),
    path("fit/<str:token>/memo.<slug:form>", before_fit.fit_memo, name="before-fit-memo"),
    path("fit/<str:token>/<slug:verb>/", before_fit.fit_act, name="before-fit-act"),
    path("file/<str:token>/scope/", before_scope.scope, name="before-scope"),
    path("file/<str:token>/scores/<int:number>/", before_scores.scores, name="before-scores"),
    path("file/<str:token>/vendors/", before_vendors.vendors, name="before-vendors"),
    path("file/<str:token>/vendors/<int:number>/proposal/", before_vendors.proposal, name="before-vendor-proposal"),
    path("file/<str:token>/vendors/<int:number>/sheet/", before_vendors.sheet, name="before-vendor-sheet"),
    path("file/<str:token>/vendors/<int:number>/sheet.yaml", before_vendors.sheet_file, name="before-sheet-file"),
    path("file/<str:token>/vendors/<int:number>/<slug:verb>/", before_vendors.vendor_act, name="before-vendor-act"),
    path("file/<str:token>/decision/", before_decision.decision, name="before-decision"),
    path("file/<str:token>/decision/memo.<slug:form>", before_decision.decision_memo, name="before-decision-memo"),
    path("file/<str:token>/decision/first.<slug:form>", before_decision.decision_matrix, name="before-decision-matrix"),
    path("file/<str:token>/decision/everything.zip", before_decision.decision_files, name="before-decision-files"),
]
