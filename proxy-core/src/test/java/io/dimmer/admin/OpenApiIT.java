package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.dimmer.admin.api.Changing;
import io.dimmer.admin.api.Explaining;
import io.dimmer.admin.api.Reading;
import io.dimmer.admin.api.Reloading;
import io.dimmer.admin.api.RunReading;
import io.dimmer.config.SpecDiff;
import io.dimmer.control.Reloaded;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.judge.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description of the API says what the API does: the same calls, and answers of the same shape. */
class OpenApiIT {
    private static final Set<String> FILES = Set.of("/", "/page.js", "/page.css");

    private final MemoryControl control = Shops.busyShop()
            .judged(
                    "canary",
                    new VersionSnapshot.Guard(
                            "inconclusive",
                            "not enough requests yet",
                            0.2,
                            List.of(new VersionSnapshot.Finding("errors", Double.NaN, new Sentence(() -> "1 of 15"))),
                            1,
                            Optional.empty(),
                            new VersionSnapshot.Calibration(0, 0, 1)));
    private TestAdmin admin;
    private JsonNode description;

    @BeforeEach
    void start() throws IOException {
        admin = TestAdmin.open(control);
        description = admin.get("/api/v1/openapi.json").json();
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    @Test
    void describesEveryCallAndNoOther() {
        Reading reading = new Reading(control, () -> "");
        List<Call> calls = Calls.admin(
                reading,
                new RunReading(control, TestAdmin.noRuns()),
                new Changing(control),
                new Reloading(control),
                new Explaining(control, control),
                new Pages());
        Set<String> served = calls.stream()
                .filter(call -> !FILES.contains(call.path()))
                .map(call -> call.method().name().toLowerCase(Locale.ROOT) + " "
                        + call.path().replaceAll(":(\\w+)", "{$1}"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = new TreeSet<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(key -> {
                    if (!key.equals("parameters")) {
                        described.add(key + " " + path.getKey());
                    }
                }));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void answersHaveTheShapeThatIsDescribed() throws IOException {
        holds("Service", admin.get("/api/v1/services/shop"));
        for (JsonNode service : admin.get("/api/v1/services").json()) {
            assertThat(violations("Service", service)).isEmpty();
        }
        holds("Service", admin.change("PATCH", "/api/v1/services/shop/weights", "{\"canary\": \"10%\"}"));
        holds("Service", admin.change("PUT", "/api/v1/services/shop/versions/canary/state", "{\"state\": \"drain\"}"));
        holds("Service", admin.get("/api/v1/services/shop"));
        holds("Service", admin.change("PUT", "/api/v1/services/shop/kill-switch", "{\"why\": \"w\"}"));
        holds("Problem", admin.change("PATCH", "/api/v1/services/shop/weights", "{\"canary\": 90}"));
        holds("Problem", admin.get("/api/v1/services/none-such"));
        holds("Explanation", admin.get("/api/v1/explain?user=42"));
        holds("Explanation", admin.get("/api/v1/explain?path=/x"));
        holds("Reload", admin.get("/api/v1/reload"));
        control.reloads(new Reloaded(
                MemoryControl.AT,
                "local",
                List.of(),
                List.of(new SpecDiff.Change("services.shop.stable", Optional.of("blue"), Optional.empty())),
                List.of(new SpecDiff.Change("admin.address", Optional.empty(), Optional.of("127.0.0.1:9902")))));
        holds("Reload", admin.change("POST", "/api/v1/reload", ""));
        control.reloads(new Reloaded(
                MemoryControl.AT,
                "local",
                List.of("dimmer.yaml:1:1: bad", "dimmer.yaml: 1 problem"),
                List.of(),
                List.of()));
        holds("Problem", admin.change("POST", "/api/v1/reload", ""));
        holds("Reload", admin.get("/api/v1/reload"));
    }

    @Test
    void aShapeThatLacksAKeyIsFound() throws IOException {
        ObjectNode service = (ObjectNode) admin.get("/api/v1/services/shop").json();
        service.remove("revision");
        service.put("novel", 1);

        assertThat(violations("Service", service)).hasSize(2);
    }

    private void holds(String shape, RawAnswer answer) throws IOException {
        assertThat(violations(shape, answer.json()))
                .as(shape + " in " + answer.body())
                .isEmpty();
    }

    private Set<String> violations(String shape, JsonNode answer) {
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.put("$ref", "#/components/schemas/" + shape);
        schema.set("components", closed(description.get("components").deepCopy()));
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        return compiled.validate(answer).stream().map(Object::toString).collect(Collectors.toSet());
    }

    /** In answers a key that is not described is a mistake; clients still have to pass over keys to come. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiIT::closed);
        return node;
    }
}
