package io.dimmer.control.loop;

import io.dimmer.assign.Moves;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.rollout.GuardSpec.OnFail;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Cause;
import io.dimmer.control.Command;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.guard.GuardEvent;
import io.dimmer.control.guard.ServiceGuard;
import io.dimmer.control.state.Change;
import io.dimmer.control.state.Changes;
import io.dimmer.control.state.Decision;
import io.dimmer.control.state.FileMerge;
import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Standing;
import io.dimmer.exchange.VersionState;
import io.dimmer.journal.StateStore;
import io.dimmer.journal.StoredState;
import io.dimmer.judge.Thresholds;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane's one writer: it takes commands and ticks one after the other, decides by pure functions, replaces
 * the data plane's snapshot and keeps what must survive. Confined to the control thread.
 *
 * <p>What shows a version to more people is on disk before it takes effect; what protects takes effect first and is
 * written at once after. An answer waits for the disk either way.
 */
final class Controller {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

    private final Surroundings around;
    private final Keeper keeper;
    private final Map<ServiceName, LiveService> services = new LinkedHashMap<>();
    private @Nullable Collected collected;
    private @Nullable ProxySpec spec;

    Controller(Surroundings around, StateStore store) throws IOException {
        this.around = around;
        this.keeper = Keeper.open(store);
    }

    /** Overlays the file with what was kept, and lets the data plane have it. */
    void begin(ProxySpec first) throws IOException {
        spec = first;
        for (ServiceSpec service : first.services()) {
            services.put(
                    service.name(), live(service, keeper.before(service.name().text())));
        }
        keeper.write(services.values(), LiveService::state);
        publish();
    }

    /**
     * The file says something else now: a service whose spec is equal is not touched, another keeps what run time has
     * set unless the file changed just that key.
     *
     * @throws IOException when it cannot be written; then nothing has changed
     */
    void reload(ProxySpec next) throws IOException {
        // Who leaves the file is remembered as it is now, even when that could not be written before.
        keeper.write(services.values(), LiveService::state);
        Map<ServiceName, LiveService> reloaded = new LinkedHashMap<>();
        Reloading reloading = new Reloading(around, keeper.all());
        for (ServiceSpec service : next.services()) {
            LiveService running = services.get(service.name());
            reloaded.put(
                    service.name(),
                    running == null ? live(service, keeper.before(service.name().text())) : running);
        }
        Map<ServiceName, ServiceState> states = reloading.states(next, services);
        keeper.write(reloaded.values(), s -> states.getOrDefault(s.name(), s.state()));
        services.clear();
        services.putAll(reloaded);
        spec = next;
        for (LiveService service : reloaded.values()) {
            ServiceState state = states.get(service.name());
            if (state != null) {
                reloading.adopt(service, state);
            }
        }
        services.values().forEach(this::countTrials);
        publish();
    }

    private LiveService live(ServiceSpec service, StoredState.@Nullable Service before) {
        ServiceState state = FileMerge.merge(service, before, around.instants().instant());
        long nanos = around.elapsed().nanos();
        ServiceGuard guard = ServiceGuard.begin(
                state,
                version -> around.plane().number(service.name(), version),
                version -> KeptTrials.kept(service, version, before),
                nanos);
        LiveService live = new LiveService(state, guard, nanos);
        countTrials(live);
        return live;
    }

    private void countTrials(LiveService service) {
        service.guard().begun().forEach(version -> around.tallies().trialBegan(service.name(), version));
    }

    List<LiveService> services() {
        return List.copyOf(services.values());
    }

    @Nullable Collected collected() {
        return collected;
    }

    /** Carries out one command. */
    Answer carryOut(Command command, Author author) {
        LiveService service = services.get(command.service());
        if (service == null) {
            return new Answer.Refused(
                    Answer.Reason.NOT_FOUND,
                    "there is no service " + command.service() + ", expected one of " + services.keySet());
        }
        Changes changes = new Changes(version -> users(service.name(), version));
        Decision decision = changes.decide(
                service.state(), command, author, around.instants().instant());
        return decision instanceof Decision.Refuse refuse
                ? refuse.answer()
                : take(service, ((Decision.Next) decision).state(), command, author);
    }

    private long users(ServiceName service, VersionName version) {
        return collected == null ? 0 : collected.lastMinute(service, version).users();
    }

    private Answer take(LiveService service, ServiceState next, Command command, Author author) {
        ServiceState before = service.state();
        boolean trial = command instanceof Command.NewTrial;
        if (next.equals(before) && !trial) {
            return done(service, before);
        }
        if (!command.protects() && !written(service, next)) {
            return new Answer.Refused(
                    Answer.Reason.NO_DISK, "the state cannot be written to disk, so nothing was changed");
        }
        adopt(service, next, deadline(service, command));
        if (command instanceof Command.NewTrial asked) {
            service.guard().newTrial(asked.version(), around.elapsed().nanos());
            countTrials(service);
        }
        log(command, author, next);
        if (!written(service, next)) {
            return new Answer.Refused(
                    Answer.Reason.NO_DISK,
                    "it took effect, but the state cannot be written to disk: a restart would undo it");
        }
        return done(service, before);
    }

    private static void log(Command command, Author author, ServiceState next) {
        LOG.atInfo()
                .addKeyValue("event", "change")
                .addKeyValue("service", next.name())
                .addKeyValue("by", author.name())
                .addKeyValue("why", author.why().orElse(""))
                .addKeyValue("revision", next.revision())
                .log("{}", command);
    }

    private Answer done(LiveService service, ServiceState before) {
        ServiceState after = service.state();
        ToIntFunction<VersionName> numbers = version -> around.plane().number(service.name(), version);
        return new Answer.Done(
                picture(service, before),
                picture(service, after),
                Moves.between(before.split(numbers), after.split(numbers)).moved());
    }

    private ServiceSnapshot picture(LiveService service, ServiceState state) {
        return Picture.take(around.plane(), state, service.guard(), collected).draw();
    }

    private static Duration deadline(LiveService service, Command command) {
        Duration usual = service.state().spec().drain().deadline();
        return command instanceof Command.SetState state ? state.deadline().orElse(usual) : usual;
    }

    /** Writes the next state of one service with the present ones of the others. */
    private boolean written(LiveService service, ServiceState next) {
        try {
            keeper.write(services.values(), other -> other == service ? next : other.state());
            return true;
        } catch (IOException e) {
            LOG.atError().addKeyValue("event", "state_not_written").setCause(e).log("{}", e.getMessage());
            return false;
        }
    }

    /** From here on every new request sees the next state. */
    private void adopt(LiveService service, ServiceState next, Duration deadline) {
        ServiceState before = service.state();
        service.become(next);
        // First of all: until it is out, users still get what is being drained.
        publish();
        service.tellGuard(around.elapsed().nanos());
        for (Standing standing : next.standings()) {
            VersionState was = before.standingOf(standing.name()).state();
            if (was != standing.state()) {
                entered(service, standing, deadline);
            }
        }
        countTrials(service);
    }

    private void entered(LiveService service, Standing standing, Duration deadline) {
        ServiceName name = service.name();
        VersionName version = standing.name();
        service.callOff(version);
        if (standing.state() == VersionState.READY) {
            around.plane().stay(name, version);
        } else if (standing.state() == VersionState.MAINT) {
            around.plane().cut(name, version);
        } else if (standing.state() == VersionState.DRAIN) {
            around.tallies().drained(name, version, standing.cause().word());
            // Whoever is asked in the first half of the time has the other half to leave.
            around.plane().leave(name, version, deadline.dividedBy(2));
            service.deadline(
                    version,
                    around.timers().after(deadline, () -> around.plane().cut(name, version)));
        }
    }

    private void publish() {
        if (spec != null) {
            List<ServiceState> states =
                    services.values().stream().map(LiveService::state).toList();
            around.plane().publish(spec, states);
        }
    }

    /** What every loop has to apply. */
    Map<ServiceName, Thresholds> thresholds() {
        Map<ServiceName, Thresholds> thresholds = new HashMap<>();
        services.forEach((name, service) -> thresholds.put(name, service.guard().thresholds()));
        return thresholds;
    }

    /** One tick: what the loops handed over goes to the trials, and what follows is done. */
    void tick(Collected handed) {
        collected = handed;
        long now = around.elapsed().nanos();
        for (LiveService service : services.values()) {
            handed.facts(service.name()).forEach(service.guard()::take);
            if (service.isDue(now)) {
                judge(service, handed, now);
            }
        }
    }

    private void judge(LiveService service, Collected handed, long now) {
        ServiceState state = service.state();
        List<GuardEvent> events = service.guard()
                .tick(
                        now,
                        handed.latencies(service.name()),
                        version -> handed.share(service.name(), state.stable(), version, pairShare(state, version)));
        for (GuardEvent event : events) {
            if (event instanceof GuardEvent.Failed failed) {
                failed(service, failed);
            } else if (event instanceof GuardEvent.Holds holds) {
                around.tallies().held(service.name(), holds.version(), holds.reason());
                GuardLog.holds(service.name(), holds);
            }
        }
    }

    private static double pairShare(ServiceState state, VersionName canary) {
        double mine = state.standingOf(canary).drawnWeight();
        double both = mine + state.standingOf(state.stable()).drawnWeight();
        return both == 0 ? 0 : mine / both;
    }

    private void failed(LiveService service, GuardEvent.Failed failed) {
        OnFail onFail = service.state().spec().guard().onFail();
        // The drain first: whatever is written down meanwhile, users pay for.
        boolean nobodyLeft = onFail == OnFail.DRAIN && !drain(service, failed);
        GuardLog.failed(service.name(), failed, onFail);
        if (nobodyLeft) {
            GuardLog.nobodyLeft(service.name(), failed);
        }
        written(service, service.state());
    }

    /** Drains what failed; false when nobody else could serve. */
    private boolean drain(LiveService service, GuardEvent.Failed failed) {
        ServiceState state = service.state();
        Change change = new Change(
                "guard",
                Optional.of(failed.latch().sentence()),
                around.instants().instant());
        ServiceState next =
                state.with(state.standingOf(failed.version()).withState(VersionState.DRAIN, Cause.GUARD, change));
        if (next.standings().stream().allMatch(s -> s.drawnWeight() == 0)) {
            return false;
        }
        adopt(service, next, state.spec().drain().deadline());
        return true;
    }
}
