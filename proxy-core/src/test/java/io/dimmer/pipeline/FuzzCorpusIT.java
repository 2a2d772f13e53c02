package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.wire.oracle.StreamFuzz;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What fuzzing found worth keeping ({@code scripts/fuzz}), played without a fuzzer. */
class FuzzCorpusIT {
    private static final Path CORPUS = Path.of("src/test/fuzz");

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @AfterEach
    void restoreLeakDetection() {
        ResourceLeakDetector.setLevel(level);
    }

    private static List<Path> inputs(String target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
            return files.sorted().toList();
        }
    }

    @Test
    void streamsAreReadAsNettyReadsThem() throws IOException {
        List<Path> inputs = inputs("StreamFuzz");
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            StreamFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
        }
    }

    @Test
    void whateverBothSidesSendNothingBreaks() throws IOException {
        List<Path> inputs = inputs("EdgeFuzz");
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            EdgeFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
        }
        EdgeFuzz.end();
    }
}
