"""Whether areas fall behind their city or come nearer, and how sure that is."""
