package io.dimmer.control.loop;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.guard.ServiceGuard;
import io.dimmer.control.state.ServiceState;
import io.dimmer.time.Scheduler;
import java.util.HashMap;
import java.util.Map;

/** What the control thread knows of one service. Confined to it. */
final class LiveService {
    private final Map<VersionName, Scheduler.Timer> deadlines = new HashMap<>();
    private ServiceState state;
    private ServiceGuard guard;
    private long lastTickNanos;

    LiveService(ServiceState state, ServiceGuard guard, long nowNanos) {
        this.state = state;
        this.guard = guard;
        this.lastTickNanos = nowNanos;
    }

    ServiceName name() {
        return state.name();
    }

    ServiceState state() {
        return state;
    }

    ServiceGuard guard() {
        return guard;
    }

    /** Takes over another state; {@link #tellGuard} comes next. */
    void become(ServiceState next) {
        state = next;
    }

    /** The guard compares by the state from now on. */
    void tellGuard(long nowNanos) {
        guard.changed(state, nowNanos);
    }

    /** The file says something else, which another guard has to know. */
    void become(ServiceState next, ServiceGuard nextGuard) {
        state = next;
        guard = nextGuard;
    }

    /** True when the guard's tick is due; half a tick early is due too, for timers are not exact. */
    boolean isDue(long nowNanos) {
        long tick = state.spec().guard().tick().toNanos();
        if (nowNanos - lastTickNanos < tick / 2) {
            return false;
        }
        lastTickNanos = nowNanos;
        return true;
    }

    void deadline(VersionName version, Scheduler.Timer timer) {
        callOff(version);
        deadlines.put(version, timer);
    }

    void callOff(VersionName version) {
        Scheduler.Timer timer = deadlines.remove(version);
        if (timer != null) {
            timer.cancel();
        }
    }
}
