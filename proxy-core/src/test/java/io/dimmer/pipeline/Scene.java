package io.dimmer.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One conversation of a client, Dimmer and an upstream, byte by byte; read from a text resource whose first lines say how
 * it is written.
 *
 * @param section of the RFC
 * @param title what it shows
 * @param settings keys of the service, in YAML; empty for none
 * @param steps in order
 */
record Scene(String section, String title, String settings, List<Step> steps) {
    private static final Pattern HEADING = Pattern.compile("=== (RFC [0-9]+ §[0-9.]+|Dimmer): (.+)");

    /** What one step does or expects. */
    enum Kind {
        CLIENT_SENDS(">"),
        UPSTREAM_RECEIVES("^"),
        UPSTREAM_RECEIVED_A_BEGINNING("^?"),
        UPSTREAM_SENDS("<"),
        CLIENT_RECEIVES("v"),
        CLIENT_RECEIVED_A_BEGINNING("v?"),
        CLIENT("client"),
        UPSTREAM("upstream"),
        REFUSED("refused"),
        ANSWERED("answered"),
        FAILED("failed"),
        CUT("cut"),
        STAYS("stays");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * One step.
     *
     * @param text the bytes, a character each, with {@link Wildcard}s; or words
     * @param line where it stands
     */
    record Step(Kind kind, String text, int line) {}

    /** All scenes of a resource. */
    static List<Scene> of(String resource) {
        try (InputStream in = Scene.class.getResourceAsStream("/framing/" + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource framing/" + resource);
            }
            return new Reader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))).all();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return section + ": " + title;
    }

    private static final class Reader {
        private final BufferedReader lines;
        private final List<Scene> scenes = new ArrayList<>();
        private int number;

        Reader(BufferedReader lines) {
            this.lines = lines;
        }

        List<Scene> all() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                read(line);
            }
            return scenes;
        }

        private void read(String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                scenes.add(new Scene(heading.group(1), heading.group(2), "", new ArrayList<>()));
            } else if (line.startsWith("set ")) {
                Scene last = scenes.remove(scenes.size() - 1);
                scenes.add(new Scene(last.section, last.title, line.substring(4), last.steps));
            } else if (line.startsWith("  ")) {
                List<Step> steps = scenes.get(scenes.size() - 1).steps;
                Step last = steps.remove(steps.size() - 1);
                steps.add(new Step(last.kind, last.text + Bytes.of(line.strip()), last.line));
            } else {
                scenes.get(scenes.size() - 1).steps.add(step(line));
            }
        }

        private Step step(String line) {
            for (Kind kind : Kind.values()) {
                if (line.equals(kind.word) || line.startsWith(kind.word + " ")) {
                    String text = line.substring(kind.word.length()).strip();
                    return new Step(kind, Bytes.of(text), number);
                }
            }
            throw new IllegalArgumentException("line " + number + ": found " + line);
        }
    }
}
