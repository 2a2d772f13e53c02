package io.dimmer.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the scenes as inputs to begin fuzzing with, for {@code scripts/fuzz}. */
public final class FuzzSeeds {
    private static final int LONGEST = 1500;

    private FuzzSeeds() {}

    /** Into the folders that its two arguments name, for StreamFuzz and EdgeFuzz. */
    public static void main(String[] folders) throws IOException {
        Path streams = Path.of(folders[0]);
        Path edge = Path.of(folders[1]);
        List<Scene> scenes = FramingIT.scenes().toList();
        for (int i = 0; i < scenes.size(); i++) {
            String requests = said(scenes.get(i), Scene.Kind.CLIENT_SENDS);
            String answers = said(scenes.get(i), Scene.Kind.UPSTREAM_SENDS);
            if (requests.length() + answers.length() < LONGEST) {
                write(streams.resolve("requests" + i), "0" + requests);
                write(edge.resolve("edge" + i), requests + (answers.isEmpty() ? "" : EdgeFuzz.BETWEEN + answers));
                if (!answers.isEmpty()) {
                    write(streams.resolve("answers" + i), kind(requests) + answers);
                }
            }
        }
    }

    /** What {@link io.dimmer.wire.oracle.StreamFuzz} takes for the kind of the request. */
    private static String kind(String requests) {
        if (requests.startsWith("HEAD ")) {
            return "2";
        }
        return requests.contains("Upgrade: ") ? "4" : "1";
    }

    private static String said(Scene scene, Scene.Kind kind) {
        StringBuilder all = new StringBuilder();
        scene.steps().stream().filter(step -> step.kind() == kind).forEach(step -> all.append(step.text()));
        return all.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
