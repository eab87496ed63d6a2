project = "A course"
extensions = []
html_theme = "alabaster"
# element.js lies in _static/; it is a module, so it says so.
html_static_path = ["_static"]
html_js_files = [("element.js", {"type": "module"})]
