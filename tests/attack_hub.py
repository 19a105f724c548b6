"""A hub in which every text that a person or a program may write is an attack."""

from __future__ import annotations

import json
import re
import struct
import zlib

import tiny

# Machines are told nothing from an address that is only an example.
REAL = "https://binh-dang.gov.vn/"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress((b"\0" + b"\x88" * 9) * 9))
    + chunk(b"IEND", b"")
)
SECTIONS = "".join(
    f"## {name}\n\nMột câu.\n\n"
    for name in ("Để làm gì", "Cách hoạt động", "Cách lập", "Kết quả", "Cách rà soát")
)


def hub_files(text: str) -> dict[str, str | bytes]:
    """A campaign with every kind of item, all of whose texts are the attack, and one that can be read on air."""
    said = json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    head = f"title: {said}\nsummary: {said}\n"
    sources = f"sources: [{{title: {said}, publisher: {said}, date: {said}, confidence: H}}]\n"
    body = (
        f"{escaped}\n\nMột câu {{{{thu}}}}.\n\n## Mục {escaped}\n\n- {escaped}\n\n> [!luu-y]\n> {escaped}\n\n"
        f"**{escaped}** [{escaped}](https://a.example/)\n\n![{escaped}](../media/a.png)\n\n{SECTIONS}"
    )
    spoken = f"{{hook: {said}, close: {said}, voice: {said}}}"
    service = "service_type: hotline\nlevel: public\nassured_date: 2026-11-20\ncheck_due: 2027-11-20\n"
    service += f"phones: [{{number: 1900 000 001, note: {said}}}]\nrequired_documents: [{said}]\n"
    service += "".join(
        f"{key}: {said}\n"
        for key in (
            *(
                "organization",
                "interpretation_services",
                "contact_name",
                "duty_post",
                "for_whom",
                "accessibility",
            ),
            *("application_process", "fees_description", "alert", "address", "assured_by"),
        )
    )
    on_page = "leaflet: {skip: true}\nradio: {skip: true}\n"  # paper and voice get the same from the others
    own = {
        "messages/a": f"call_to_action: {said}\nshort: {{sms: {said}, zalo: {said}}}\nleaflet: {{lead: {said}}}\n",
        "events/a": f"start: 2026-11-25\ntime: {said}\nlocation: {said}\ncontact: {said}\n",
        "myths/a": f"claim: {said}\nfact: {said}\nradio: {spoken}\n",
        "stories/a": f"consent: {{composite: true}}\n{on_page}",
        "laws/a": f"number: {said}\ndocument_type: law\nissuer: {said}\nlegal_status: in-force\n"
        f"in_force_note: {said}\nreplaces: {said}\n{on_page}",
        "models/a": f"run_by: {said}\nteam: {said}\nfirst_cost: {said}\n{on_page}",
        "training/a": f"duration: {said}\nparticipants: {said}\nmaterials: [{said}]\n{on_page}",
        "indicators/a": f"programme: {said}\nunit: {said}\nfigures: [{{year: 2030, value: '25'}}]\n",
        "services/a": f"area: [VN]\n{service}",
        "services/b": f"area: ['24133']\n{service}",
        # Words that a voice can read, so that its script is made, with the attack in all that goes along.
        "messages/doc": f"call_to_action: Chia việc.\nradio: {{voice: {said}, seconds: 40}}\n",
    }
    spoken_body = f"[Nhạc {escaped}]\n\n**{escaped[:40]}:** Chào bà con.\n\nCả nhà cùng làm việc nhà.\n"
    files: dict[str, str | bytes] = {
        "campaigns/thu/campaign.yml": f"{head}start: 2026-11-02\nend: 2026-12-01\ntheme: {said}\nslogans: [{said}]\n"
        f"about: {said}\nphoto: {{file: media/a.png, alt: {said}, licence: {said}, credit: {said}, "
        f"recognisable: false}}\nlocalities: ['24133']\n{tiny.APPROVED}",
        "campaigns/thu/facts.yml": f"thu: {{value: {said}, about: {said}, source: {said}, confidence: H, "
        f"checked: 2026-11-01, {', '.join(tiny.APPROVED.splitlines())}}}\n",
        "campaigns/thu/tasks.yml": f"{tiny.APPROVED}tasks:\n  - {{id: viec-1, due: 2026-11-20, title: {said}, "
        f"note: {said}, source: {{title: {said}}}}}\n",
        "campaigns/thu/plan.yml": f"{tiny.APPROVED}sessions: {{{said}: 5h30}}\nlanguages: {{'24133': [vi]}}\n"
        f"programmes:\n  - {{week: 1, day: mon, session: {said}, item: at10}}\n",
        "campaigns/thu/news.yml": "sources: [{title: Nguồn, url: 'https://a.example/'}]\n",
        "campaigns/thu/news-entries.yml": f"entries:\n  - {{id: t1, status: approved, approved_by: {said}, "
        f"approved_on: 2026-11-02, title: {said}, summary: {said}, link: 'https://a.example/', source: {said}, "
        "found: 2026-11-01, victim_checked: true}\n",
        "campaigns/thu/media/a.png": PNG,
        "docs/index.md": f"---\n{head}{sources}{tiny.APPROVED}---\n{body.partition('![')[0]}",
    }
    for number, (path, more) in enumerate(own.items()):
        readable = path == "messages/doc"
        start = f"title: Việc nhà\nsummary: Việc chung.\n{more}" if readable else f"{head}{more}"
        texts = (
            "" if path.startswith(("services", "indicators", "events")) else spoken_body if readable else body
        )
        files[f"campaigns/thu/{path}.md"] = (
            f"---\nid: at{number}\n{start}{sources}{tiny.APPROVED}---\n{texts}"
        )
    return files
