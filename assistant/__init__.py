"""策问."""

import os

# Nothing leaves this machine unasked. onnxruntime (1.32 at least) keeps a file about its use and
# reports it to its maker, whoever imports it; it looks at this when it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
