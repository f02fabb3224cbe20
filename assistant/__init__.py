"""策问."""

import os

# Nothing leaves this machine unasked. onnxruntime (1.32 at least) keeps a file about its use and
# reports it to its maker, whoever imports it; it looks at this when it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Products of this size are dearer on two threads than on one, in processor time and, where others
# use the machine, in waiting; whoever says otherwise has it their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
