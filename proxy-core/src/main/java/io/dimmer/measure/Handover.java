package io.dimmer.measure;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.judge.trial.ShareCount;
import io.dimmer.measure.loop.FirstUsers;
import io.dimmer.measure.loop.LoopEvidence;
import io.dimmer.measure.loop.LoopRecorder.LoopHandover;
import io.dimmer.measure.loop.Roster;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.measure.window.Minute;
import io.dimmer.measure.window.VersionWindow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the event loops handed over at one tick, and the windows as they are then. Read on the control thread, before the
 * next one; names that are not in the roster have nothing.
 */
public final class Handover {
    private final Map<ServiceName, Roster.Service> services;
    private final List<LoopHandover> loops;
    private final Map<Integer, VersionWindow> windows;

    Handover(Roster roster, List<LoopHandover> loops, Map<Integer, VersionWindow> windows) {
        this.services = roster.services().stream().collect(Collectors.toMap(Roster.Service::name, Function.identity()));
        this.loops = loops;
        this.windows = windows;
    }

    /** One entry for each event loop that judges the service: what it resolved since the last time. */
    public List<LoopEvidence> facts(ServiceName service) {
        return find(service)
                .map(found -> loops.stream()
                        .map(loop -> loop.evidence(found.number()))
                        .filter(Objects::nonNull)
                        .toList())
                .orElse(List.of());
    }

    /** Good answers of the service's stable version to requests that were drawn by lot, of the last ten minutes. */
    public Optional<BaselineLatencies> latencies(ServiceName service) {
        return find(service)
                .flatMap(found -> Optional.ofNullable(windows.get(found.stable())))
                .map(VersionWindow::baseline);
    }

    /**
     * Whom the first request of each slot of users got, within the newest split number.
     *
     * @param share the configured share of the canary among the two, 0 to 1
     * @return empty but for one hand-over in a minute
     */
    public Optional<ShareCount> share(ServiceName service, VersionName stable, VersionName canary, double share) {
        return find(service).flatMap(found -> share(found, index(found, stable), index(found, canary), share));
    }

    private Optional<ShareCount> share(Roster.Service service, int stable, int canary, double share) {
        List<FirstUsers.Seen> seen = loops.stream()
                .map(loop -> loop.firstUsers(service.number()))
                .filter(Objects::nonNull)
                .toList();
        if (seen.isEmpty() || stable < 0 || canary < 0) {
            return Optional.empty();
        }
        int newest = seen.stream().mapToInt(FirstUsers.Seen::split).max().getAsInt();
        List<byte[]> slots = seen.stream()
                .filter(one -> one.split() == newest)
                .map(FirstUsers.Seen::slots)
                .toList();
        return Optional.of(ShareCount.of(slots, stable, canary, share));
    }

    /** What a version did in the last minute. */
    public Minute minute(ServiceName service, VersionName version) {
        return window(service, version).map(VersionWindow::minute).orElse(Minute.NOTHING);
    }

    /** The part of the last minute's assignments that a version got, forced ones left out: 0 to 1. */
    public double observedShare(ServiceName service, VersionName version) {
        return find(service).map(found -> observedShare(found, version)).orElse(0.0);
    }

    private double observedShare(Roster.Service service, VersionName version) {
        long all = 0;
        long its = 0;
        for (Roster.Version one : service.versions()) {
            long grown = unforced(windows.get(one.number()));
            all += grown;
            its += one.name().equals(version) ? grown : 0;
        }
        return all == 0 ? 0 : (double) its / all;
    }

    private static long unforced(@Nullable VersionWindow window) {
        return window == null ? 0 : window.grown(VersionRecorder.UNFORCED);
    }

    private Optional<VersionWindow> window(ServiceName service, VersionName version) {
        return find(service).flatMap(found -> {
            int index = index(found, version);
            return index < 0
                    ? Optional.empty()
                    : Optional.ofNullable(
                            windows.get(found.versions().get(index).number()));
        });
    }

    private Optional<Roster.Service> find(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    private static int index(Roster.Service service, VersionName version) {
        for (int i = 0; i < service.versions().size(); i++) {
            if (service.versions().get(i).name().equals(version)) {
                return i;
            }
        }
        return -1;
    }
}
