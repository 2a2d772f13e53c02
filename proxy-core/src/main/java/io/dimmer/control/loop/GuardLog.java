package io.dimmer.control.loop;

import io.dimmer.config.rollout.GuardSpec.OnFail;
import io.dimmer.config.value.ServiceName;
import io.dimmer.control.guard.GuardEvent;
import io.dimmer.judge.trial.Latch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the guard says in the log: one structured line for each event. */
final class GuardLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.dimmer.guard");

    private GuardLog() {}

    static void failed(ServiceName service, GuardEvent.Failed failed, OnFail onFail) {
        Latch latch = failed.latch();
        LOG.atWarn()
                .addKeyValue("event", onFail == OnFail.DRAIN ? "drain" : "would_drain")
                .addKeyValue("service", service)
                .addKeyValue("version", failed.version())
                .addKeyValue("cause", "guard")
                .addKeyValue("check", latch.check())
                .addKeyValue("trial", failed.trial())
                .addKeyValue("block", latch.block())
                .addKeyValue("stableEvents", latch.stableEvents())
                .addKeyValue("stableRequests", latch.stableRequests())
                .addKeyValue("candidateEvents", latch.canaryEvents())
                .addKeyValue("candidateRequests", latch.canaryRequests())
                .log(onFail == OnFail.DRAIN ? "drained: {}" : "would have drained: {}", latch.sentence());
    }

    static void holds(ServiceName service, GuardEvent.Holds holds) {
        LOG.atInfo()
                .addKeyValue("event", "hold")
                .addKeyValue("service", service)
                .addKeyValue("version", holds.version())
                .addKeyValue("cause", holds.reason().word())
                .log("holds: {}", holds.sentence());
    }

    static void nobodyLeft(ServiceName service, GuardEvent.Failed failed) {
        LOG.atWarn()
                .addKeyValue("event", "hold")
                .addKeyValue("service", service)
                .addKeyValue("version", failed.version())
                .log(
                        "not drained, for nobody else could serve: {}",
                        failed.latch().sentence());
    }
}
