package io.dimmer.loadtest.cli;

import io.dimmer.loadtest.generate.LoadPlan;
import io.dimmer.loadtest.report.RunDescription;
import io.dimmer.loadtest.request.RequestTemplate;
import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.dimmer.loadtest.request.Users;
import io.dimmer.loadtest.schedule.Arrivals;
import io.dimmer.loadtest.schedule.RateProfile;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The flags that say what is sent where and when. */
final class LoadFlags {
    private static final int HTTP_PORT = 80;

    @Parameters(paramLabel = "URL", arity = "0..1", description = "What to load: http://HOST[:PORT]/PATH.")
    private String url = "";

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "RATE",
            description = "Requests a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private double rate;

    @Option(
            names = "--ramp-from",
            paramLabel = "RATE",
            description = "Begin with this rate and reach --rate evenly at the end.")
    private Optional<Double> rampFrom = Optional.empty();

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            description = "How long requests are sent: 30s, 5m. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10s",
            converter = DurationConverter.class)
    private Duration duration = Duration.ZERO;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "The most connections at a time; they are opened as needed. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private int connections;

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            description =
                    "Sending threads; one reaches some ten thousand requests a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int threads;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Draw each request's user from this many, numbered from 1.")
    private Optional<Integer> users = Optional.empty();

    @Option(
            names = "--user-header",
            paramLabel = "NAME",
            description = "The header that carries the user. Default: ${DEFAULT-VALUE}.",
            defaultValue = "X-User-Id")
    private String userHeader = "";

    @Option(
            names = "--zipf",
            paramLabel = "S",
            description = "Few users send much: user k in proportion to 1/k^S. Without it all send equally much.")
    private Optional<Double> zipf = Optional.empty();

    @Option(
            names = "--poisson",
            description = "Requests arrive at random, as from independent users, not evenly spaced.")
    private boolean poisson;

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "A method without a body. Default: ${DEFAULT-VALUE}.",
            defaultValue = "GET")
    private String method = "";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header of every request; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Give a request up so long after its planned moment. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10s",
            converter = DurationConverter.class)
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--late-limit",
            paramLabel = "TIME",
            description =
                    "The run is void when 1 %% of the requests were taken up later than this. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10ms",
            converter = DurationConverter.class)
    private Duration lateLimit = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same users and moments. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    /** The plan, or a refusal that names the flag's value and what was expected. */
    PreparedLoad prepare(CommandLine command) {
        if (url.isEmpty()) {
            throw new ParameterException(command, "URL: found none, expected http://HOST[:PORT]/PATH");
        }
        try {
            URI target = target();
            LoadPlan plan = LoadPlan.of(address(target), arrivals(), requests(target))
                    .withConnections(connections)
                    .withThreads(threads)
                    .withTimeout(timeout)
                    .withLagLimit(lateLimit);
            return new PreparedLoad(
                    plan, new RunDescription(url, describeUsers(), connections, seed, RunDescription.thisMachine()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private URI target() {
        try {
            URI target = new URI(url);
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

    private static InetSocketAddress address(URI target) {
        int port = target.getPort() < 0 ? HTTP_PORT : target.getPort();
        InetSocketAddress address = new InetSocketAddress(target.getHost(), port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "URL: found host '" + target.getHost() + "', expected one that resolves");
        }
        return address;
    }

    private Arrivals arrivals() {
        RateProfile profile = rampFrom.isPresent()
                ? RateProfile.ramp(rampFrom.get(), rate, duration)
                : RateProfile.constant(rate, duration);
        return poisson ? Arrivals.poisson(profile, seed) : Arrivals.even(profile);
    }

    private RequestTemplate requests(URI target) {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        List<Header> all = headers(target);
        return users.isPresent()
                ? RequestTemplate.of(method, path + query, all, userHeader, drawn(users.get()))
                : RequestTemplate.of(method, path + query, all);
    }

    private List<Header> headers(URI target) {
        List<Header> all = new ArrayList<>();
        for (String line : headers) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("-H: found '" + line + "', expected 'Name: value'");
            }
            all.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        if (all.stream()
                .noneMatch(header -> header.name().toLowerCase(Locale.ROOT).equals("host"))) {
            all.add(0, new Header("Host", target.getRawAuthority()));
        }
        return all;
    }

    private Users drawn(int count) {
        return zipf.isPresent() ? Users.zipf(count, zipf.get(), seed) : Users.uniform(count, seed);
    }

    private String describeUsers() {
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
}
