package io.dimmer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code run} as a process of its own, as an operator starts it. */
final class DimmerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern EDGE = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ADMIN = Pattern.compile("admin (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final Path out;
    private final Path err;

    private DimmerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts it.
     *
     * @param name of the files that it prints to
     */
    static DimmerProcess start(Path folder, String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DimmerMain.class.getName()));
        command.addAll(List.of(words));
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("DIMMER_"));
        builder.environment().put("DIMMER_EVENT_LOOPS", "2");
        return new DimmerProcess(builder.start(), out, err);
    }

    DimmerProcess awaitReady() {
        await().atMost(PATIENCE).until(() -> out().contains("Dimmer is ready: ") || !process.isAlive());
        assertThat(out()).as(err()).contains("Dimmer is ready: ");
        return this;
    }

    /** Port of the first listener. */
    int port() {
        return Integer.parseInt(found(EDGE));
    }

    /** URL of admin. */
    String admin() {
        return found(ADMIN);
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(out());
        assertThat(matcher.find()).as(out()).isTrue();
        return matcher.group(1);
    }

    /** Sends TERM. */
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    String out() {
        return printed(out);
    }

    String err() {
        return printed(err);
    }

    private static String printed(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
