"""Words for the life of an asset (AS)."""

from demarc.core.meaning.vocabulary.entry import says

ASSETS = (
    says(
        "AS-01",
        sure=(
            "asset|hardware|software|device|system|it|component inventory, asset "
            "management|register|tracking|list|record|tag|database, hardware software asset|inventory, hardware "
            "software asset management, it asset management|inventory|tracking, asset inventory "
            "management|maintain|update, software asset|inventory management, system component inventory, cmdb, cmdb "
            "maintain|update, inventory management, hardware asset management|tracking, itam, data inventory, asset "
            "lifecycle|owner, system inventory"
        ),
        maybe="asset, inventory, lifecycle management",
        unless="dispose destruction warehouse stock finished goods purchase insurance fixed discovery spare sale",
    ),
    says(
        "AS-02",
        sure=(
            "purchase, hardware|software|asset|it|workstation|equipment purchase, purchase "
            "workstation|hardware|equipment, purchase it hardware|equipment|software, quote|quoting, quote purchase, "
            "hardware software purchase, asset purchase order, it purchase approval|approve|request, purchase "
            "order|approval|request, requisition, acquisition, acquisition process, hardware "
            "quote|sourcing|selection|specification, it spend approval, approve spend, spare hardware|parts, "
            "hardware sourcing"
        ),
        maybe="acquisition strategy, approve expense, shipping hardware",
        unless="licence renewal work_order customer sale office furniture merger court ticket",
    ),
    says(
        "AS-04",
        sure=(
            "dispose, dispose hardware|asset|device|old|data, dispose secure|equipment|workstation|media|certified, "
            "secure dispose hardware|asset|old, asset|hardware|device|media|component|equipment "
            "dispose|destruction|retirement|sanitization|sanitisation, hard drive|disk "
            "destruction|wipe|shred|dispose, drive destruction|wipe|shred, data "
            "destruction|wipe|sanitization|sanitisation, media sanitization|sanitisation|destruction|dispose, "
            "decommission, decommission hardware|server|asset|equipment, server decommission, component dispose, e "
            "waste, ewaste, hardware retirement, get rid workstation|hardware|device|old|equipment, secure wipe "
            "drive|disk|hardware, destruction certificate, retire asset|hardware|equipment"
        ),
        unless="remote lost account user",
    ),
    says(
        "AS-05",
        sure=(
            "return|collect|retrieve|recover hardware|workstation|equipment|device|asset, collect workstation "
            "offboard|depart|user|leaver, return hardware offboard|user|leaver, offboard "
            "hardware|workstation|equipment|device, hardware|equipment|device|workstation "
            "return|collection|retrieval|recovery|handover, offboard data|mailbox|file transfer|owner|ownership, "
            "leaver data|mailbox|hardware, terminate hardware|equipment|device|workstation, collect workstation "
            "offboard, device recovery terminate, laptop return"
        ),
        unless="lost stolen vendor rma data_recover",
    ),
)
