package io.dimmer.loadtest.cli.load;

import io.dimmer.loadtest.cli.console.DurationConverter;
import io.dimmer.loadtest.cli.console.ShareConverter;
import io.dimmer.loadtest.schedule.Arrivals;
import io.dimmer.loadtest.schedule.RateProfile;
import io.dimmer.loadtest.schedule.Recording;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The flags that say when requests are due. */
final class WhenFlags {
    @Option(
            names = {"-r", "--rate"},
            paramLabel = "RATE",
            description = "Requests a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private double rate;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            description = "How long requests are sent: 30s, 5m. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10s",
            converter = DurationConverter.class)
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--ramp-from",
            paramLabel = "RATE",
            description = "Begin with this rate and reach --rate evenly at the end.")
    private Optional<Double> rampFrom = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "RATE",
            split = ",",
            description = "These rates one after the other, each for its part of --duration: 500,1000,2000.")
    private List<Double> steps = new ArrayList<>();

    @Option(
            names = "--sine",
            paramLabel = "SHARE",
            converter = ShareConverter.class,
            description = "Swing around --rate by this part of it: 50%%.")
    private Optional<Double> sine = Optional.empty();

    @Option(
            names = "--period",
            paramLabel = "TIME",
            description = "From one crest of --sine to the next. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1m",
            converter = DurationConverter.class)
    private Duration period = Duration.ZERO;

    @Option(
            names = "--poisson",
            description = "Requests arrive at random, as from independent users, not evenly spaced.")
    private boolean poisson;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description =
                    "Send at recorded moments: one line for each request, beginning with seconds or an RFC 3339 time.")
    private Optional<Path> replay = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            description = "Replay so many times as fast. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double speed;

    /** A plan and what to call it. */
    record Planned(Arrivals arrivals, String words) {}

    /**
     * What the flags come to.
     *
     * @param fromFile the profile of a scenario file, which takes the place of the rates
     */
    Planned arrivals(Optional<RateProfile> fromFile, long seed) throws IOException {
        if (replay.isPresent()) {
            Recording recording = recording(replay.get()).faster(speed);
            Arrivals arrivals = Arrivals.replay(recording);
            return new Planned(arrivals, arrivals.words() + ", " + replay.get() + faster());
        }
        RateProfile profile = fromFile.orElseGet(this::profile);
        Arrivals arrivals = poisson ? Arrivals.poisson(profile, seed) : Arrivals.even(profile);
        return new Planned(
                arrivals, arrivals.words() + ", " + (fromFile.isPresent() ? "by the file's profile" : law()));
    }

    private static Recording recording(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            return Recording.of(lines);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--replay " + file + ": " + e.getMessage(), e);
        }
    }

    private String faster() {
        return speed == 1 ? "" : String.format(Locale.ROOT, ", %.3g times as fast", speed);
    }

    private RateProfile profile() {
        long laws = List.of(rampFrom.isPresent(), !steps.isEmpty(), sine.isPresent()).stream()
                .filter(given -> given)
                .count();
        if (laws > 1) {
            throw new IllegalArgumentException(
                    "--ramp-from, --steps, --sine: found " + laws + " of them, expected one");
        }
        if (rampFrom.isPresent()) {
            return RateProfile.ramp(rampFrom.get(), rate, duration);
        }
        if (!steps.isEmpty()) {
            return RateProfile.steps(steps, duration.dividedBy(steps.size()));
        }
        return sine.isPresent()
                ? RateProfile.sine(rate, sine.get(), period, duration)
                : RateProfile.constant(rate, duration);
    }

    private String law() {
        if (rampFrom.isPresent()) {
            return format("a ramp from %s to %s a second", rampFrom.get(), rate);
        }
        if (!steps.isEmpty()) {
            return steps.stream().map(WhenFlags::plain).collect(Collectors.joining(", ", "in steps of ", " a second"));
        }
        return sine.isPresent()
                ? format("swinging by %s %% around %s a second", sine.get() * 100, rate)
                : format("%s a second throughout", rate);
    }

    private static String format(String pattern, double... values) {
        return pattern.formatted(
                Arrays.stream(values).mapToObj(WhenFlags::plain).toArray());
    }

    /** Without digits that say nothing. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
