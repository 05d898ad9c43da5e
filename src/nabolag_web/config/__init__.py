"""How the web part is put together and started."""
