package io.dimmer.loadtest.demo.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The proxy as a child process, started as a user starts it. It is stopped with us, if need be by force. */
public final class ProxyProcess implements AutoCloseable {
    private static final int KEPT_LINES = 30;
    /** A proxy that was told to write a cache of its classes does so at its end. */
    private static final long GRACE_SECONDS = 60;

    /** What it said at its end may be on its way for a moment. */
    private static final long LAST_WORDS_MILLIS = 5_000;

    /** From this version on Netty's memory access needs permission, and before it the flags stop Java from starting. */
    private static final int ASKS_FOR_PERMISSION = 24;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Process process;
    private final ArrayDeque<String> lastLines = new ArrayDeque<>();
    private final Thread reader;

    private ProxyProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::keepLines, "demo-proxy-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs {@code run} of this jar. */
    public static ProxyProcess start(Path jar, Path configuration, Path state, String javaOptions) throws DemoRefusal {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= ASKS_FOR_PERMISSION) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        if (!javaOptions.isBlank()) {
            command.addAll(Arrays.asList(BLANKS.split(javaOptions.strip())));
        }
        command.addAll(List.of("-jar", jar.toString(), "run"));
        command.addAll(List.of("--config", configuration.toString(), "--state", state.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new ProxyProcess(process);
        } catch (IOException e) {
            throw new DemoRefusal("the proxy could not be started: " + e.getMessage(), e);
        }
    }

    /** Refuses to go on when the proxy has ended, with what it said last. */
    public void requireAlive() throws DemoRefusal, InterruptedException {
        if (!process.isAlive()) {
            reader.join(LAST_WORDS_MILLIS);
            throw new DemoRefusal("the proxy ended with exit code " + process.exitValue() + "; it said:\n  "
                    + String.join("\n  ", lastLines()));
        }
    }

    /** The last lines that it said. */
    public List<String> lastLines() {
        synchronized (lastLines) {
            return List.copyOf(lastLines);
        }
    }

    /**
     * Tells it to read its configuration anew, as an operator would: with a signal.
     *
     * @throws IOException when the signal could not be sent
     */
    public void reload() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-HUP", String.valueOf(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("the proxy could not be told to reload");
        }
    }

    /** Its number in the operating system. */
    public long pid() {
        return process.pid();
    }

    /** Asks it to stop, and makes it stop when it takes too long. */
    @Override
    public void close() {
        // Not Process.destroy, which closes the output too: what it says at its end would break it off.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void keepLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(its output broke off: " + e.getMessage() + ")");
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.removeFirst();
            }
        }
    }
}
