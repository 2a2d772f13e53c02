package io.dimmer.cli.show;

import io.dimmer.assign.Explanation;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.exchange.TextHead;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The request that {@code explain} asks about: sent to a running proxy as a query, or put to the file alone. */
final class Question {
    private static final String HERE = "127.0.0.1";

    @Option(names = "--user", paramLabel = "ID", description = "The value of the key, wherever it would stand.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--method", paramLabel = "M", description = "Default: GET.")
    private Optional<String> method = Optional.empty();

    @Option(names = "--path", paramLabel = "P", description = "With the query, such as /cart?x=1. Default: /.")
    private Optional<String> path = Optional.empty();

    @Option(names = "--host", paramLabel = "H", description = "Default: none.")
    private Optional<String> host = Optional.empty();

    @Option(names = "-H", paramLabel = "'Name: value'", description = "A header; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--client", paramLabel = "IP", description = "The client's address. Default: " + HERE + ".")
    private Optional<String> client = Optional.empty();

    /** Refuses what is no request. */
    void check() {
        headers.forEach(Question::header);
        clientAddress();
        if (path.isPresent() && !path.get().startsWith("/")) {
            throw Failure.usage("--path: found " + path.get() + ", expected a path that begins with /");
        }
    }

    private List<Map.Entry<String, String>> headers() {
        return headers.stream().map(Question::header).toList();
    }

    private static Map.Entry<String, String> header(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw Failure.usage("-H: found " + line + ", expected 'Name: value'");
        }
        return Map.entry(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }

    private InetAddress clientAddress() {
        String text = client.orElse(HERE);
        try {
            if (text.indexOf('/') < 0) {
                return Network.parse(text).address();
            }
        } catch (UnexpectedValueException ignored) {
            // Said below.
        }
        throw Failure.usage("--client: found " + text + ", expected an IP address");
    }

    /** For the running proxy. */
    String query(Optional<String> service) {
        StringBuilder query = new StringBuilder();
        service.ifPresent(value -> add(query, "service", value));
        user.ifPresent(value -> add(query, "user", value));
        method.ifPresent(value -> add(query, "method", value));
        path.ifPresent(value -> add(query, "path", value));
        host.ifPresent(value -> add(query, "host", value));
        headers().forEach(header -> add(query, "header", header.getKey() + ": " + header.getValue()));
        client.ifPresent(value -> add(query, "client", value));
        return query.toString();
    }

    private static void add(StringBuilder query, String key, String value) {
        query.append(query.isEmpty() ? '?' : '&').append(key).append('=');
        query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** For the file. */
    Explanation.Question asked() {
        TextHead head = TextHead.of(method.orElse("GET"), path.orElse("/"), host.orElse(""), headers());
        return new Explanation.Question(head, clientAddress(), user);
    }
}
