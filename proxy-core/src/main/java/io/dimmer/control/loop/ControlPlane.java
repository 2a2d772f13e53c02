package io.dimmer.control.loop;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Command;
import io.dimmer.control.Control;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.state.ServiceState;
import io.dimmer.journal.StateStore;
import io.dimmer.time.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The control plane from outside: commands go into the one queue, pictures are replaced after each tick and change. Any
 * thread may call.
 */
public final class ControlPlane implements Control {
    private ProxySpec spec;
    private final ControlQueue queue;
    private final Surroundings around;
    private final Controller controller;
    private final Function<ProxySpec, String> writer;
    private final BooleanSupplier ready;
    private volatile Shown shown;
    private Scheduler.Timer ticks = () -> {};

    private ControlPlane(
            ProxySpec spec,
            ControlQueue queue,
            Surroundings around,
            Controller controller,
            Function<ProxySpec, String> writer,
            BooleanSupplier ready) {
        this.spec = spec;
        this.queue = queue;
        this.around = around;
        this.controller = controller;
        this.writer = writer;
        this.ready = ready;
        this.shown = new Shown(spec, List.of());
    }

    /** A file and what became of its services, as of one moment. */
    private record Shown(ProxySpec file, List<Picture> pictures) {}

    /**
     * Starts: when it returns, the data plane has its first snapshot and the ticks run.
     *
     * @param writer writes a spec as YAML
     * @param ready whether the listeners take requests
     * @throws IOException when the kept state cannot be read or written
     */
    public static ControlPlane start(
            ProxySpec spec,
            ControlQueue queue,
            Surroundings around,
            StateStore store,
            Function<ProxySpec, String> writer,
            BooleanSupplier ready)
            throws IOException {
        Controller controller = new Controller(around, store);
        ControlPlane plane = new ControlPlane(spec, queue, around, controller, writer, ready);
        controller.begin(spec);
        plane.show();
        plane.tickEvery(tick(spec));
        return plane;
    }

    private void tickEvery(Duration period) {
        ticks.cancel();
        ticks = around.timers().every(period, this::collect);
    }

    /** The shortest tick of all guards; each guard takes its own multiple of it. */
    private static Duration tick(ProxySpec spec) {
        return spec.services().stream()
                .map(ServiceSpec::guard)
                .map(GuardSpec::tick)
                .min(Duration::compareTo)
                .orElse(Duration.ofMillis(250));
    }

    private void collect() {
        around.plane()
                .collect(controller.thresholds())
                .thenAccept(collected -> queue.overtake(() -> {
                    controller.tick(collected);
                    show();
                }));
    }

    private void show() {
        List<Picture> pictures = new ArrayList<>(controller.services().size());
        for (LiveService service : controller.services()) {
            pictures.add(Picture.take(around.plane(), service.state(), service.guard(), controller.collected()));
        }
        shown = new Shown(spec, pictures);
    }

    private static ServiceSpec inForce(ServiceState state) {
        ServiceSpec file = state.spec();
        List<VersionSpec> versions = state.standings().stream()
                .map(s -> s.spec().withWeight(s.weight()))
                .toList();
        return new ServiceSpec(
                file.name(),
                file.stable(),
                versions,
                file.sticky(),
                file.force(),
                file.expose(),
                file.timeouts(),
                file.guard(),
                file.drain());
    }

    @Override
    public List<ServiceSnapshot> services() {
        return shown.pictures().stream().map(Picture::draw).toList();
    }

    @Override
    public Optional<ServiceSnapshot> service(ServiceName name) {
        return shown.pictures().stream()
                .filter(picture -> picture.state().name().equals(name))
                .findFirst()
                .map(Picture::draw);
    }

    @Override
    public CompletionStage<Answer> submit(Command command, Author author) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                Answer done = controller.carryOut(command, author);
                show();
                answer.complete(done);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                throw e;
            }
        };
        if (command.protects()) {
            queue.overtake(task);
        } else {
            queue.execute(task);
        }
        return answer;
    }

    /**
     * Takes a new file.
     *
     * @return completed when it is in force, exceptionally when it cannot be written; then nothing has changed
     */
    public CompletionStage<Void> reload(ProxySpec next) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.execute(() -> {
            try {
                controller.reload(next);
                if (!tick(next).equals(tick(spec))) {
                    tickEvery(tick(next));
                }
                spec = next;
                show();
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    public String configYaml() {
        Shown now = shown;
        return writer.apply(now.file()
                .withServices(now.pictures().stream()
                        .map(Picture::state)
                        .map(ControlPlane::inForce)
                        .toList()));
    }

    @Override
    public List<ServiceSnapshot> differing() {
        return services().stream().filter(s -> !s.differsFromFile().isEmpty()).toList();
    }

    @Override
    public boolean ready() {
        return ready.getAsBoolean();
    }
}
