"""Formats of this installation, where Django's own are not what people here write."""
