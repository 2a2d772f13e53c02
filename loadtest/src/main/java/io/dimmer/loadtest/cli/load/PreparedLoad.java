package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.generate.LoadPlan;
import io.dimmer.loadtest.report.RunDescription;

/** What the flags of a load test come to. */
record PreparedLoad(LoadPlan plan, RunDescription description) {}
