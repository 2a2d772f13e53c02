package io.dimmer.loadtest.scenario;

import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A story with an expected end, and its twin with another one. Immutable. */
public final class Scenario {
    /** All of them. */
    public static final List<Scenario> ALL = List.of(
            new Scenario(
                    "steady-state",
                    "all is well: nobody fails, everybody keeps a version, each version gets its share",
                    "stable answers 500 now and then: that is seen",
                    CanaryStories::steady),
            new Scenario(
                    "good-canary",
                    "a healthy canary grows to half of the users: nobody fails, users move to it only, it stays",
                    "it answers 500 as soon as it grows: it is drained and does not get there",
                    CanaryStories::good),
            new Scenario(
                    "slow-canary",
                    "the canary takes 80 ms longer: it is drained, nobody fails",
                    "it does not: it stays",
                    CanaryStories::slow),
            new Scenario(
                    "failing-canary",
                    "the canary answers 500: it is drained, stable never fails, nobody fails afterwards",
                    "it does not: it stays",
                    CanaryStories::failing),
            new Scenario(
                    "upstream-death",
                    "the canary's process dies: it is drained, stable never fails, nobody fails afterwards",
                    "it lives: it stays",
                    CanaryStories::death),
            new Scenario(
                    "overload",
                    "three times as many connections as allowed: the proxy refuses what is too much, the rest is answered,"
                            + " and afterwards everybody is",
                    "fewer than allowed: everybody is answered",
                    EdgeStories::overload),
            new Scenario(
                    "reload",
                    "the file changes five times under load: each time it takes effect, and nobody fails",
                    "the file does not change: shares stay as they are",
                    EdgeStories::reload),
            new Scenario(
                    "slow-clients",
                    "a hundred clients send a byte now and then: the proxy gives them up, nobody else notices",
                    "they send at once: all of them are answered",
                    EdgeStories::slowClients));

    private final String word;
    private final String story;
    private final String twin;
    private final Script script;

    private Scenario(String word, String story, String twin, Script script) {
        this.word = word;
        this.story = story;
        this.twin = twin;
        this.script = script;
    }

    /** Plays one story. */
    interface Script {
        List<Check> play(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException;
    }

    /** The word on the command line: {@code slow-canary}. */
    public String word() {
        return word;
    }

    /** What happens, and how it is to end; of the scenario or of its twin. */
    public String story(boolean ofTheTwin) {
        return ofTheTwin ? twin : story;
    }

    /** The one with this word, if there is one. */
    public static Optional<Scenario> of(String word) {
        return ALL.stream().filter(scenario -> scenario.word.equals(word)).findFirst();
    }

    /**
     * Plays it to its end with services and a proxy of its own.
     *
     * @param environment of the process, which may say where the proxy's jar is
     * @throws DemoRefusal when it cannot be played
     * @throws InterruptedException when the process was told to end
     */
    public Ended play(boolean asTwin, Map<String, String> environment)
            throws DemoRefusal, IOException, InterruptedException {
        try (House house = House.build(environment)) {
            return new Ended(word, asTwin, script.play(house, asTwin));
        }
    }
}
