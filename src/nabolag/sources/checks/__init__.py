"""What every set of figures goes through before it is used."""
