package io.dimmer.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Writes what a fake upstream says: its version, and what Dimmer told it about the request. Event loop only. */
final class AnswerBody {
    private static final String PREFIX = "x-dimmer-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String version;

    AnswerBody(String version) {
        this.version = version;
    }

    /** JSON with {@code version} and {@code received}, the {@code X-Dimmer-*} headers; padded to the least length. */
    byte[] bytes(ReceivedRequest request, int leastBytes) {
        ObjectNode body = JSON.createObjectNode().put("version", version);
        ObjectNode received = body.putObject("received");
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                received.put(header.getKey(), header.getValue());
            }
        }
        byte[] bytes = write(body);
        if (bytes.length >= leastBytes) {
            return bytes;
        }
        int empty = write(body.put("padding", "")).length;
        return write(body.put("padding", "x".repeat(Math.max(0, leastBytes - empty))));
    }

    private static byte[] write(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can always be written", e);
        }
    }
}
