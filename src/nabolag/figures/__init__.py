"""Values and texts drawn as Vega-Lite specs and SVG."""
