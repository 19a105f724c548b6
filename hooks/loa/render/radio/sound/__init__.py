"""Machine voices: an opt-in (`LOA_SOUND=1`, the extra `sound`), one interface, an engine in a process of its own."""

from loa.render.radio.sound.voice import Pause, Speech, Utterance, Voice, voice_for

__all__ = ["Pause", "Speech", "Utterance", "Voice", "voice_for"]
