package io.dimmer.cli.admin;

import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Terminal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which proxies, with which token, answered how: the options of every command that asks running proxies. */
public final class AdminOptions {
    private static final String DEFAULT = "http://127.0.0.1:9901";

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "The proxy's admin address; may be repeated. Default: $DIMMER_ADMIN, or " + DEFAULT + ".")
    private List<String> admins = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Better in $DIMMER_TOKEN: others on this machine can see what was typed.")
    private Optional<String> token = Optional.empty();

    @Option(names = "--json", description = "JSON instead of text.")
    private boolean json;

    /** JSON is asked for. */
    public boolean json() {
        return json;
    }

    /** The proxies that are meant. */
    Proxies proxies(Terminal terminal) {
        Optional<String> secret = token.or(() -> terminal.variable("DIMMER_TOKEN"));
        List<AdminClient> clients = urls(terminal).stream()
                .map(AdminOptions::url)
                .distinct()
                .map(url -> new AdminClient(url, secret))
                .toList();
        return new Proxies(clients, terminal, json);
    }

    private List<String> urls(Terminal terminal) {
        if (!admins.isEmpty()) {
            return admins;
        }
        return terminal.variable("DIMMER_ADMIN")
                .map(all -> Arrays.asList(all.strip().split("[\\s,]+")))
                .orElse(List.of(DEFAULT));
    }

    /** A URL without a slash at its end; {@code host:port} is one too. */
    private static String url(String text) {
        String whole = text.contains("://") ? text : "http://" + text;
        String url = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        try {
            URI uri = URI.create(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException ignored) {
            // Said below.
        }
        throw Failure.usage("--admin: found " + text + ", expected a URL such as " + DEFAULT);
    }
}
