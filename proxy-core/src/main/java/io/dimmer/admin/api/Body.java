package io.dimmer.admin.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.admin.answer.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a change says: the JSON object of the body, and {@code why} and {@code yes}, which may stand in
 * the query instead. Keys that mean nothing are refused, never ignored.
 */
final class Body {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String WHY = "why";
    private static final String YES = "yes";
    private static final int LONGEST_WHY = 1_000;

    private final ObjectNode json;
    private final Query query;

    private Body(ObjectNode json, Query query) {
        this.json = json;
        this.query = query;
    }

    static Body of(RoutingContext context) {
        return new Body(parse(context.body().buffer()), Query.of(context, WHY, YES));
    }

    private static ObjectNode parse(@Nullable Buffer buffer) {
        if (buffer == null || buffer.length() == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(buffer.getBytes());
            if (node instanceof ObjectNode object) {
                return object;
            }
            String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
            throw Problem.invalid("body: found " + kind + ", expected a JSON object")
                    .thrown();
        } catch (JacksonException e) {
            // Nothing of the text: it may hold what is no business of whoever reads the answer.
            throw Problem.invalid("body" + place(e.getLocation()) + ": expected a JSON object with each key once")
                    .thrown();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    /** Takes out the values of those of the keys that are there. */
    Map<String, JsonNode> take(Collection<String> keys) {
        Map<String, JsonNode> taken = new LinkedHashMap<>();
        keys.forEach(key -> Optional.ofNullable(json.remove(key)).ifPresent(value -> taken.put(key, value)));
        return taken;
    }

    /** Refuses what is there and none of these, {@code why} or {@code yes}. */
    Body expecting(Collection<String> keys) {
        List<String> known = new ArrayList<>(keys);
        known.addAll(List.of(WHY, YES));
        json.fieldNames().forEachRemaining(key -> Query.refuseUnknown("body", key, known));
        return this;
    }

    /** The value of a key; absent when it is not there, or null. */
    Optional<JsonNode> value(String key) {
        return Optional.ofNullable(json.get(key)).filter(value -> !value.isNull());
    }

    /** The text of a key. */
    Optional<String> text(String key) {
        return value(key).map(value -> text(key, value));
    }

    private static String text(String key, JsonNode value) {
        if (!value.isTextual()) {
            throw Problem.invalid(key + ": found " + Problem.shown(value.toString()) + ", expected a text")
                    .thrown();
        }
        return value.textValue();
    }

    /** The sentence that is kept with the change. */
    Optional<String> why() {
        Optional<String> why = query.last(WHY).or(() -> text(WHY)).filter(text -> !text.isBlank());
        if (why.filter(text -> text.length() > LONGEST_WHY).isPresent()) {
            throw Problem.invalid("why: expected at most " + LONGEST_WHY + " characters")
                    .thrown();
        }
        return why;
    }

    /** True when the caller means it, whatever it costs. */
    boolean yes() {
        String asked =
                query.last(YES).or(() -> value(YES).map(JsonNode::asText)).orElse("false");
        return Query.truth(YES, asked);
    }
}
