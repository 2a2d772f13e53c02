package io.dimmer.loadtest.architecture;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Who may import whom in the load tester: the table of {@code docs/loadtest.md}, as data. */
final class Rooms {
    /** Our own rooms; each may import itself and what stands here. */
    static final Map<String, List<String>> OURS = Map.ofEntries(
            entry("time", List.of()),
            entry("schedule", List.of()),
            entry("record", List.of()),
            entry("request", List.of()),
            entry("record.log", List.of("record")),
            entry("generate", List.of("time", "schedule", "record", "request")),
            entry("target", List.of()),
            entry("warmup", List.of("schedule", "record", "request", "generate", "target")),
            entry("compare", List.of("record", "record.log")),
            entry("threshold", List.of("record")),
            entry("watch", List.of("record")),
            entry("report", List.of("record", "compare", "threshold")),
            entry("page", List.of("record", "compare", "threshold", "report")),
            entry("file", List.of("schedule", "request")),
            entry("demo.proxy", List.of()),
            entry("demo.story", List.of("record", "generate", "target", "demo.proxy")),
            entry(
                    "demo",
                    List.of(
                            "time",
                            "schedule",
                            "record",
                            "request",
                            "generate",
                            "target",
                            "warmup",
                            "report",
                            "demo.proxy",
                            "demo.story")),
            entry("scenario", List.of("schedule", "request", "generate", "record", "target", "warmup", "demo.proxy")),
            entry("cli.console", List.of("file")),
            entry(
                    "cli.load",
                    List.of(
                            "schedule",
                            "record",
                            "record.log",
                            "request",
                            "generate",
                            "warmup",
                            "compare",
                            "threshold",
                            "watch",
                            "report",
                            "page",
                            "file",
                            "demo.proxy",
                            "scenario",
                            "cli.console")),
            entry("cli", List.of("target", "demo", "demo.proxy", "demo.story", "cli.console", "cli.load")));

    /** Libraries, each with the rooms that are its home. JDK, null annotations and the logging API are free. */
    static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            entry("io.netty..", List.of("request", "generate", "target")),
            entry("org.HdrHistogram..", List.of("record", "record.log")),
            entry(
                    "com.fasterxml.jackson..",
                    List.of("target", "compare", "watch", "report", "page", "demo.proxy", "demo.story", "cli.load")),
            entry("picocli..", List.of("cli", "cli.console", "cli.load")),
            entry("org.snakeyaml..", List.of("file")),
            entry("ch.qos.logback..", List.of()));

    /** Rooms whose public types are for the tests of the proxy as well. */
    static final List<String> PUBLISHED = List.of("target");

    private Rooms() {}
}
