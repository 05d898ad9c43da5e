"""The fictional city Storvik, simulated person by person from a seed."""
