"""Who has taken part, held against who lives here."""
