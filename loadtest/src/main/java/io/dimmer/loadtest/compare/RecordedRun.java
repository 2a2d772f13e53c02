package io.dimmer.loadtest.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.Latencies;
import io.dimmer.loadtest.record.log.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run as its folder keeps it: {@code result.json} and {@code latency.hlog}.
 *
 * @param name of the folder
 * @param title what was loaded, when and by what command, as the run says
 * @param voidReason why it says nothing, if it is void
 */
public record RecordedRun(String name, String title, Optional<String> voidReason, SortedMap<Label, Series> series) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a folder that {@code --out} wrote.
     *
     * @throws IOException when it is none
     */
    public static RecordedRun read(Path folder) throws IOException {
        Path result = folder.resolve("result.json");
        Path log = folder.resolve("latency.hlog");
        if (!Files.isReadable(result) || !Files.isReadable(log)) {
            throw new IOException(folder + ": expected a folder with result.json and latency.hlog, as --out writes it");
        }
        JsonNode json = JSON.readTree(Files.readString(result));
        SortedMap<Label, List<Latencies>> latencies = LatencyLog.read(log);
        SortedMap<Label, Series> series = new TreeMap<>();
        for (JsonNode one : json.path("series")) {
            Label label = new Label(one.path("kind").asText(), one.path("value").asText());
            List<Latencies> parts = latencies.getOrDefault(label, List.of());
            series.put(
                    label,
                    new Series(
                            parts,
                            Latencies.together(parts),
                            one.path("requests").asLong(),
                            one.path("failures").asLong()));
        }
        String title = json.path("started").asText("") + "  "
                + json.path("command").asText(json.path("target").asText());
        return new RecordedRun(
                folder.toString(), title, Optional.ofNullable(json.path("void").textValue()), series);
    }
}
