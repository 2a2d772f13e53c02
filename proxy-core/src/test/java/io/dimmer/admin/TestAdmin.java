package io.dimmer.admin;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.edge.Role;
import io.dimmer.config.edge.TokenEntry;
import io.dimmer.config.value.Address;
import io.dimmer.measure.run.Runs;
import io.dimmer.measure.sketch.Latencies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A real admin server on a free port, with probes beside it. */
public final class TestAdmin implements AutoCloseable {
    private static final Address ANY_PORT = new Address("127.0.0.1", 0);
    private static final String METRICS = "# TYPE dimmer_requests_total counter\n";

    private final AdminServer server;

    private TestAdmin(AdminServer server) {
        this.server = server;
    }

    /** Without tokens. */
    public static TestAdmin open(MemoryControl control) throws IOException {
        return start(new AdminSpec(ANY_PORT, Optional.empty()), control, List.of());
    }

    /** With a token for each role: the role's name in small letters, and {@code -token}. */
    public static TestAdmin withTokens(MemoryControl control) throws IOException {
        List<TokenEntry> entries =
                Arrays.stream(Role.values()).map(TestAdmin::entry).toList();
        return start(new AdminSpec(ANY_PORT, Optional.of(Path.of("/tokens.yaml"))), control, entries);
    }

    static Runs noRuns() {
        Latencies latencies = new Latencies();
        return new Runs(latencies::take, latencies::giveBack);
    }

    private static TokenEntry entry(Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        return new TokenEntry(name, Set.of(role), sha256(name + "-token"));
    }

    private static TestAdmin start(AdminSpec spec, MemoryControl control, List<TokenEntry> tokens) throws IOException {
        AdminServer server = AdminServer.of(new AdminSources(control, control, () -> METRICS, noRuns(), control));
        server.prepare(new AdminSettings(spec, Optional.of(new ProbesSpec(ANY_PORT)), tokens))
                .take();
        return new TestAdmin(server);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.address().port();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    int probesPort() {
        return server.probesAddress().orElseThrow().port();
    }

    RawAnswer get(String path, String... fields) throws IOException {
        return call("GET", path, "", fields);
    }

    /** A change as a well-behaved client sends it; a field that is given again replaces the usual one. */
    RawAnswer change(String method, String path, String body, String... fields) throws IOException {
        return call(method, path, body, fields);
    }

    private RawAnswer call(String method, String path, String body, String... fields) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        field(request, "Host", "127.0.0.1:" + port(), fields);
        if (!method.equals("GET")) {
            field(request, "Content-Type", "application/json", fields);
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        return RawAnswer.to(port(), request.append("\r\n").append(body).toString());
    }

    private static void field(StringBuilder request, String name, String usual, String... given) {
        if (Arrays.stream(given).noneMatch(field -> field.startsWith(name + ":"))) {
            request.append(name).append(": ").append(usual).append("\r\n");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
