"""What people who can be recognised agreed to: without it, their story, picture, voice or video is in no product."""

from __future__ import annotations

import datetime as dt

from loa.errors import say
from loa.model.fields import Permission, PictureFields


def refusal(consent: Permission, where: str, date: dt.date) -> str:
    """Why nothing may be published of the people in `where` ("chuyện", "ảnh") on this day; empty where it may."""
    if consent.withdrawn:
        return say(f"người trong {where} đã rút lại đồng ý", "consent was withdrawn")
    if not consent.complete:
        return say(f"thiếu sự đồng ý của người trong {where}", "the consent record is incomplete")
    if consent.until and consent.until < date:
        return say("sự đồng ý đã hết hạn", "the consent has run out")
    return ""


def picture_refusal(picture: PictureFields | None, date: dt.date) -> str:
    """Why a picture may not be shown, by what its campaign says of it (None: nothing); empty where it may."""
    if picture is None:
        return say(
            "campaign.yml chưa ghi hình này ở mục pictures", "campaign.yml does not list it under pictures"
        )
    return refusal(picture.consent, "ảnh", date) if picture.recognisable else ""
