"""The open interface: what programmes have published, as JSON, CSV and a catalogue."""
