"""Registers what the rooms offer when Nabolag starts."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "nabolag_web.config"

    def ready(self) -> None:
        from nabolag_web.config.rooms import register_rooms

        register_rooms()
