package io.dimmer.architecture;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Who may import whom: the table of {@code docs/architecture.md}, as data. */
final class Rooms {
    /** Our own rooms, in the order of the flow; each may import itself, {@code config} and what stands here. */
    static final Map<String, List<String>> OURS = Map.ofEntries(
            entry("time", List.of()),
            entry("exchange", List.of("time")),
            entry("wire", List.of("exchange", "time")),
            entry("listen", List.of("exchange", "wire", "time")),
            entry("route", List.of("exchange")),
            entry("assign", List.of("exchange", "route")),
            entry("upstream", List.of("exchange", "wire", "time")),
            entry("forward", List.of("exchange", "wire", "upstream", "time")),
            entry("pipeline", List.of("time", "exchange", "wire", "listen", "route", "assign", "upstream", "forward")),
            entry("accesslog", List.of("exchange", "time")),
            entry("measure", List.of("exchange", "time", "judge")),
            entry("judge", List.of()),
            entry("journal", List.of("time")),
            entry(
                    "control",
                    List.of(
                            "time",
                            "exchange",
                            "route",
                            "assign",
                            "upstream",
                            "pipeline",
                            "measure",
                            "judge",
                            "journal")),
            entry(
                    "admin",
                    List.of(
                            "time",
                            "exchange",
                            "route",
                            "assign",
                            "upstream",
                            "measure",
                            "judge",
                            "journal",
                            "control")),
            entry("cli", List.of("exchange", "route", "assign", "server")),
            entry(
                    "server",
                    List.of(
                            "time",
                            "exchange",
                            "wire",
                            "listen",
                            "route",
                            "assign",
                            "upstream",
                            "forward",
                            "pipeline",
                            "accesslog",
                            "measure",
                            "judge",
                            "journal",
                            "control",
                            "admin")));

    /** Libraries, each with the rooms that are its home. JDK, null annotations and the logging API are free. */
    static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            entry("io.netty..", List.of("wire", "listen", "upstream", "forward", "pipeline", "server")),
            entry("io.vertx..", List.of("admin", "server")),
            entry("io.github.resilience4j..", List.of("upstream", "limit", "server")),
            entry("org.HdrHistogram..", List.of("measure")),
            entry("io.micrometer..", List.of("measure")),
            entry("io.prometheus..", List.of("measure")),
            entry("com.fasterxml.jackson..", List.of("journal", "admin", "cli")),
            entry("picocli..", List.of("cli")),
            entry("org.snakeyaml..", List.of()),
            entry("ch.qos.logback..", List.of("server")));

    /** Rooms of decisions: JDK, {@code config} and each other only. */
    static final List<String> PURE = List.of("time", "exchange", "route", "assign", "judge");

    /** The data plane. */
    static final List<String> DATA_PLANE = List.of(
            "time", "exchange", "wire", "listen", "route", "assign", "upstream", "forward", "pipeline", "accesslog");

    private Rooms() {}
}
