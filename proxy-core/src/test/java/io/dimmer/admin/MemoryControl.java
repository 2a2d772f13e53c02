package io.dimmer.admin;

import io.dimmer.admin.api.Explainer;
import io.dimmer.assign.Assigner;
import io.dimmer.assign.Explanation;
import io.dimmer.assign.Member;
import io.dimmer.assign.Split;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Command;
import io.dimmer.control.Control;
import io.dimmer.control.Reloaded;
import io.dimmer.control.Reloads;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.control.state.Change;
import io.dimmer.control.state.Changes;
import io.dimmer.control.state.Decision;
import io.dimmer.control.state.FileMerge;
import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Standing;
import io.dimmer.exchange.VersionState;
import io.dimmer.route.RouteTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A control plane in memory: the real decisions on the real state, at a fixed time, with measurements as the test
 * writes them and no disk.
 */
public final class MemoryControl implements Control, Reloads, Explainer {
    public static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    private static final VersionSnapshot.LastMinute NOTHING =
            new VersionSnapshot.LastMinute(0, 0, 0, 0, Double.NaN, Double.NaN);

    private final Map<ServiceName, ServiceSpec> specs = new LinkedHashMap<>();
    private final Map<ServiceName, ServiceState> states = new LinkedHashMap<>();
    private final Map<String, VersionSnapshot.LastMinute> measured = new ConcurrentHashMap<>();
    private final Map<String, VersionSnapshot.Guard> guards = new ConcurrentHashMap<>();
    private final List<Author> authors = new CopyOnWriteArrayList<>();
    private volatile Reloaded reloaded = new Reloaded(AT, "dimmer", List.of(), List.of(), List.of());
    private volatile boolean ready = true;
    private volatile boolean diskFull;

    public MemoryControl(List<ServiceSpec> services) {
        for (ServiceSpec spec : services) {
            specs.put(spec.name(), spec);
            states.put(spec.name(), FileMerge.merge(spec, null, AT));
        }
    }

    /** What a version did in the last minute. */
    public MemoryControl measured(String version, long requests, long users, double errors) {
        measured.put(version, new VersionSnapshot.LastMinute(requests, users, errors, 0, 0.004, 0.009));
        return this;
    }

    public MemoryControl judged(String version, VersionSnapshot.Guard guard) {
        guards.put(version, guard);
        return this;
    }

    public void ready(boolean now) {
        ready = now;
    }

    public void diskFull(boolean now) {
        diskFull = now;
    }

    /** Who asked for something, in order. */
    public List<Author> authors() {
        return List.copyOf(authors);
    }

    @Override
    public synchronized List<ServiceSnapshot> services() {
        return states.values().stream().map(this::picture).toList();
    }

    @Override
    public synchronized Optional<ServiceSnapshot> service(ServiceName name) {
        return Optional.ofNullable(states.get(name)).map(this::picture);
    }

    @Override
    public CompletionStage<Answer> submit(Command command, Author author) {
        // On another thread, as the real one: whoever waits on an event loop would be caught.
        return CompletableFuture.supplyAsync(() -> decide(command, author));
    }

    private synchronized Answer decide(Command command, Author author) {
        authors.add(author);
        ServiceState before = states.get(command.service());
        if (before == null) {
            return new Answer.Refused(Answer.Reason.NOT_FOUND, "no service " + command.service());
        }
        if (diskFull && !command.protects()) {
            return new Answer.Refused(Answer.Reason.NO_DISK, "state: cannot be written: no space left on device");
        }
        Decision decision = new Changes(this::users).decide(before, command, author, AT);
        if (decision instanceof Decision.Refuse refuse) {
            return refuse.answer();
        }
        ServiceState after = ((Decision.Next) decision).state();
        ServiceSnapshot pictureBefore = picture(before);
        states.put(command.service(), after);
        return new Answer.Done(pictureBefore, picture(after), moved(before, after));
    }

    private long users(VersionName version) {
        return measured.getOrDefault(version.text(), NOTHING).users();
    }

    private static double moved(ServiceState before, ServiceState after) {
        return before.standings().stream()
                        .map(Standing::name)
                        .mapToDouble(v -> Math.abs(before.effectiveShare(v) - after.effectiveShare(v)))
                        .sum()
                / 2;
    }

    private ServiceSnapshot picture(ServiceState state) {
        List<ServiceSnapshot.Difference> differences = new ArrayList<>();
        List<VersionSnapshot> versions = new ArrayList<>();
        for (Standing standing : state.standings()) {
            versions.add(picture(state, standing));
            difference(standing).ifPresent(differences::add);
        }
        return new ServiceSnapshot(
                state.name(),
                state.revision(),
                state.stable(),
                state.killSwitch().isPresent(),
                versions,
                differences);
    }

    private VersionSnapshot picture(ServiceState state, Standing standing) {
        VersionName name = standing.name();
        double effective = state.effectiveShare(name);
        return new VersionSnapshot(
                name,
                standing.state(),
                standing.stateChange().at(),
                standing.cause(),
                standing.stateChange().why(),
                standing.weight(),
                new VersionSnapshot.Share(state.configuredShare(name), effective, effective),
                3,
                1,
                standing.build(),
                measured.getOrDefault(name.text(), NOTHING),
                Optional.ofNullable(guards.get(name.text())));
    }

    private static Optional<ServiceSnapshot.Difference> difference(Standing standing) {
        String key = "versions." + standing.name() + ".state";
        Change change = standing.stateChange();
        return standing.state() == VersionState.READY
                ? Optional.empty()
                : Optional.of(new ServiceSnapshot.Difference(
                        key, "ready", standing.state().word(), change.by(), change.at()));
    }

    @Override
    public Optional<Explanation> explain(Optional<ServiceName> service, Explanation.Question question) {
        if (service.isPresent()) {
            return this.service(service.get())
                    .map(picture -> Explanation.of(question, assigner(picture), InstantSource.fixed(AT)));
        }
        List<ServiceSnapshot> all = services();
        RouteName route = new RouteName(all.get(0).name().text());
        RouteSpec everything =
                new RouteSpec(route, List.of(MatchSpec.ANY), all.get(0).name());
        RouteTable table = RouteTable.of(List.of(everything), name -> 0, name -> 0);
        return Optional.of(Explanation.of(question, table, i -> assigner(all.get(i)), InstantSource.fixed(AT)));
    }

    private synchronized Assigner assigner(ServiceSnapshot picture) {
        List<Member> members = picture.versions().stream()
                .map(version -> new Member(version.name(), 0, version.weight(), version.state()))
                .toList();
        Split split = Split.of(members, picture.stable(), picture.killSwitch(), 1);
        return Assigner.of(Objects.requireNonNull(specs.get(picture.name())), split, List.of());
    }

    /** What the next reload comes to. */
    public void reloads(Reloaded next) {
        reloaded = next;
    }

    @Override
    public CompletionStage<Reloaded> reload(Author by) {
        return CompletableFuture.supplyAsync(() -> {
            authors.add(by);
            return reloaded;
        });
    }

    @Override
    public Reloaded last() {
        return reloaded;
    }

    @Override
    public String configYaml() {
        return "services:\n  shop:\n    stable: blue\n";
    }

    @Override
    public List<ServiceSnapshot> differing() {
        return services().stream()
                .filter(service -> !service.differsFromFile().isEmpty())
                .toList();
    }

    @Override
    public boolean ready() {
        return ready;
    }
}
