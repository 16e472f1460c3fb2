"""The addresses of the record: its page, exports, checkpoints, entries and proofs."""

from django.urls import path

from demarc.doors.web.pages import record, record_acts, record_entries

urlpatterns = [
    path("", record.record, name="record"),
    path("export/", record.export, name="export"),
    path("checkpoints/<int:size>.txt", record.checkpoint, name="checkpoint"),
    path("checkpoints/<int:size>/cosign/", record_acts.cosign_checkpoint, name="cosign"),
    path("keeping/", record_acts.keep, name="keeping"),
    path("readers/", record_acts.let_in, name="readers"),
    path("readers/end/", record_acts.end, name="readers-end"),
    path("findings/", record_acts.find, name="findings"),
    path("forget/", record_acts.forget, name="forget"),
    path("growth/", record_entries.growth, name="growth"),
    path("growth.json", record_entries.growth_file, name="growth-file"),
    path("items/<str:item>/", record_entries.of_item, name="entries"),
    path("entries/<int:seq>/", record_entries.entry, name="entry"),
    path("entries/<int:seq>/proof-<int:size>.json", record_entries.proof_file, name="entry-proof"),
    path("entries/<int:seq>/erase/", record_acts.erase_text, name="erase"),
]
