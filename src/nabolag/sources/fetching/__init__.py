"""Tables from publishers' own services, part by part."""
