package io.dimmer.server;

import io.dimmer.accesslog.AccessLogs;
import io.dimmer.admin.AdminServer;
import io.dimmer.admin.AdminSettings;
import io.dimmer.config.ProxySpec;
import io.dimmer.control.loop.ControlPlane;
import io.dimmer.pipeline.Edge;
import io.dimmer.server.file.ForceKeys;
import io.dimmer.server.file.Secrets;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The parts of a running proxy that follow the file. Everything that can fail is made beside what runs; then all of it is
 * swapped, or none. One thread, which it blocks.
 *
 * @param control takes services and routes
 * @param plane takes the keys of force tokens
 * @param listening the listeners for users
 * @param admin the listeners for people and probes
 * @param logs the access log
 * @param edge whose loops the log waits for
 */
record Parts(
        ControlPlane control, LivePlane plane, Listening listening, AdminServer admin, AccessLogs logs, Edge edge) {
    /**
     * A part that is made.
     *
     * @param take swaps it in; does not fail
     * @param drop closes it again
     */
    private record Made(Runnable take, Runnable drop) {}

    static AdminSettings settings(ProxySpec spec, Secrets secrets) {
        return new AdminSettings(spec.admin(), spec.probes(), secrets.tokens());
    }

    /**
     * Puts a file in force.
     *
     * @throws IOException with a line for the operator when a part of it cannot be had; nothing has changed then
     * @throws RuntimeException the same
     */
    void adopt(ProxySpec next, Secrets secrets) throws IOException {
        ForceKeys before = plane.keys();
        Deque<Made> made = new ArrayDeque<>();
        try {
            AccessLogs.Next log = logs.prepare(next.logs().access());
            made.push(new Made(() -> log.take(edge.executors()), log::drop));
            AdminServer.Next doors = admin.prepare(settings(next, secrets));
            made.push(new Made(doors::take, doors::drop));
            Listening.Next listeners = listening.prepare(next.listeners(), address -> false);
            made.push(new Made(() -> listeners.take(next.shutdown().deadline()), listeners::drop));
            plane.use(secrets.forceKeys());
            control.reload(next).toCompletableFuture().join();
        } catch (IOException | RuntimeException e) {
            plane.use(before);
            made.forEach(part -> part.drop().run());
            throw e;
        }
        made.forEach(part -> part.take().run());
    }
}
