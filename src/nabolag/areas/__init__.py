"""How areas stand against their city, with how sure we are."""
