package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Byte for byte through a real listener to an upstream that keeps every byte: what is ambiguous never gets there, and
 * what gets there is one well-formed request for each request. The scenes are in {@code resources/framing}.
 */
@ExtendWith(NoLeaks.class)
class FramingIT {
    private static final List<String> RESOURCES =
            List.of("heads.txt", "bodies.txt", "fields.txt", "answers.txt", "protocol.txt");

    static Stream<Scene> scenes() {
        return RESOURCES.stream().flatMap(resource -> Scene.of(resource).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void goesAsWritten(Scene scene) throws IOException {
        play(scene, 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void goesTheSameInPieces(Scene scene) throws IOException {
        play(scene, 1);
    }

    private static void play(Scene scene, int piece) throws IOException {
        String settings = "expose: nobody" + (scene.settings().isEmpty() ? "" : ", " + scene.settings());
        try (ScriptedUpstream blue = new ScriptedUpstream();
                TestEdge edge = TestEdge.before(blue, settings, TestEdge.PATIENT);
                Stage stage = new Stage(blue, edge.heard(), edge.port(), piece)) {
            stage.play(scene);
        }
    }

    @Test
    void thereAreAtLeast150Scenes() {
        assertThat(scenes().map(Scene::toString))
                .hasSizeGreaterThanOrEqualTo(150)
                .doesNotHaveDuplicates();
    }

    /** The twin: whoever hands on what came without looking fails nearly all that must be refused. */
    @Test
    void aRelayThatLooksAtNothingFails() throws IOException {
        List<String> unnoticed = new ArrayList<>();
        List<Scene> refused = scenes().filter(FramingIT::isRefused).toList();
        for (Scene scene : refused) {
            try (ScriptedUpstream blue = new ScriptedUpstream();
                    BlindRelay relay = new BlindRelay(blue.endpoint());
                    Stage stage = new Stage(blue, new Recording(), relay.port(), 0)) {
                blue.answerAll();
                stage.play(scene);
                unnoticed.add(scene.toString());
            } catch (AssertionError expected) {
                assertThat(expected).hasMessageContaining(scene.section());
            }
        }
        assertThat(refused).hasSizeGreaterThan(60);
        assertThat(unnoticed).isEmpty();
    }

    private static boolean isRefused(Scene scene) {
        return scene.steps().get(1).kind() == Scene.Kind.REFUSED;
    }
}
