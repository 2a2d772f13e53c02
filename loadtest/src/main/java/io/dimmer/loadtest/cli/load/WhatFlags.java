package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.file.NamedRequest;
import io.dimmer.loadtest.request.RequestFactory;
import io.dimmer.loadtest.request.RequestMix;
import io.dimmer.loadtest.request.RequestTemplate;
import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.dimmer.loadtest.request.Users;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The flags that say what is sent where, and as whom. */
final class WhatFlags {
    private static final int HTTP_PORT = 80;
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Parameters(paramLabel = "URL", arity = "0..1", description = "What to load: http://HOST[:PORT]/PATH.")
    private String url = "";

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "Default: GET, or POST with a body.")
    private Optional<String> method = Optional.empty();

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header of every request; may be repeated. {user} and {number} stand for the user and the"
                    + " request, here, in the path and in the body.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-b", "--body"},
            paramLabel = "TEXT",
            description = "The body of every request; @FILE reads it from a file.")
    private Optional<String> body = Optional.empty();

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Draw each request's user from this many, numbered from 1.")
    private Optional<Integer> users = Optional.empty();

    @Option(
            names = "--user-header",
            paramLabel = "NAME",
            description = "The header that names the user to the target; 'Cookie: uid={user}' puts it into a value."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "X-User-Id")
    private String userHeader = "";

    @Option(
            names = "--zipf",
            paramLabel = "S",
            description = "Few users send much: user k in proportion to 1/k^S. Without it all send equally much.")
    private Optional<Double> zipf = Optional.empty();

    @Option(
            names = {"--run-id", "--run"},
            paramLabel = "NAME",
            description =
                    "Mark the requests as a load test of this name (header X-Dimmer-Run): Dimmer measures them"
                            + " apart and judges nothing by them, if you may force. With --admin its figures stand in the report.")
    private Optional<String> run = Optional.empty();

    /** The name of the load test, which is part of addresses of the proxy. */
    Optional<String> run() {
        run.ifPresent(name -> {
            if (!RUN.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "--run-id: found '" + name + "', expected 1 to 64 letters, digits, '.', '_' or '-'");
            }
        });
        return run;
    }

    String url() {
        return url;
    }

    /** The address that the URL names. */
    InetSocketAddress address() {
        URI target = target();
        int port = target.getPort() < 0 ? HTTP_PORT : target.getPort();
        InetSocketAddress address = new InetSocketAddress(target.getHost(), port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "URL: found host '" + target.getHost() + "', expected one that resolves");
        }
        return address;
    }

    /**
     * The requests.
     *
     * @param mix those of a scenario file; empty when there is one request, which the flags describe
     * @param closing whether the target is asked to close the connection after each answer
     */
    RequestFactory requests(List<NamedRequest> mix, boolean closing, long seed) throws IOException {
        if (mix.isEmpty()) {
            Optional<String> text = body.isPresent() ? Optional.of(read(body.get())) : body;
            return template(method, Optional.empty(), List.of(), text, closing, seed);
        }
        List<RequestMix.Part> parts = new ArrayList<>();
        for (NamedRequest one : mix) {
            RequestTemplate template =
                    template(one.method().or(() -> method), one.path(), one.headers(), one.body(), closing, seed);
            parts.add(new RequestMix.Part(one.name(), one.weight(), template));
        }
        return RequestMix.of(parts, seed);
    }

    String describeUsers() {
        if (users.isEmpty()) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "%,d in %s, %s",
                users.get(),
                userHeader,
                zipf.isPresent() ? "Zipf " + zipf.get() : "uniform");
    }

    private RequestTemplate template(
            Optional<String> asked,
            Optional<String> path,
            List<Header> own,
            Optional<String> text,
            boolean closing,
            long seed) {
        URI target = target();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String usual = ((target.getRawPath().isEmpty() ? "/" : target.getRawPath()) + query)
                .replace("%7Buser%7D", "{user}")
                .replace("%7Bnumber%7D", "{number}");
        RequestTemplate template = RequestTemplate.of(
                asked.orElse(text.isPresent() ? "POST" : "GET"), path.orElse(usual), headers(target, own, closing));
        RequestTemplate sent = text.isPresent() ? template.sending(text.get()) : template;
        return users.isPresent() ? sent.by(drawn(users.get(), seed)) : sent;
    }

    private List<Header> headers(URI target, List<Header> own, boolean closing) {
        List<Header> all = new ArrayList<>(own);
        for (String line : headers) {
            Header header = header("-H", line);
            if (!has(all, header.name())) {
                all.add(header);
            }
        }
        if (!has(all, "host")) {
            all.add(0, new Header("Host", target.getRawAuthority()));
        }
        run().ifPresent(name -> all.add(new Header("X-Dimmer-Run", name)));
        if (closing) {
            all.add(new Header("Connection", "close"));
        }
        if (users.isPresent()) {
            all.add(header("--user-header", userHeader.contains(":") ? userHeader : userHeader + ": {user}"));
        }
        return all;
    }

    private static Header header(String flag, String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(flag + ": found '" + line + "', expected 'Name: value'");
        }
        return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static boolean has(List<Header> headers, String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    private static String read(String body) throws IOException {
        return body.startsWith("@") ? Files.readString(Path.of(body.substring(1))) : body;
    }

    private Users drawn(int count, long seed) {
        return zipf.isPresent() ? Users.zipf(count, zipf.get(), seed) : Users.uniform(count, seed);
    }

    private URI target() {
        if (url.isEmpty()) {
            throw new IllegalArgumentException("URL: found none, expected http://HOST[:PORT]/PATH");
        }
        try {
            // Braces stand for the user and the number; an address does not know them.
            URI target = new URI(url.replace("{", "%7B").replace("}", "%7D"));
            boolean fits =
                    "http".equals(target.getScheme()) && target.getHost() != null && target.getUserInfo() == null;
            if (fits) {
                return target;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("URL: found '" + url + "', expected http://HOST[:PORT]/PATH", e);
        }
        String hint = url.startsWith("https:") ? " (https comes later)" : "";
        throw new IllegalArgumentException("URL: found '" + url + "', expected http://HOST[:PORT]/PATH" + hint);
    }
}
