package io.dimmer.loadtest.demo;

import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.proxy.ProxyProcess;
import io.dimmer.loadtest.demo.story.Screen;
import io.dimmer.loadtest.demo.story.Story;
import io.dimmer.loadtest.demo.story.Summary;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The main job on real traffic: three services in this process, the proxy as a child process in front of them, 5 000 users;
 * the canary turns bad, is judged and drained while everything else keeps answering. Everything it starts ends with it.
 */
public final class Demo {
    private final DemoOptions options;
    private final Screen screen;
    private final Map<String, String> environment;

    /**
     * A demo.
     *
     * @param screen where the story is told
     * @param environment of the process: {@code DIMMER_HOME}, {@code DIMMER_PROXY_JAR}, {@code DIMMER_JAVA_OPTS}
     */
    public Demo(DemoOptions options, Screen screen, Map<String, String> environment) {
        this.options = options;
        this.screen = screen;
        this.environment = environment;
    }

    /**
     * Plays to the end and, unless it was to play once, goes on until the process is told to end.
     *
     * @param told hears what it came to, when the story has been told
     * @throws DemoRefusal when it could not be played
     * @throws InterruptedException when the process was told to end
     */
    public void run(Consumer<Summary> told) throws DemoRefusal, IOException, InterruptedException {
        Stage stage = new Stage(options, screen);
        Thread takeDown = new Thread(stage::close, "demo-take-down");
        Runtime.getRuntime().addShutdownHook(takeDown);
        try (stage) {
            Upstreams upstreams = stage.stands(Upstreams.start(options.seed()));
            ProxyProcess proxy = stage.startProxy(options, upstreams, environment);
            Story story = new Story(screen, options.fault(), stage.adminFlag());
            story.title(
                    Play.USERS, options.rate(), stage.edgeUrl(), stage.admin().url());
            Play play = new Play(options, stage, upstreams, proxy, story);
            Summary summary = play.play();
            story.end(summary);
            told.accept(summary);
            if (!options.once()) {
                play.stay();
            }
        }
    }
}
