"""Words for telephony, printers, doors, cameras and power (PH)."""

from demarc.core.meaning.vocabulary.entry import says

BUILDING = (
    says(
        "PH-01",
        sure=(
            "phone, phonesystem, phonesystem phone, phone support|management|admin|service|line|carrier|number, "
            "phonesystem support|admin|management|e911, e911, 911, unified communication, ucaas, fax, sip trunk, "
            "emergency call, contact|call center|centre platform|system, ip phone, ringcentral, teams phonesystem, "
            "desk phone, phone voicemail, voice system|service, call routing, teams voice"
        ),
        maybe="voice, call queue",
        unless="mobile lost stolen company oncall answer list contact update",
    ),
    says(
        "PH-02",
        sure=(
            "printer, printer support|management|admin|maintain|repair, printer "
            "issue|queue|toner|supply|copier|scanner, managed printer, scanner, confroom, confroom "
            "av|technology|equipment|hardware|support, av equipment|system, audio visual, digital signage, "
            "projector, plotter, printer server, display, toner, multifunction device, label printer"
        ),
        maybe="video conference, peripheral, collaborative computing device",
        unless="patch firmware update purchase",
    ),
    says(
        "PH-03",
        sure=(
            "camera|cctv|door|badge|alarm, security|surveillance camera, camera door badge, door "
            "access|badge|control|lock|entry, access control door, video surveillance, alarm system "
            "network|connection|panel, building alarm|access|security, building alarm system network, physical "
            "security|secure|access, physical access control|authorization|monitor|badge|card|system, monitor "
            "physical access, physical infrastructure security|secure, key card, badge system|access, intercom, "
            "burglar alarm, access badge"
        ),
        maybe=(
            "visitor access, visitor, surveillance, building management system, facility security, physical infrastructure"
        ),
        unless="fire patch firmware update parking",
    ),
    says(
        "PH-04",
        sure=(
            "ups, ups battery|batteries|maintain|management|monitor|test, ups battery datacentre cooling, datacentre "
            "cooling|power|ups|environment|temperature|hvac, generator, backup generator|power, generator test, "
            "power cooling, uninterruptible power, environmental control|monitor, emergency|electrical power, "
            "battery replacement|test, hvac datacentre, server rack power|cooling, power protection"
        ),
        maybe="battery, datacentre, hvac, cooling, power, fire protection, fire suppression, water damage, rack",
        unless="purchase powerbi bi",
    ),
)
